import type { Happening } from '../db/events.ts'
import {
  type Behind,
  openMatter as insertMatter,
  type NewMatter,
  nextMatterId,
  nextNumber,
} from '../db/matters.ts'
import type { Group } from '../db/registry.ts'
import type { Change } from '../db/write.ts'
import { clockAt } from '../matters/clocks.ts'
import { mayTeach } from '../matters/correction.ts'
import { fresh } from '../matters/matter.ts'
import type { PlaceReading, Reading } from '../matters/reading.ts'
import { departmentsOf } from '../matters/routes.ts'
import { type Category, categoryOf } from '../matters/taxonomy.ts'
import { withoutTellersHome } from '../matters/tip-place.ts'
import { aboutPolice } from '../matters/vault.ts'
import { localDate } from '../matters/working-time.ts'
import { clockChanges, watchRed } from './clocks.ts'
import type { Desk } from './desk.ts'
import { codeOf, locate } from './locate.ts'
import { whereRedBegins } from './rise.ts'

/** What a matter is opened from, whichever way it was told. */
export interface Story {
  reading: Reading
  group: Group | undefined
  /** Null: nobody told it, a colleague found it while handling another. */
  reporter: Behind | null
  /** Numbers of the pieces told, to learn from a correction. */
  features: number[] | null
  /** resident | grid | volunteer | patrol | 110 | dept */
  foundBy: string
  /** group | dm | grid | visit … */
  source: string
  /** Where it lies, where that is settled already; else it is read from the place. */
  areaId?: string
}

/**
 * Makes a matter of a story whose category is settled: number, jurisdiction, route, time limit. The change inserts
 * it with its parties, its sealed reporter and its first events; a red one is supervised from the start.
 */
export async function openMatter(
  desk: Desk,
  story: Story,
): Promise<{ matter: NewMatter; changes: Change[] }> {
  const reading = withoutTellersHome(story.reading)
  if (!reading.category) throw new Error('a matter needs a category: ask for it before opening')
  const category = categoryOf(reading.category)
  const now = desk.clock.now()
  const located = locate(reading.place, story.group, desk.registry)
  const areaId = story.areaId ?? located.areaId
  const code = seriesOf(category, codeOf(areaId, desk.registry))
  const [id, number] = await Promise.all([nextMatterId(desk.db), nextNumber(desk.db, code, localDate(now))])
  const route = departmentsOf(category.id, reading.urgency)
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
    areaId,
    place: withoutWords(located.place),
    needsClarify: located.needsClarify,
    occurred: reading.time,
    facts: reading.facts,
    features: mayTeach(category.id) ? story.features : null,
    leadDepartment: route.lead,
    co: route.co,
    leadId: null,
    state: 'new',
    outcome: null,
    dueAt: null,
    groupId: story.group?.id ?? null,
    openedAt: now,
    foundBy: story.foundBy,
    source: story.source,
    ...(reading.colour === 'red' && whereRedBegins),
  }
  matter.dueAt =
    clockAt(desk.registry.clockTable(matter.areaId), { ...fresh, ...matter }, 'resolve', now)?.dueAt ?? null
  const opened: Happening = {
    matterId: matter.id,
    at: now,
    actorId: null,
    kind: 'opened',
    to: 'new',
    values: {
      category: category.id,
      certainty: reading.score,
      colour: reading.colour,
      rules: reading.rules,
      urgency: reading.urgency,
    },
  }
  const changes = [
    insertMatter(desk.seal, matter, {
      parties: reading.parties,
      reporter: story.reporter,
      happenings: [opened],
    }),
    ...clockChanges(desk, null, { ...fresh, ...matter }, [opened]),
  ]
  if (matter.colour === 'red') changes.push(watchRed(matter.id, now))
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
