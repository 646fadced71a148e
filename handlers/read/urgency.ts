import type { Danger } from '../../matters/reading.ts'
import { type CategoryId, categoryOf, type Urgency } from '../../matters/taxonomy.ts'

const now =
  /现在|正在|这会儿|此刻|刚才?|马上|快来|救命|赶紧|快点|还在(?:打|堵|追)|不敢(?:出|回)|躲(?:在|着)|又(?:打|在)|今[天晚]|昨[天晚]/
const bullied: CategoryId = 'care.minor_bullying'

/**
 * A category's own urgency; an emergency only where the danger is there now, or money just moved. Told of the past,
 * what would be an emergency is for today.
 */
export function urgencyOf(told: {
  category: CategoryId | null
  danger: Danger | null
  text: string
}): Urgency {
  if (!told.category) return told.danger ? 'emergency' : 'normal'
  const usual = categoryOf(told.category).urgency
  if (told.danger === 'child' && told.category === bullied) return acute.test(told.text) ? 'emergency' : usual
  if (told.danger) return 'emergency'
  if (usual !== 'emergency') return usual
  return mustActNow.has(told.category) && now.test(told.text) ? 'emergency' : 'urgent'
}

/** Who is beaten at home or harmed as a child is in danger as long as nobody looked. */
const mustActNow = new Set<CategoryId>(['care.domestic_violence', 'care.minor_abuse', 'care.self_harm'])
const acute = /正在|快来|救命|现在(?:就)?(?:在|被|堵)|还在(?:打|堵)|流血|受伤了|拿(?:着)?刀|打(?:起来|得)/
