import { survivorOf } from '../db/links.ts'
import { type Identity, sameIdentity } from '../db/seal.ts'
import { type ToldMatter, toldBefore } from '../db/told.ts'
import { colourOf } from '../matters/colour.ts'
import { rulesOfEarlier } from '../matters/history-rules.ts'
import { type Likeness, match } from '../matters/likeness.ts'
import { isOpen } from '../matters/moves.ts'
import { samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import { kindred, linkedStory } from '../matters/same-story.ts'
import { type CategoryId, categories } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { neighbourhood } from './locate.ts'
import { asked, type Doubtful, mayAsk } from './match-doubt.ts'

const dayMs = 24 * 3_600_000
/** Drafts are of the same day: less is enough. */
const joinToday = 0.55

export interface Match {
  /** With the rules that history adds (Y2, R4). */
  reading: Reading
  /** The open draft, of another reporter, that tells the same. */
  draftId?: number
  /** The open matter it belongs to. */
  matterId?: number
  /** How sure it is of the matter, of the draft, or of what it asks about (0–1). */
  sure?: number
  /** An open matter that may be the same: the reporter is asked, 同一件事吗? */
  mayBe?: Doubtful
  /** Another draft, or matter, that is shown beside it: two thefts at one place, a threat after a tip. */
  linkDraftId?: number
  linkMatterId?: number
}

/** What is to be matched, and where it is told. */
export interface Matched {
  reading: Reading
  areaId: string
  /** Where it is told; null in private. */
  groupId: number | null
  reporter: Identity
  /** The draft that is matched once more. */
  besides?: number
  /** Only matters that were open by then. */
  toldBefore?: Date
}

/** Does this belong to something that is told or open already? By place, time and category; never by person. */
export async function matchFor(desk: Desk, told: Matched): Promise<Match> {
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
  const compared = matters.map((matter) => ({ matter, ...likeness(reading, matter) }))
  const alike = compared.filter((one) => one.verdict === 'same').map((one) => one.matter)
  const reading_ = withHistory(reading, alike, now)
  const standing = compared.filter(
    ({ matter }) => isOpen(matter.state) && (!told.toldBefore || matter.openedAt <= told.toldBefore),
  )
  const open = standing.find((one) => one.verdict === 'same')
  if (open) return { reading: reading_, matterId: open.matter.id, sure: open.sure }
  const merged = await goesOn(desk, alike)
  if (merged) return { reading: reading_, matterId: merged.id }
  const other = drafts
    .map((draft) => ({ draft, ...match(draft, { reading }, { joinFrom: joinToday }) }))
    .find(
      ({ draft, verdict }) =>
        verdict === 'same' &&
        draft.id !== told.besides &&
        !sameIdentity(desk.seal.open(draft.reporter), told.reporter),
    )
  const doubtful = other
    ? undefined
    : standing.find((one) => one.verdict === 'ask' && mayAsk(told, one.matter))
  const beside = matters.find((matter) => tiedTo(reading, matter))
  const half = drafts.find((draft) => draft.id !== told.besides && linkedStory(draft.reading, reading))
  return {
    reading: reading_,
    draftId: other?.draft.id,
    sure: (other ?? doubtful)?.sure,
    mayBe: doubtful && asked(told, doubtful.matter),
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
  const rules = rulesOfEarlier(closed, new Date(now)).filter((rule) => !reading.rules.includes(rule))
  if (rules.length === 0 || !reading.category) return reading
  return { ...reading, ...colourOf({ category: reading.category, rules: [...reading.rules, ...rules] }) }
}

/** What is kept of a matter has no wording: it is compared by what was read. */
function likeness(reading: Reading, matter: ToldMatter): Likeness {
  if (matter.category !== reading.category && matter.kind !== reading.kind)
    return { sure: 0, verdict: 'other' }
  return match({ reading }, { reading: asTold(reading, matter) })
}

function asTold(reading: Reading, matter: ToldMatter): Reading {
  return { ...reading, category: matter.category, kind: matter.kind, place: matter.place, time: null }
}
