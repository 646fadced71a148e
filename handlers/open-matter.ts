import type { Happening } from '../db/events.ts'
import {
  type Behind,
  openMatter as insertMatter,
  type NewMatter,
  nextMatterId,
  nextNumber,
} from '../db/matters.ts'
import type { Group } from '../db/registry.ts'
import { supervise } from '../db/supervisions.ts'
import type { Change } from '../db/write.ts'
import { mayTeach } from '../matters/correction.ts'
import { resolveDays } from '../matters/matter.ts'
import type { PlaceReading, Reading } from '../matters/reading.ts'
import { type Category, type Colour, categoryOf } from '../matters/taxonomy.ts'
import { aboutPolice } from '../matters/vault.ts'
import { addWorkingDays, atLocal, localDate } from '../matters/working-time.ts'
import type { Desk } from './desk.ts'
import { locate } from './locate.ts'

/** What a matter is opened from, whichever way it was told. */
export interface Story {
  reading: Reading
  group: Group | undefined
  reporter: Behind
  /** Numbers of the pieces told, to learn from a correction. */
  features: number[] | null
  /** resident | grid | volunteer | patrol | 110 | dept */
  foundBy: string
  /** group | dm | grid | visit … */
  source: string
}

/**
 * Makes a matter of a story whose category is settled: number, jurisdiction, route, time limit. The change inserts
 * it with its parties, its sealed reporter and its first events; a red one is supervised from the start.
 */
export async function openMatter(
  desk: Desk,
  story: Story,
): Promise<{ matter: NewMatter; changes: Change[] }> {
  const { reading } = story
  if (!reading.category) throw new Error('a matter needs a category: ask for it before opening')
  const category = categoryOf(reading.category)
  const now = desk.clock.now()
  const located = locate(reading.place, story.group, desk.registry)
  const code = seriesOf(category, located.code)
  const [id, number] = await Promise.all([nextMatterId(desk.db), nextNumber(desk.db, code, localDate(now))])
  const matter: NewMatter = {
    id,
    number,
    kind: category.kind,
    category: category.id,
    colour: reading.colour,
    colourRules: reading.rules,
    urgency: reading.urgency,
    privacy: category.privacy,
    summary: reading.summary,
    areaId: located.areaId,
    place: withoutWords(located.place),
    needsClarify: located.needsClarify,
    occurred: reading.time,
    facts: reading.facts,
    features: mayTeach(category.id) ? story.features : null,
    leadDepartment: category.lead,
    co: category.co,
    leadId: null,
    state: 'new',
    outcome: null,
    dueAt: dueFor(reading.colour, now),
    groupId: story.group?.id ?? null,
    openedAt: now,
    foundBy: story.foundBy,
    source: story.source,
  }
  const opened: Happening = {
    matterId: matter.id,
    at: now,
    actorId: null,
    kind: 'opened',
    to: 'new',
    values: { category: category.id, colour: reading.colour, rules: reading.rules, urgency: reading.urgency },
  }
  const changes = [
    insertMatter(desk.seal, matter, {
      parties: reading.parties,
      reporter: story.reporter,
      happenings: [opened],
    }),
  ]
  if (matter.colour === 'red')
    changes.push(supervise({ matterId: matter.id, level: 'chief', reason: '红色事项自始督办', since: now }))
  return { matter, changes }
}

/** Complaints about police have numbers of their own: a gap in the community's would tell the station of one. */
function seriesOf(category: Category, ofPlace: string): string {
  if (category.id === aboutPolice) return 'TS'
  return category.kind === 'tip' ? 'XS' : ofPlace
}

/** The verbatim words of a place may come from a nickname or hold a door: the matter keeps only the parts. */
function withoutWords(place: PlaceReading | null): PlaceReading | null {
  return place && { ...place, text: '' }
}

/** When it has to be resolved: by colour in days; services and feedback in ten working days. */
function dueFor(colour: Colour | null, now: Date): Date {
  if (colour) return new Date(now.getTime() + resolveDays[colour] * 24 * 3_600_000)
  return atLocal(addWorkingDays(localDate(now), 10), '18:00')
}
