import { type Identity, sameIdentity } from '../db/seal.ts'
import { type ToldMatter, toldBefore } from '../db/told.ts'
import { colourOf } from '../matters/colour.ts'
import { isOpen } from '../matters/moves.ts'
import type { Reading } from '../matters/reading.ts'
import { kindred, sameStory } from '../matters/same-story.ts'
import type { Desk } from './desk.ts'
import { neighbourhood } from './locate.ts'

const dayMs = 24 * 3_600_000
/** From this likelihood on, two tellings are taken for one matter. */
const same = 0.6

export interface Match {
  /** With the rules that history adds (Y2, R4). */
  reading: Reading
  /** The open draft, of another reporter, that tells the same. */
  draftId?: number
  /** The open matter it belongs to. */
  matterId?: number
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
    categories: kindred(reading.category),
    building: reading.place?.precision === 'online' ? null : (reading.place?.building ?? null),
    mattersSince: new Date(now - 90 * dayMs),
    draftsSince: new Date(now - dayMs),
  })
  const alike = matters.filter((matter) => likeness(reading, matter) >= same)
  const open = alike.find((matter) => isOpen(matter.state))
  const reading_ = withHistory(reading, alike, now)
  if (open) return { reading: reading_, matterId: open.id }
  const other = drafts.find(
    (draft) =>
      draft.id !== told.besides &&
      sameStory(draft.reading, reading) >= same &&
      !sameIdentity(desk.seal.open(draft.reporter), told.reporter),
  )
  return { reading: reading_, draftId: other?.id }
}

/** Rules that only history knows: the second time in 30 days (Y2), the third in 90 (R4). */
function withHistory(reading: Reading, alike: ToldMatter[], now: number): Reading {
  const closed = alike.filter((matter) => !isOpen(matter.state))
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
  return sameStory(reading, {
    ...reading,
    category: matter.category,
    kind: matter.kind,
    place: matter.place,
    time: null,
  })
}
