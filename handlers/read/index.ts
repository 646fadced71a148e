import { findDanger } from '../gate/danger.ts'
import { colourOf } from '../../matters/colour.ts'
import { combine } from '../../matters/combine.ts'
import type { Heard, IncomingType, Neighbour } from '../../matters/message.ts'
import type { Danger, Reading } from '../../matters/reading.ts'
import { summarise } from '../../matters/summary.ts'
import { type CategoryId, categories, categoryOf } from '../../matters/taxonomy.ts'
import { readAmount } from './amount.ts'
import { type Categorised, categorise } from './category.ts'
import { readFacts } from './facts.ts'
import { partiesOfPart, readParties } from './parties.ts'
import { readPlace } from './place.ts'
import { refusalOf } from './refuse.ts'
import { firedRules } from './rules.ts'
import { readSignals } from './signals.ts'
import { type Part, splitMatters } from './split.ts'
import { readTime } from './time.ts'
import { urgencyOf } from './urgency.ts'
import { categoryOfDanger } from './urgency-category.ts'
import { isThin, plainWords, withoutMentions } from './split-words.ts'

/** One message that may be a report, with what is known of how it was said. */
export interface Report {
  text: string
  nick: string
  at: Date
  heard: Heard
  type: IncomingType
  /** Earlier words of the same sender. */
  neighbours: Neighbour[]
  chatName: string
  role: 'resident' | 'volunteer' | 'staff'
}

/** The matters a message tells of: usually one, several where it plainly holds several, none where it is no matter. */
export function read(report: Report): Reading[] {
  if (report.type === 'link') return []
  const said = withoutMentions(report.text)
  const words = plainWords(said)
  const before = report.neighbours.map((one) => withoutMentions(one.text))
  if (isThin(words) && addressed(report) && before.length > 0) {
    return readings([{ text: [...before, said].join('\n') }], report, [])
  }
  if (findDanger(said).danger === null && refusalOf(words, { addressed: addressed(report), staff: report.role !== 'resident' && report.heard === 'work' })) return []
  return readings(splitMatters(said), report, before)
}

/** What words add that go on with a story: no category, only where, when, how much, who, and which rules fire. */
export function readPart(text: string, context: { nick: string; at: Date; chatName: string }): Partial<Reading> {
  const words = plainWords(withoutMentions(text))
  const about = { kind: null, category: null, danger: null }
  const amount = readAmount(words)
  const facts = readFacts(words, amount, about)
  const rules = firedRules({ ...about, text: words, guard: findDanger(text).guard, urgency: 'normal', facts, amount })
  return {
    place: readPlace(words, context),
    time: readTime(words, context.at),
    amount,
    facts,
    parties: partiesOfPart(words),
    signals: readSignals(words),
    rules,
  }
}

function readings(parts: Part[], report: Report, before: string[]): Reading[] {
  return parts.flatMap((part) => {
    const reading = readOne(part, report, before)
    return reading && worthwhile(reading, part.text, report) ? [reading] : []
  })
}

function readOne(part: Part, report: Report, before: string[]): Reading | null {
  const words = plainWords(part.text)
  const found = findDanger(part.text)
  const danger = part.category ? null : found.danger
  const guess = settle(part, categorise(words, before.join('\n') || undefined), danger, found.guard)
  const { category } = guess
  const kind = category ? categoryOf(category).kind : guess.kind
  const about = { kind, category, danger }
  const amount = readAmount(words)
  const facts = readFacts(words, amount, about)
  const urgency = urgencyOf({ category, danger, text: words })
  const fired = firedRules({ ...about, text: words, guard: found.guard, urgency, facts, amount })
  const painted = category ? colourOf({ category, rules: fired }) : { colour: null, rules: fired }
  const reading = {
    kind,
    category,
    score: guess.score,
    choices: guess.choices,
    ...painted,
    urgency,
    danger,
    guard: found.guard,
    place: readPlace(words, report),
    time: readTime(words, report.at),
    amount,
    parties: readParties({ text: words, kind, category, role: report.role }),
    facts,
    signals: readSignals(words),
  }
  return withEarlierWords({ ...reading, summary: summarise(reading) }, report, before)
}

/** Danger decides; what was guarded may not come in by the back door of an alarming category. */
function settle(part: Part, guess: Categorised, danger: Danger | null, guard: string | null): Categorised {
  if (part.category) return { ...guess, category: part.category, score: Math.max(guess.score, 0.8) }
  if (danger) {
    const category = categoryOfDanger(danger, part.text, guess.choices)
    return { ...guess, category, score: Math.max(guess.score, 0.9) }
  }
  if (guard === null || reallyHappened.test(guard)) return guess
  const calm = (id: CategoryId) => categories.get(id)?.urgency !== 'emergency'
  if (guess.category === null || calm(guess.category)) return guess
  const choices = guess.choices.filter(calm)
  return { ...guess, kind: null, category: null, score: 0, choices }
}

const reallyHappened = /从前|前些天|经常|就医|擦碰|找到|油烟|管教/

/** Earlier words of the same sender fill gaps where they speak of the same kind of thing. */
function withEarlierWords(reading: Reading, report: Report, before: string[]): Reading {
  return before.reduce((whole, words) => {
    const guess = categorise(plainWords(words))
    if (!reading.kind || guess.kind !== reading.kind) return whole
    const part = readPart(words, report)
    return combine(whole, { ...whole, ...part, parties: [], signals: {}, category: null, score: 0 })
  }, reading)
}

/**
 * Who addressed the bot is answered with a draft even where the category has to be asked for. What was only overheard
 * has to be a matter by its own words: "灭了", "我也4栋" go on with a story that is known.
 */
function worthwhile(reading: Reading, words: string, report: Report): boolean {
  if (reading.danger && reading.category) return true
  if (addressed(report)) return reading.category !== null || reading.kind !== null || reading.choices.length > 0
  if (goesOn(reading, report)) return false
  const own = categorise(plainWords(words))
  if (report.heard === 'followed') return own.category !== null && own.score >= (anew.test(words) ? 0.42 : 0.55)
  if (own.category === null) return report.heard === 'passive' && own.kind !== null && own.choices.length > 0
  return own.category === reading.category || reading.category !== null
}

const anew = /^\s*(?:还有|另外|再|对了|顺便|此外)/

/** Words about a danger that somebody else told: it is over, it is none, 119 was called. */
function goesOn(reading: Reading, report: Report): boolean {
  if (reading.danger || !reading.category || reading.guard) return false
  const alarming = categoryOf(reading.category).urgency === 'emergency'
  if (alarming && report.heard === 'followed') return true
  const { signals, facts } = reading
  return alarming && Boolean(signals.saidOver || signals.doubted || facts.called119 || facts.called110)
}

function addressed(report: Report): boolean {
  return report.heard === 'mention' || report.heard === 'direct' || report.heard === 'command'
}
