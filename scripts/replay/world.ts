import { sql } from 'drizzle-orm'
import type { SandboxWorld } from '../../bot/platforms/sandbox/types.ts'
import type { Db } from '../../db/client.ts'
import { type CommunityPlan, plant } from '../../db/plant.ts'
import { matters } from '../../db/schema/index.ts'
import { readPlace } from '../../handlers/read/place.ts'
import { type State, states } from '../../matters/moves.ts'
import { type Role, roles } from '../../matters/roles.ts'
import { type Colour, categories, categoryOf, colours } from '../../matters/taxonomy.ts'
import type { Dialogue } from './dialogue.ts'

/** The world a dialogue is played in: its jurisdiction, its groups, its people with their roles, its history. */
export interface World {
  plan: CommunityPlan
  chats: SandboxWorld
}

const grid = 'grid'

export function worldOf(dialogue: Dialogue): World {
  const [station = '派出所', community = '社区'] = (dialogue.group.jurisdiction ?? '').split('/')
  const people = peopleOf(dialogue)
  const staff = [...people].flatMap(([uid, one]) =>
    one.role ? [{ externalId: uid, name: one.nick, roles: [{ role: one.role, areaId: 'community' }] }] : [],
  )
  return {
    plan: {
      platform: 'sandbox',
      areas: [
        { id: 'station', kind: 'station', name: station, parentId: null, code: 'ZD' },
        { id: 'community', kind: 'community', name: community, parentId: 'station', code: 'SQ' },
        { id: grid, kind: 'grid', name: '网格', parentId: 'community', code: null },
      ],
      // No address table is given: community, building and unit come from the words alone.
      places: [],
      staff: [
        ...staff,
        { externalId: '_duty', name: '值班室', roles: [{ role: 'duty_desk', areaId: 'station' }] },
        { externalId: '_officer', name: '社区民警', roles: [{ role: 'officer', areaId: 'community' }] },
      ],
      groups: groupsOf(dialogue).map((group) => ({ ...group, gridIds: [grid], announced: true })),
    },
    chats: {
      people: [...people]
        .map(([id, one]) => ({ id, name: one.nick, title: one.role ?? '居民' }))
        .concat([
          { id: '_duty', name: '值班室', title: '值班室' },
          { id: '_officer', name: '社区民警', title: '社区民警' },
        ]),
      groups: groupsOf(dialogue).map(({ externalId, name, type }) => ({
        id: externalId,
        name,
        type,
        members: [...people].map(([id, one]) => ({ id, nick: one.nick })),
      })),
    },
  }
}

/** Plants the world and the matters that lie before the play. */
export async function plantWorld(db: Db, dialogue: Dialogue, world: World): Promise<void> {
  const start = new Date(Date.parse(dialogue.messages[0]?.t ?? '') - 60_000)
  await plant(db, world.plan, start)
  for (const past of dialogue.context.history) {
    if (!categories.has(past.category)) continue
    const category = categoryOf(past.category)
    const state = states.find((one) => one === past.status) ?? ('handling' satisfies State)
    const words = typeof past.location === 'string' ? past.location : JSON.stringify(past.location ?? '')
    const placed = typeof past.location === 'object' && past.location !== null ? past.location : {}
    const read = readPlace(words, { chatName: dialogue.group.name })
    const openedAt = past.concluded
      ? new Date(Date.parse(past.concluded))
      : new Date(start.getTime() - 10 * 24 * 3_600_000)
    await db.insert(matters).values({
      number: past.id,
      kind: category.kind,
      category: category.id,
      colour: colours.find((one) => one === past.colour) ?? (category.colour as Colour | null),
      urgency: category.urgency,
      privacy: category.privacy,
      foundBy: 'resident',
      source: 'group',
      summary: category.zh,
      areaId: grid,
      place: read ? { ...read, ...placed } : null,
      leadDepartment: category.lead,
      co: category.co,
      state,
      openedAt,
    })
  }
  await db.execute(sql`select pg_notify('registry', '')`)
}

function peopleOf(dialogue: Dialogue): Map<string, { nick: string; role: Role | null }> {
  const people = new Map<string, { nick: string; role: Role | null }>()
  for (const { from } of dialogue.messages) {
    if (!people.has(from.uid)) people.set(from.uid, { nick: from.nick ?? from.uid, role: roleOf(from.role) })
  }
  return people
}

const roleWords: Record<string, Role> = {
  police: 'officer',
  community_police: 'officer',
  duty: 'duty_desk',
  grid: 'grid_worker',
  auxiliary: 'auxiliary_grid',
  lawyer: 'mediator',
  expert: 'mediator',
  supervisor: 'citizen_supervisor',
}

function roleOf(word: string | undefined): Role | null {
  return roles.find((role) => role === word) ?? roleWords[word ?? ''] ?? null
}

function groupsOf(dialogue: Dialogue) {
  const { group } = dialogue
  const others = [
    ...new Set(
      dialogue.messages.flatMap((one) =>
        one.group && one.group !== 'dm' && one.group !== group.id ? [one.group] : [],
      ),
    ),
  ]
  // Another group of the same community; only its id is known, and that somebody is heard there.
  const beside = others.map((id) => ({
    externalId: id,
    name: id,
    type: 'resident',
    mode: 'assisted' as const,
  }))
  if (group.mode === 'dm') return beside
  return [{ externalId: group.id, name: group.name, type: group.type, mode: group.mode }, ...beside]
}
