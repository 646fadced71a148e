import { samePlace } from './place.ts'
import type { Reading, TimeReading } from './reading.ts'
import { type CategoryId, categories, type Kind } from './taxonomy.ts'

/** Categories under which two people may well tell the same thing. */
const related: readonly (readonly string[])[] = [
  ['dispute.neighbor.noise', 'dispute.environment.social_noise', 'dispute.neighbor.renovation'],
  ['hazard.fire_active', 'hazard.gas', 'hazard.electrical', 'care.trapped', 'care.medical_emergency'],
  ['hazard.elevator', 'care.trapped', 'dispute.property_mgmt'],
  ['tip.violence', 'tip.threat', 'tip.dangerous_goods', 'tip.suspicious_activity', 'care.medical_emergency'],
  ['care.domestic_violence', 'tip.violence', 'dispute.marriage_family', 'care.minor_abuse'],
  ['care.minor_abuse', 'care.minor_bullying', 'dispute.school'],
  ['care.missing_person', 'care.elder_alone', 'care.medical_emergency'],
  ['hazard.animal', 'dispute.neighbor.pet'],
  ['hazard.ebike_indoor', 'hazard.fire_lane', 'dispute.neighbor.common_space', 'hazard.electrical'],
  ['hazard.falling_object', 'dispute.damage_compensation', 'hazard.structure'],
  ['dispute.neighbor.parking', 'service.move_car', 'hazard.fire_lane', 'feedback.parking'],
  ['dispute.neighbor.water_leak', 'hazard.water_power_heat', 'dispute.property_mgmt'],
  ['dispute.neighbor.smoke_odor', 'dispute.environment.pollution'],
  ['hazard.lpg_storage', 'hazard.gas', 'tip.dangerous_goods'],
  ['hazard.road_facility', 'service.transfer_12345', 'hazard.other'],
  ['dispute.labor.migrant_wages', 'dispute.labor.other'],
  [
    'dispute.traffic_accident',
    'tip.traffic_violation',
    'care.medical_emergency',
    'dispute.damage_compensation',
  ],
]

/** Each of these happens to one person or one home: two tellers mean two matters. */
const ownEach =
  /^tip\.(?:theft|fraud)\.|^service\.(?!transfer_12345)|^dispute\.(?:rental|contract|debt|consumer|online|marriage_family|medical|romantic)$|^care\.(?:hardship|mental_support|other)$|^feedback\./

/**
 * How likely two tellings by different people of one neighbourhood, within a short time, are one matter, 0–1. By
 * category, place and time; never by person (rule X-4).
 */
export function sameStory(a: Reading, b: Reading): number {
  const kinship = likeCategory(a, b)
  if (kinship === 0) return 0
  const place = samePlace(a.place, b.place)
  if (place === 'different') return 0
  if (a.category && ownEach.test(a.category))
    return kinship < 1 ? 0 : place === 'same' && sameMoment(a.time, b.time) ? 0.7 : 0.3
  const when = likeTime(a.time, b.time)
  if (when === 0) return 0
  const base = place === 'same' ? 0.95 : bothNamed(a, b) && !oneEvent.has(a.category ?? '') ? 0.5 : 0.65
  return base * kinship * when
}

/** The categories under which somebody else may have told the same story; of other ones `sameStory` is below 0.6. */
export function kindred(category: CategoryId): CategoryId[] {
  if (ownEach.test(category)) return [category]
  const families = related.filter((family) => family.includes(category)).flat()
  return [...new Set([category, ...families])].filter((one): one is CategoryId =>
    categories.has(one as CategoryId),
  )
}

/** Two events of one category at one place: shown together, each kept on its own. */
export function linkedStory(a: Reading, b: Reading): boolean {
  return (
    a.category !== null &&
    a.category === b.category &&
    samePlace(a.place, b.place) === 'same' &&
    sameStory(a, b) < 0.6
  )
}

/** Rare and sudden: told twice within minutes, 小广场 and 9栋的狗 are one event. */
const oneEvent = new Set<CategoryId>([
  'hazard.fire_active',
  'hazard.gas',
  'hazard.animal',
  'hazard.falling_object',
  'tip.violence',
  'care.missing_person',
  'care.self_harm',
])

function likeCategory(a: Reading, b: Reading): number {
  if (!a.category || !b.category) return kindOf(a) && kindOf(a) === kindOf(b) ? 0.6 : 0
  if (a.category === b.category) return 1
  return areRelated(a.category, b.category) ? 0.85 : 0
}

function areRelated(a: CategoryId, b: CategoryId): boolean {
  return related.some((family) => family.includes(a) && family.includes(b))
}

function kindOf(reading: Reading): Kind | undefined {
  return reading.kind ?? (reading.category ? categories.get(reading.category)?.kind : undefined)
}

/** Both say where, in parts that cannot be compared: 3号楼 here, 北门 there. */
function bothNamed(a: Reading, b: Reading): boolean {
  const named = (reading: Reading) => Boolean(reading.place?.building || reading.place?.poi)
  return named(a) && named(b)
}

const dayMs = 24 * 3_600_000

/** What comes again and again fits any time; two dates more than a day apart are two events. */
function likeTime(a: TimeReading | null, b: TimeReading | null): number {
  if (!a || !b || a.recurring || b.recurring) return 1
  const gap = gapMs(a, b)
  if (gap === null || gap <= 6 * 3_600_000) return 1
  return gap <= dayMs ? 0.8 : 0
}

function sameMoment(a: TimeReading | null, b: TimeReading | null): boolean {
  const gap = a && b ? gapMs(a, b) : null
  return gap !== null && gap <= 3_600_000 && a?.granularity !== 'day' && b?.granularity !== 'day'
}

function gapMs(a: TimeReading, b: TimeReading): number | null {
  const [x, y] = [span(a), span(b)]
  if (!x || !y) return null
  return Math.max(0, Math.max(x.from, y.from) - Math.min(x.to, y.to))
}

function span(time: TimeReading): { from: number; to: number } | null {
  const from = Date.parse(time.from ?? time.at ?? time.to ?? '')
  const to = Date.parse(time.to ?? time.at ?? time.from ?? '')
  return Number.isNaN(from) || Number.isNaN(to) ? null : { from, to }
}
