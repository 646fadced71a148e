import { colourOf } from '../../matters/colour.ts'
import { combine } from '../../matters/combine.ts'
import type { Heard, IncomingType, Neighbour } from '../../matters/message.ts'
import type { Danger, Reading } from '../../matters/reading.ts'
import { summarise } from '../../matters/summary.ts'
import { type CategoryId, categoryOf, type Kind } from '../../matters/taxonomy.ts'
import { findDanger } from '../gate/danger.ts'
import { toneOf } from '../gate/danger-guards.ts'
import { learnedDanger } from '../gate/danger-learned.ts'
import { readAmount } from './amount.ts'
import { type Categorised, categorise, categoriseAs } from './category.ts'
import { categoriseHeard } from './category-heard.ts'
import { readFacts } from './facts.ts'
import { inMandarin } from './lexicon/dialect.ts'
import { partiesOfPart, readParties } from './parties.ts'
import { readPlace } from './place.ts'
import { refusalOf } from './refuse.ts'
import { addressed, anew, worthwhile } from './refuse-overheard.ts'
import { firedRules } from './rules.ts'
import { readSignals } from './signals.ts'
import { type Part, splitMatters } from './split.ts'
import { isThin, plainWords, withoutMentions } from './split-words.ts'
import { readTime } from './time.ts'
import { urgencyOf } from './urgency.ts'
import { settle } from './urgency-settle.ts'

/** One message that may be a report, with what is known of how it was said. */
export interface Report {
  text: string
  nick: string
  at: Date
  heard: Heard
  type: IncomingType
  /** Earlier words of the same sender. */
  neighbours: Neighbour[]
  /** What anybody told in this group just before. */
  thread?: readonly string[]
  chatName: string
  role: 'resident' | 'volunteer' | 'staff'
  /** The kind or category that the speaker named. */
  wish?: { kind?: Kind; category?: CategoryId }
}

/** The matters a message tells of: usually one, several where it plainly holds several, none where it is no matter. */
export function read(report: Report): Reading[] {
  const alone = report.heard === 'direct' && report.neighbours.length > 0 ? standsAlone(report) : null
  return alone ?? readTogether(report)
}

/** Who tells the bot something else within minutes is not read together with what they told before. */
function standsAlone(report: Report): Reading[] | null {
  const said = withoutMentions(inMandarin(report.text))
  const alone = readTogether({ ...report, neighbours: [] })
  const plain = alone.some(({ category, score }) => category !== null && score >= plainly)
  return plain || (anew.test(said) && alone.length > 0) ? alone : null
}

function readTogether(report: Report): Reading[] {
  if (report.type === 'link') return []
  const said = withoutMentions(inMandarin(report.text)).replace(/^\/\s*反诈\s*/, '')
  const words = plainWords(said)
  const { wish } = report
  if (wish?.category) return readAs(wish.category, said, report)
  if (wish?.kind) return readWished(said, words, report)
  const before = report.neighbours.map((one) => withoutMentions(inMandarin(one.text)))
  if (isThin(words) && addressed(report) && before.length > 0) {
    return readings([{ text: [...before, said].join('\n'), about: before.join('\n') }], report, [])
  }
  const told = dangerTold(said, before)
  if (told) return readings([{ text: told, about: told }], report, [])
  const staff = report.role !== 'resident' && report.heard === 'work'
  const refusal = refusalOf(words, { addressed: addressed(report), staff })
  if (refusal && findDanger(said).danger === null) return []
  const learned = refusal ? null : learnedTold(said, report)
  if (learned) return readings([learned], report, [])
  const own = readings(splitMatters(said), report, before)
  if (!addressed(report) || before.length === 0 || own.length > 1) return own
  return toldBefore(said, before, report, own)
}

/**
 * As the category that was named. Who complains in words that plainly mean something else (投诉 物业 …) is asked which:
 * what is for the inspector must not go to the station, nor the other way round.
 */
function readAs(category: CategoryId, said: string, report: Report): Reading[] {
  const [reading] = readings([{ text: said, about: said, category }], report, [])
  if (!reading || offices.test(said)) return reading ? [reading] : []
  const meant = categorise(plainWords(said))
  if (!meant.category || meant.category === category || meant.score < plainly) return [reading]
  const choices = [category, meant.category]
  return [{ ...reading, kind: null, category: null, colour: null, rules: [], choices }]
}

const offices = /警|网格|派出所|所里|所长|值班|治安|工作人员|态度|执法|笔录|报案/
const plainly = 0.5

