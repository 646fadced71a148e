import { colourOf } from '../../matters/colour.ts'
import type { AmountReading, PartyReading, Reading } from '../../matters/reading.ts'
import { summarise } from '../../matters/summary.ts'
import {
  type CategoryId,
  categories,
  categoryOf,
  colours,
  privacies,
  type Urgency,
  urgencies,
} from '../../matters/taxonomy.ts'
import type { Extracted, Question } from '../../prompts/extract.ts'
import { readAmount } from '../read/amount.ts'
import { readFacts } from '../read/facts.ts'
import { firedRules } from '../read/rules.ts'
import { readTime } from '../read/time.ts'
import { urgencyOf } from '../read/urgency.ts'
import { placeFrom, withPlace } from './place-said.ts'
import { isCategoryOpen, isSomebody } from './question.ts'

export interface Told {
  /** What was asked; only words that stand in it are taken over. */
  question: Question
  saidAt: Date
  /** It was found to belong to another draft or matter: its category is no longer open. */
  tied: boolean
}

/** The certainty of a category that a model filled in: any rule that is sure of another one later wins. */
const modelScore = 0.5

/**
 * A reading after a model's answer: gaps and doubts filled, nothing a rule was sure of changed, urgency and colour
 * never lower, an emergency never made. Words come from the question alone and go through the rules' own readers.
 */
export function refined(reading: Reading, answer: Extracted, told: Told): Reading {
  const { question } = told
  const asked = new Set(question.open)
  const said = (words: string | null) => (words && question.text.includes(words) ? words : null)
  let next = reading
  if (asked.has('category') && answer.category && !told.tied)
    next = withCategory(next, answer.category, question.text)
  const place = asked.has('place') ? placeFrom(said(answer.place)) : null
  if (place) next = withPlace(next, place)
  const time = asked.has('time') ? readTime(said(answer.time) ?? '', told.saidAt) : null
  if (time) next = { ...next, time: next.time ?? time }
  const amount = asked.has('amount') ? amountFrom(said(answer.amount)) : null
  if (amount) next = withAmount(next, amount)
  if (asked.has('parties')) next = withParties(next, answer.parties)
  return next === reading ? reading : { ...next, summary: summarise(next) }
}

function withCategory(reading: Reading, id: CategoryId, text: string): Reading {
  const category = categories.get(id)
  if (!category || !isCategoryOpen(reading) || id === reading.category) return reading
  // A kind that is known without its category is known.
  if (reading.category === null && reading.kind !== null && category.kind !== reading.kind) return reading
  if (category.urgency === 'emergency') return offered(reading, id)
  const about = { kind: category.kind, category: id, danger: null }
  const facts = { ...readFacts(text, reading.amount, about), ...reading.facts }
  const urgency = atMostUrgent(urgencyOf({ category: id, danger: null, text }))
  const { guard, amount } = reading
  const fired = firedRules({ ...about, text, guard, urgency, facts, amount })
  const { colour, rules } = colourOf({ category: id, rules: [...reading.rules, ...fired] })
  const next: Reading = {
    ...reading,
    ...{ kind: category.kind, category: id, score: modelScore, facts, colour, rules },
    urgency: higher(urgencies, reading.urgency, urgency),
  }
  return isLower(reading, next) ? reading : next
}

/** A danger that only a model saw is put to the reporter as one more choice, behind those they may be reading. */
function offered(reading: Reading, id: CategoryId): Reading {
  const full = reading.category !== null || reading.guard !== null || reading.choices.length >= 4
  if (full || reading.choices.includes(id)) return reading
  return { ...reading, choices: [...reading.choices, id] }
}

/** A doubtful category may not give way to one that is less urgent, less coloured or open to more eyes. */
function isLower(before: Reading, after: Reading): boolean {
  const colourRank = ({ colour }: Reading) => (colour ? colours.indexOf(colour) : -1)
  const privacyRank = ({ category }: Reading) =>
    category ? privacies.indexOf(categoryOf(category).privacy) : -1
  return colourRank(after) < colourRank(before) || privacyRank(after) < privacyRank(before)
}

function atMostUrgent(urgency: Urgency): Urgency {
  return urgency === 'emergency' ? 'urgent' : urgency
}

function higher<T>(scale: readonly T[], a: T, b: T): T {
  return scale.indexOf(a) >= scale.indexOf(b) ? a : b
}

/** A sum by its own words, or 三千, which only the sense of the sentence makes money. A sentence around it is no sum. */
function amountFrom(words: string | null): AmountReading | null {
  if (!words || words.length > longestSum) return null
  const marked = readAmount(words)
  if (marked) return words.includes(marked.text) ? marked : null
  const bare = readAmount(`${words}元`)
  return bare?.text === `${words}元` && bare.cny >= leastBare ? { text: words, cny: bare.cny } : null
}

const longestSum = 12
/** Yuan: a smaller bare number is a floor, a count or an answer to a card. */
const leastBare = 100

function withAmount(reading: Reading, amount: AmountReading): Reading {
  if (reading.amount) return reading
  const facts = { ...reading.facts, amountCny: reading.facts.amountCny ?? amount.cny }
  const { kind, category, danger, guard, urgency } = reading
  // No words: only what the sum itself is a ground for.
  const fired = firedRules({ text: '', kind, category, danger, guard, urgency, facts, amount })
  if (!category) return { ...reading, amount, facts, rules: [...new Set([...reading.rules, ...fired])] }
  const painted = colourOf({ category, rules: [...reading.rules, ...fired] })
  const colour =
    painted.colour && reading.colour ? higher(colours, reading.colour, painted.colour) : painted.colour
  return { ...reading, amount, facts, rules: painted.rules, colour: colour ?? reading.colour }
}

function withParties(reading: Reading, answered: Extracted['parties']): Reading {
  if (answered.length === 0) return reading
  const named = reading.parties.map((party) => {
    const who = party.self ? undefined : answered.find(({ role }) => role === party.role)?.who
    return who && isSomebody(party) ? { ...party, label: who } : party
  })
  const held = new Set(named.map(({ role }) => role))
  const fresh = answered
    .filter(({ role }) => !held.has(role))
    .map(({ role, who }): PartyReading => ({ role, self: false, label: who }))
  return { ...reading, parties: [...named, ...fresh] }
}
