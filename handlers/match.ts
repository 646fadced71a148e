import { survivorOf } from '../db/links.ts'
import { type Identity, sameIdentity } from '../db/seal.ts'
import { type ToldMatter, toldBefore } from '../db/told.ts'
import { colourOf } from '../matters/colour.ts'
import { isOpen } from '../matters/moves.ts'
import { samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import { kindred, linkedStory, sameStory } from '../matters/same-story.ts'
import { type CategoryId, categories } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { neighbourhood } from './locate.ts'

const dayMs = 24 * 3_600_000
/** From this likelihood on, two tellings are taken for one matter. */
const same = 0.6
/** Drafts are of the same day: less is enough. */
const sameToday = 0.55

export interface Match {
  /** With the rules that history adds (Y2, R4). */
  reading: Reading
  /** The open draft, of another reporter, that tells the same. */
  draftId?: number
  /** The open matter it belongs to. */
  matterId?: number
  /** Another draft, or matter, that is shown beside it: two thefts at one place, a threat after a tip. */
  linkDraftId?: number
  linkMatterId?: number
}

/** Does this belong to something that is told or open already? By place, time and category; never by person. */
export async function matchFor(
  desk: Desk,
  told: { reading: Reading; areaId: string; reporter: Identity; besides?: number },
): Promise<Match> {
  const { reading } = told
  if (!reading.category || !told.areaId) return { reading }
  const now = desk.clock.now().getTime()
  const { matters, drafts } = await toldBefore(desk.db, {
    areaIds: neighbourhood(told.areaId, desk.registry),
    categories: sought(reading, reading.category),
    building: reading.place?.precision === 'online' ? null : (reading.place?.building ?? null),
    mattersSince: new Date(now - 90 * dayMs),
    draftsSince: new Date(now - dayMs),
  })
  const alike = matters.filter((matter) => likeness(reading, matter) >= same)
  const open = alike.find((matter) => isOpen(matter.state)) ?? (await goesOn(desk, alike))
  const reading_ = withHistory(reading, alike, now)
  if (open) return { reading: reading_, matterId: open.id }
  const other = drafts.find(
    (draft) =>
      draft.id !== told.besides &&
      sameStory(draft.reading, reading) >= sameToday &&
      !sameIdentity(desk.seal.open(draft.reporter), told.reporter),
  )
  const beside = matters.find((matter) => tiedTo(reading, matter))
  const half = drafts.find((draft) => draft.id !== told.besides && linkedStory(draft.reading, reading))
  return {
    reading: reading_,
    draftId: other?.id,
    linkDraftId: other ? undefined : half?.id,
    linkMatterId: (alike[0] ?? beside)?.id,
  }
}

/** One that was merged into an open matter: who tells of it again stands behind it, and hears of the other. */
async function goesOn(desk: Desk, alike: ToldMatter[]): Promise<ToldMatter | undefined> {
  const merged = alike.find((matter) => matter.state === 'merged')
  const survivor = merged && (await survivorOf(desk.db, merged.id))
  return survivor && isOpen(survivor.state) ? merged : undefined
}

/** Revenge (R8) is looked for beside every tip and dispute; anything else beside its own kin. */
function sought(reading: Reading, category: CategoryId): CategoryId[] {
  if (!reading.rules.includes('R8')) return kindred(category)
  const causes = [...categories.values()].filter(({ kind }) => kind === 'tip' || kind === 'dispute')
  return [...new Set([...kindred(category), ...causes.map(({ id }) => id)])]
}

function tiedTo(reading: Reading, matter: ToldMatter): boolean {
  if (!isOpen(matter.state)) return false
  if (reading.rules.includes('R8')) return samePlace(reading.place, matter.place) !== 'different'
  return linkedStory(reading, asTold(reading, matter))
}

/** What was taken back, found untrue or merged is no time before. */
const noTime: readonly string[] = ['withdrawn', 'unfounded', 'merged']

/** Rules that only history knows: the second time in 30 days (Y2), the third in 90 (R4). */
function withHistory(reading: Reading, alike: ToldMatter[], now: number): Reading {
  const closed = alike.filter((matter) => !isOpen(matter.state) && !noTime.includes(matter.state))
  const rules = [
    ...(closed.length >= 2 ? ['R4'] : []),
    ...(closed.some((matter) => matter.openedAt.getTime() >= now - 30 * dayMs) ? ['Y2'] : []),
  ].filter((rule) => !reading.rules.includes(rule))
  if (rules.length === 0 || !reading.category) return reading
  const all = [...reading.rules.filter((rule) => rule !== 'B0'), ...rules]
  return { ...reading, rules: all, colour: colourOf({ category: reading.category, rules: all }).colour }
}

function likeness(reading: Reading, matter: ToldMatter): number {
  if (matter.category !== reading.category && matter.kind !== reading.kind) return 0
  return sameStory(reading, asTold(reading, matter))
}

function asTold(reading: Reading, matter: ToldMatter): Reading {
  return { ...reading, category: matter.category, kind: matter.kind, place: matter.place, time: null }
}
