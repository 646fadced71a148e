import { gramsOf } from '../read/grams.ts'
import { fold } from '../read/lexicon/cue.ts'
import { cueSums } from '../read/lexicon/index.ts'
import { type Expert, scoreOf } from './expert.ts'

/** What speaks for and against a text being a report, as the numbers the gate weighs. */
export type Evidence = Float32Array

export interface Experts {
  /** Learned from public boards and corpora of chatter: knows many manners of writing. */
  board: Expert
  /** Learned from lines and logs of neighbourhood groups: knows how people there put things. */
  chat: Expert
}

export const evidenceNames = [
  'one',
  'board',
  'chat',
  'cue',
  'cues',
  'length',
  'short',
  'door',
  'asks',
] as const

/** Indices, to name them where they are used. */
export const at = Object.fromEntries(evidenceNames.map((name, index) => [name, index])) as Record<
  (typeof evidenceNames)[number],
  number
>

/** All between about −3 and 3, so that none drowns the others. */
export function evidenceOf(text: string, experts: Experts): Evidence {
  const grams = gramsOf(text)
  const board = scoreOf(grams, experts.board)
  const chat = scoreOf(grams, experts.chat)
  let most = 0
  let many = 0
  for (const sum of cueSums(fold(text)).values()) {
    if (sum > most) most = sum
    if (sum > 1) many++
  }
  const { length } = text
  return Float32Array.of(
    1,
    board / 4,
    chat / 4,
    Math.min(most, 6) / 3,
    Math.min(many, 4) / 4,
    Math.log1p(length) / 4,
    length < 6 ? 1 : 0,
    door.test(text) ? 1 : 0,
    asks.test(text) ? 1 : 0,
  )
}

const door = /[0-9０-９一二三四五六七八九十百]+\s*(?:栋|幢|号|楼|单元|室|门|层|组|队|弄)|\d{3,4}(?!\d)/
const asks = /[?？吗么呢]\s*$|[?？]/
