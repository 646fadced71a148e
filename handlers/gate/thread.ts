import { bigramsOf, gramsOf } from '../read/grams.ts'
import { at, type Evidence, type Experts } from './evidence.ts'
import { scoreOf } from './expert.ts'

/** A message that was let through a moment ago, as far as later ones are weighed by it. */
export interface KeptMessage {
  atMs: number
  senderId: string
  pairs: ReadonlySet<number>
  /** Its own likelihood of being (part of) a report, 0–1. */
  score: number
}

/** Any message of the last minutes, heard or not. */
export interface Said {
  text: string
  senderId: string
  atMs: number
}

/** What was let through in this group within the last half hour, and what was said at all in the last ten minutes; the latest last. */
export interface Thread {
  kept: readonly KeptMessage[]
  recent: readonly (Said & { kept: boolean })[]
}

export const threadMs = 30 * 60_000

export const threadNames = [
  'going',
  'gap',
  'mine',
  'mineGap',
  'kept',
  'likeAny',
  'likeAll',
  'strongest',
  'quotes',
  'going×chat',
  'going×length',
  'mine×chat',
  'like×chat',
  'gap×chat',
  'story',
  'going×story',
  'passedOver',
  'turn',
  'teller',
  'told',
  'chatted',
  'mineBefore',
  'answers',
  'answersForOthers',
  'heardShare',
  'pause',
] as const

/** The evidence of a text itself, then how it stands to what was just told here; an empty thread is one too. */
export function threadEvidence(
  evidence: Evidence,
  said: Said & { quotesKept: boolean },
  { kept, recent }: Thread,
  { story }: Pick<Experts, 'story'>,
): Float32Array {
  const last = kept.at(-1)
  const mine = kept.filter((one) => one.senderId === said.senderId)
  const pairs = bigramsOf(said.text)
  const likenesses = kept.map((one) => likeness(pairs, one.pairs))
  const gap = last ? minutes(said.atMs - last.atMs) : 0
  const ownLast = mine.at(-1)
  const like = Math.max(0, ...likenesses)
  const chat = evidence[at.chat] as number
  const goesOn = scoreOf(gramsOf(said.text), story) / 4
  return Float32Array.of(
    ...evidence,
    last ? 1 : 0,
    gap,
    ownLast ? 1 : 0,
    ownLast ? minutes(said.atMs - ownLast.atMs) : 0,
    Math.min(kept.length, 6) / 6,
    like,
    Math.min(1, likenesses.reduce((sum, one) => sum + one, 0) / 2),
    Math.max(0, ...kept.map((one) => one.score)),
    said.quotesKept ? 1 : 0,
    last ? chat : 0,
    last ? (evidence[at.length] as number) : 0,
    ownLast ? chat : 0,
    like * chat,
    gap * chat,
    goesOn,
    last ? goesOn : 0,
    ...turnOf(said, kept, recent),
  )
}

/** Whose turn it is: who told, who only chatted, who was asked, and how much of the last words was told at all. */
function turnOf(said: Said, kept: Thread['kept'], recent: Thread['recent']): number[] {
  const before = recent.at(-1)
  const own = recent.filter((one) => one.senderId === said.senderId)
  const told = kept.filter((one) => one.senderId === said.senderId).length
  const passedOver = recent.length - 1 - recent.findLastIndex((one) => one.kept)
  const asked = before !== undefined && before.senderId !== said.senderId && asks.test(before.text)
  const lately = recent.slice(-8)
  const ownBefore = own.at(-1)
  return [
    kept.length > 0 ? Math.min(passedOver, 8) / 8 : 0,
    kept.at(-1)?.senderId === said.senderId ? 1 : 0,
    kept.length > 0 ? told / kept.length : 0,
    Math.min(told, 4) / 4,
    Math.min(own.filter((one) => !one.kept).length, 4) / 4,
    ownBefore ? (ownBefore.kept ? 1 : -1) : 0,
    asked && told > 0 ? 1 : 0,
    asked && told === 0 && kept.length > 0 ? 1 : 0,
    lately.filter((one) => one.kept).length / Math.max(lately.length, 1),
    before ? minutes(said.atMs - before.atMs) : 1,
  ]
}

const asks = /[?？]|[吗呢么啥]\s*$|什么|怎么|哪|谁|几[点个楼号栋]|多少|有没有|是不是/

/** 0 at once, 1 after half an hour. */
function minutes(ms: number): number {
  return Math.min(1, Math.log1p(Math.max(0, ms) / 60_000) / Math.log(31))
}

/** Share of the shorter text's pairs that stand in the other too. */
function likeness(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  if (one.size === 0 || other.size === 0) return 0
  let both = 0
  for (const pair of one) if (other.has(pair)) both++
  return both / Math.min(one.size, other.size)
}
