import { afterAll, beforeAll, expect, it } from 'vitest'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { linkMerged } from '../../db/links.ts'
import { identities, people, roles as roleRows } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { runCommand, verbs } from '../../handlers/commands/index.ts'
import type { Verb } from '../../handlers/commands/verb.ts'
import type { Matter } from '../../matters/matter.ts'
import { type State, states } from '../../matters/moves.ts'
import { type Role, roles } from '../../matters/roles.ts'
import { mayDo, maySee } from '../../matters/view.ts'
import { plant } from '../support/planted.ts'
import { openStory, type Story } from '../support/story.ts'

// W-44: who may do what, and when, is data; here every cell of role × verb × state is asked through the front door.

let story: Story
const standing = states.filter((state) => state !== 'draft')
const aboutMatters = verbs.filter((verb) => verb.rights && verb.states)
/** One colleague of each role over the whole station, one of each who leads, and one of the next community. */
const cast: [id: string, role: Role, areaId: string, department?: string][] = [
  ...roles.map((role): [string, Role, string, string?] => [
    role,
    role,
    ['brigade_chief', 'bureau_chief', 'inspector', 'admin'].includes(role) ? 'street' : 'station',
    role === 'department' ? 'urban_mgmt' : role === 'mediator' ? 'law_firm' : undefined,
  ]),
  ...(['grid_worker', 'officer', 'zz_center', 'department'] as const).map(
    (role): [string, Role, string, string?] => [
      `away_${role}`,
      role,
      'liuan',
      role === 'department' ? 'fire' : undefined,
    ],
  ),
]
const kinds = {
  'a dispute': { category: 'dispute.neighbor.noise' },
  'a red hazard': { category: 'hazard.gas', colour: 'red' },
  'a tip': { category: 'tip.gambling' },
  'a family dispute its grid worker leads, with the city called in': {
    category: 'dispute.marriage_family',
    called: ['urban_mgmt'],
    lead: 'grid_worker',
  },
  'a complaint about police': { category: 'feedback.police_complaint' },
} as const

beforeAll(async () => {
  story = await openStory({ roles: [], announced: false })
  const { db } = story.store
  for (const [externalId, role, areaId, department = null] of cast) {
    const [row] = await db
      .insert(people)
      .values({ name: `同事${externalId}` })
      .returning()
    const personId = row?.id ?? 0
    await db.insert(roleRows).values({ personId, role, areaId, department })
    await db.insert(identities).values({ personId, platform: 'sandbox', externalId, boundAt: story.now() })
  }
  await story.app.desk.registry.refresh()
})
afterAll(() => story.end())

type Outcome = 'no such verb for them' | 'unseen' | 'no right' | 'not now' | 'understood'

async function outcome(as: string, text: string): Promise<{ is: Outcome; changes: number; said: string }> {
  const write = await runCommand(
    {
      ...{ platform: 'sandbox', messageId: `${as}:${text}`, chat: { id: as, kind: 'direct' } },
      ...{ sender: { id: as, nick: as }, type: 'text', text, mentionsBot: false, mentions: [] },
      ...{ at: story.now().toISOString(), heard: 'command', score: 1, neighbours: [] },
    },
    story.app.desk,
  )
  const said = write.posts.map((post) => plainText(post.card)).join('\n')
  const is = /要有相应职责的工作人员才能用/.test(said)
    ? 'no such verb for them'
    : /没有找到您能看的事项/.test(said)
      ? 'unseen'
      : /不在您的职责内/.test(said)
        ? 'no right'
        : /现在是「/.test(said)
          ? 'not now'
          : 'understood'
  return { is, changes: write.changes.length, said }
}

function expected(verb: Verb, as: string, matter: Matter): Outcome {
  const { registry } = story.app.desk
  const staff = registry.staffOf({ platform: 'sandbox', externalId: as })
  if (!staff) throw new Error(as)
  const { who } = verb
  if (who !== 'everyone' && !staff.roles.some((held) => who.includes(held.role)))
    return 'no such verb for them'
  if (!maySee(staff, matter, registry.areas)) return 'unseen'
  if (!verb.rights?.some((right) => mayDo(staff, right, matter, registry.areas))) return 'no right'
  return verb.states?.includes(matter.state) ? 'understood' : 'not now'
}

it.each(Object.entries(kinds))(
  'of %s every cell of role × verb × state is as the table says',
  async (_, kind) => {
    const wrong: string[] = []
    for (const state of standing) {
      const as = { ...kind, called: 'called' in kind ? [...kind.called] : [] }
      const matter = await plant(story, { ...as, state })
      if (state === 'merged') {
        const kept = await plant(story, as)
        await commit(story.store.db, { changes: [linkMerged(matter.id, kept.id, story.now())], posts: [] })
        await story.store.sql`update matters set state_before = 'new' where id = ${matter.id}`
      }
      for (const [as] of cast)
        for (const verb of aboutMatters) {
          const due = expected(verb, as, matter)
          const { is, changes, said } = await outcome(as, `/${verb.name} ${matter.number}`)
          const cell = `${as} /${verb.name} ${state}`
          if (is !== due) wrong.push(`${cell}: ${is} instead of ${due}: ${said.slice(0, 60)}`)
          // A refusal changes nothing; that of a right is one line in the record.
          const most = { 'no such verb for them': 1, 'no right': 1, unseen: 0, 'not now': 0, understood: 99 }[
            is
          ]
          if (changes > most) wrong.push(`${cell}: ${changes} changes behind a refusal`)
        }
    }
    expect(wrong).toEqual([])
  },
  120_000,
)

it('residents get no cell at all: no verb of colleagues changes anything for them', async () => {
  const matter = await plant(story, { state: 'handling' })
  for (const verb of aboutMatters) {
    const { is, changes, said } = await outcome('zhang', `/${verb.name} ${matter.number} 黄 当场 满意 理由`)
    expect([verb.name, is]).toEqual([
      verb.name,
      verb.who === 'everyone' ? 'understood' : 'no such verb for them',
    ])
    expect([verb.name, changes <= 1, said.includes(matter.summary)]).toEqual([verb.name, true, false])
  }
})

it('asks in every state and of every role', () => {
  expect(aboutMatters.length).toBeGreaterThan(25)
  const reached = new Set(aboutMatters.flatMap((verb) => verb.states as readonly State[]))
  for (const state of standing) expect(reached).toContain(state)
  expect(new Set(cast.map(([, role]) => role))).toEqual(new Set(roles))
})
