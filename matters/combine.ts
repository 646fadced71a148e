import { colourOf } from './colour.ts'
import { samePlace } from './place.ts'
import type { Facts, PartyReading, PlaceReading, Reading, TimeReading } from './reading.ts'
import { summarise } from './summary.ts'
import { higherColour, type Urgency, urgencies } from './taxonomy.ts'

/**
 * What is known after further words `b` about the same matter as `a`: nothing is lost or lowered, gaps are filled,
 * the better-scored category wins. The same words twice change nothing.
 */
export function combine(a: Reading, b: Reading): Reading {
  const better = b.category !== null && (a.category === null || b.score > a.score) ? b : a
  const rules = [...new Set([...a.rules, ...b.rules])].filter((rule) => rule !== 'B0')
  const painted = better.category ? colourOf({ category: better.category, rules }) : { colour: null, rules }
  const whole = {
    kind: better.kind ?? a.kind ?? b.kind,
    category: better.category,
    score: Math.max(a.score, b.score),
    choices: better.category ? better.choices : [...new Set([...a.choices, ...b.choices])].slice(0, 4),
    colour: isColourless(better) ? null : higherColour(higherColour(a.colour, b.colour), painted.colour),
    rules: painted.rules,
    urgency: moreUrgent(a.urgency, b.urgency),
    danger: a.danger ?? b.danger,
    guard: a.guard ?? b.guard,
    place: combinePlaces(a.place, b.place),
    time: combineTimes(a.time, b.time),
    amount: a.amount ?? b.amount,
    parties: distinctParties([...a.parties, ...b.parties]),
    facts: combineFacts(a.facts, b.facts),
    signals: { ...b.signals, ...a.signals },
  }
  return { ...whole, summary: summarise(whole) }
}

function isColourless(reading: Reading): boolean {
  return reading.category !== null && colourOf({ category: reading.category, rules: [] }).colour === null
}

function moreUrgent(a: Urgency, b: Urgency): Urgency {
  return urgencies.indexOf(a) >= urgencies.indexOf(b) ? a : b
}

const parts = ['community', 'phase', 'building', 'unit', 'floor', 'room', 'poi'] as const
const fineness: PlaceReading['precision'][] = [
  'online',
  'community',
  'grid',
  'poi',
  'building',
  'unit',
  'room',
]

/** The first place told stands; what it lacks is filled from a later one that does not contradict it. */
function combinePlaces(a: PlaceReading | null, b: PlaceReading | null): PlaceReading | null {
  if (!a || !b) return a ?? b
  if (a.precision === 'online' && b.precision !== 'online' && b.certainty !== 'inferred') return b
  // What only a nickname or a group's name said gives way to what was told.
  if (a.certainty === 'inferred' && b.certainty !== 'inferred' && samePlace(a, b) === 'different') return b
  if (samePlace(a, b) === 'different' || b.precision === 'online') return a
  // A speaker's home (nickname) says nothing about where something stated elsewhere happened.
  if (b.certainty === 'inferred' && a.certainty !== 'inferred' && (a.poi || a.building)) return a
  const filled = { ...a }
  for (const part of parts) filled[part] ??= b[part]
  if (fineness.indexOf(b.precision) > fineness.indexOf(a.precision)) filled.precision = b.precision
  if (a.certainty === 'inferred') filled.certainty = b.certainty
  if (a.certainty === 'alleged' && confirms(b, a)) filled.certainty = 'stated'
  return filled
}

/** Is what was only supposed now said outright, down to the part that was in doubt (requirement A195)? */
function confirms(later: PlaceReading, supposed: PlaceReading): boolean {
  if (later.certainty !== 'stated') return false
  if (supposed.room) return later.room === supposed.room
  if (supposed.floor) return later.floor === supposed.floor || later.room !== null
  return supposed.unit ? later.unit === supposed.unit : later.building === supposed.building
}

function combineTimes(a: TimeReading | null, b: TimeReading | null): TimeReading | null {
  if (!a || !b) return a ?? b
  return { ...a, at: a.at ?? (a.from ? null : b.at), recurring: a.recurring || b.recurring }
}

function distinctParties(parties: PartyReading[]): PartyReading[] {
  const seen = new Map<string, PartyReading>()
  for (const party of parties) {
    const key = party.self ? `${party.role}:self` : `${party.role}:${party.label}`
    if (!seen.has(key)) seen.set(key, party)
  }
  return [...seen.values()]
}

const injuries = ['none', 'minor', 'serious'] as const

/** Counts grow, what was said once stays said; the worse injury counts. */
function combineFacts(a: Facts, b: Facts): Facts {
  const facts: Facts = { ...b, ...a }
  for (const count of ['amountCny', 'households', 'people'] as const) {
    const larger = Math.max(a[count] ?? 0, b[count] ?? 0)
    if (larger > 0) facts[count] = larger
  }
  if (a.injury && b.injury)
    facts.injury = injuries.indexOf(a.injury) >= injuries.indexOf(b.injury) ? a.injury : b.injury
  for (const list of ['fraudFeatures', 'needs'] as const) {
    const all = [...new Set([...(a[list] ?? []), ...(b[list] ?? [])])].sort()
    if (all.length > 0) facts[list] = all
  }
  for (const flag of ['called110', 'called119', 'moneyMoved', 'homeVisit', 'noCall'] as const) {
    if (a[flag] || b[flag]) facts[flag] = true
  }
  return facts
}
