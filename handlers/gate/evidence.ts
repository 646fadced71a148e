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
  /** Learned from logs almost alone: knows what goes on with a story, and nothing of posts. */
  story: Expert
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
  'topic',
  'board×length',
  'chat×length',
] as const

/** Indices, to name them where they are used. */
export const at = Object.fromEntries(evidenceNames.map((name, index) => [name, index])) as Record<
  (typeof evidenceNames)[number],
  number
>

/** All between about −3 and 3, so that none drowns the others. */
export function evidenceOf(text: string, experts: Pick<Experts, 'board' | 'chat'>): Evidence {
  const grams = gramsOf(text)
  const board = scoreOf(grams, experts.board) / 4
  const chat = scoreOf(grams, experts.chat) / 4
  let most = 0
  let many = 0
  for (const sum of cueSums(fold(text)).values()) {
    if (sum > most) most = sum
    if (sum > 1) many++
  }
  const length = Math.log1p(text.length) / 4
  return Float32Array.of(
    1,
    board,
    chat,
    Math.min(most, 6) / 3,
    Math.min(many, 4) / 4,
    length,
    text.length < 6 ? 1 : 0,
    door.test(text) ? 1 : 0,
    asks.test(text) ? 1 : 0,
    topic.test(text) ? 1 : 0,
    board * length,
    chat * length,
  )
}

const door = /[0-9０-９一二三四五六七八九十百]+\s*(?:栋|幢|号|楼|单元|室|门|层|组|队|弄)|\d{3,4}(?!\d)/
const asks = /[?？吗么呢]\s*$|[?？]/
/** Posts are put under topics between two signs; a chain message (#接龙) has one. */
const topic = /#[^#\n]{2,24}#/
