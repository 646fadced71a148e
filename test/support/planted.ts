import { eq } from 'drizzle-orm'
import { type NewMatter, nextMatterId, openMatter } from '../../db/matters.ts'
import { matters } from '../../db/schema/index.ts'
import type { Identity } from '../../db/seal.ts'
import { commit } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import type { PlaceReading } from '../../matters/reading.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { type Story, seal } from './story.ts'

let planted = 0

export const building = (number: string, room: string | null = null): PlaceReading => ({
  text: '',
  community: '安和花园三期',
  phase: null,
  building: number,
  unit: room ? '2' : null,
  floor: null,
  room,
  poi: null,
  precision: room ? 'room' : 'building',
  certainty: 'stated',
})

/** A matter that stands as a story needs it, with who reported it. */
export async function plant(
  story: Story,
  { by, lead, ...over }: Partial<Matter> & { by?: string; lead?: string } = {},
): Promise<Matter> {
  const category = categoryOf(over.category ?? 'dispute.neighbor.noise')
  const id = await nextMatterId(story.store.db)
  planted += 1
  const reporter: Identity | null = by ? { platform: 'sandbox', externalId: by } : null
  const leadId = lead
    ? (story.app.desk.registry.staffOf({ platform: 'sandbox', externalId: lead })?.personId ?? null)
    : (over.leadId ?? null)
  const matter: NewMatter = {
    id,
    number: `${category.kind === 'tip' ? 'XS' : 'AH'}-1110-${String(planted).padStart(2, '0')}`,
    kind: category.kind,
    category: category.id,
    colour: category.colour,
    colourRules: [],
    urgency: 'normal',
    privacy: category.privacy,
    summary: `安和花园三期5号楼:${category.zh}`,
    areaId: 'anhe-2',
    place: building('5', '1001'),
    needsClarify: false,
    occurred: null,
    facts: {},
    leadDepartment: 'grid_worker',
    co: [],
    state: 'new',
    outcome: null,
    dueAt: new Date(story.now().getTime() + 3 * 86_400_000),
    groupId: null,
    openedAt: story.now(),
    foundBy: 'resident',
    source: 'dm',
    ...over,
    leadId,
  }
  const opened = { matterId: id, at: story.now(), actorId: null, kind: 'opened', to: matter.state }
  await commit(story.store.db, {
    changes: [openMatter(seal, matter, { parties: [], reporter, happenings: [opened] })],
    posts: [],
  })
  return await stored(story, id)
}

export async function stored(story: Story, id: number): Promise<Matter> {
  const [row] = await story.store.db.select().from(matters).where(eq(matters.id, id))
  if (!row) throw new Error(`no matter ${id}`)
  return row
}