/** Who names the kind tells of one thing, and means it; what is refused to anybody is refused here too. */
function readWished(said: string, words: string, report: Report): Reading[] {
  const refused = refusalOf(words, { addressed: true, staff: false })
  // 给老人上门办身份证: papers are asked for, not somebody's data.
  const errand = report.wish?.kind === 'service' && /[办补换领]/u.test(words) && refused === '不提供他人信息'
  if (refused && !errand && findDanger(said).danger === null) return []
  return readings([{ text: said, about: said }], report, [])
}

/** A danger without any sign of its own, seen in what was told here as a whole; what was explained away is none. */
function learnedTold(said: string, { thread = [] }: Report): Part | null {
  if (over.test(said) || lasting.test(said) || findDanger(said).danger) return null
  const before = thread.map((words) => withoutMentions(inMandarin(words)))
  const whole = [...before, said].join('\n')
  if (findDanger(whole).guard) return null
  const danger = learnedDanger(said, before)
  if (danger && toneOf(said, whole, danger)) return null
  return danger && { text: whole, about: whole, danger }
}

/** Three messages of one person may tell a danger that none of them tells alone: those words together, or null. */
function dangerTold(said: string, before: string[]): string | null {
  if (before.length === 0 || said.length > widest || over.test(said)) return null
  const { danger, guard } = findDanger(said)
  if (danger || guard) return null
  const last: string[] = []
  let length = said.length
  for (const words of before.slice(-lastFew).reverse()) {
    length += words.length
    if (length > widest) break
    last.unshift(words)
  }
  // What was alarming before this was said is known already.
  if (last.length === 0 || last.some((words) => findDanger(words).danger)) return null
  if (findDanger(last.join('\n')).danger) return null
  const whole = [...last, said].join('\n')
  return findDanger(whole).danger ? whole : null
}

const lastFew = 3
const widest = 200
const over =
  /没事了|误会|找到了|找着了|修好了|出来了|谢谢|感谢|玩笑|解决了|虚惊|好了|挂了|没转|没动手|没打(?!通)|(?:已经?|都|被)(?:拉|劝|分)开/

/** Broken for days: a hardship and no danger of this minute, unless a sign of one stands beside it. */
const lasting =
  /(?:坏|停|停用|罢工|没人?修|不能用|用不了)[了过]?(?:有|都|已经?|快)?(?:[两三四五六七八九十几\d]+|好几|大?半)多?(?:天|周|星期|个(?:多|半)?月|年)/u

/** 帮我们登记一下,娃儿学费都没交: what is asked for, how many and how much, was told in the messages before. */
function toldBefore(said: string, before: string[], report: Report, own: Reading[]): Reading[] {
  const whole = [...before, said].join('\n')
  const joint = readings([{ text: whole, about: whole }], report, [])
  const [one] = joint
  const [alone] = own
  // 5栋3单元 还在打: the same danger, of which the words before say more.
  if (one?.danger && one.danger === alone?.danger && one.danger === 'violence') return joint
  return one?.category && (!alone?.category || alone.category === one.category) ? joint : own
}

/** What words add that go on with a story: no category, only where, when, how much, who, and which rules fire. */
export function readPart(
  text: string,
  context: { nick: string; at: Date; chatName: string },
): Partial<Reading> {
  const words = plainWords(withoutMentions(inMandarin(text)))
  const about = { kind: null, category: null, danger: null }
  const amount = readAmount(words)
  const facts = readFacts(words, amount, about)
  const rules = firedRules({
    ...about,
    text: words,
    guard: findDanger(text).guard,
    urgency: 'normal',
    facts,
    amount,
  })
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
  const danger = part.danger ?? (part.category ? null : found.danger)
  const settled = settle(
    part,
    categoriseHeard(plainWords(part.about ?? part.text), before.join('\n') || undefined),
    danger,
    found.guard,
  )
  const guess = asWished(settled, words, danger, report.wish?.kind)
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

/** The best category of the kind that was named; danger stands above what anybody calls it. */
function asWished(
  guess: Categorised,
  words: string,
  danger: Danger | null,
  kind: Kind | undefined,
): Categorised {
  if (!kind || danger) return guess
  if (guess.category && categoryOf(guess.category).kind === kind) return guess
  return categoriseAs(kind, words)
}

/** Earlier words of the same sender fill gaps where they speak of the same kind of thing. */
function withEarlierWords(reading: Reading, report: Report, before: string[]): Reading {
  let whole = reading
  for (const words of before) {
    if (!reading.kind || categorise(plainWords(words)).kind !== reading.kind) continue
    const part = readPart(words, report)
    whole = combine(whole, { ...whole, ...part, parties: [], signals: {}, category: null, score: 0 })
  }
  return whole
}
