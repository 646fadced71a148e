import { bigramsOf } from '../read/grams.ts'
import { at, type Evidence } from './evidence.ts'

/** A message that was let through a moment ago, as far as later ones are weighed by it. */
export interface KeptMessage {
  atMs: number
  senderId: string
  pairs: ReadonlySet<number>
  /** Its own likelihood of being (part of) a report, 0–1. */
  score: number
}

/** What was let through in this group within the last half hour, the latest last. */
export interface Thread {
  kept: readonly KeptMessage[]
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
] as const

/** The evidence of a text itself, then how it stands to what was just told here; an empty thread is one too. */
export function threadEvidence(
  evidence: Evidence,
  said: { text: string; senderId: string; atMs: number; quotesKept: boolean },
  { kept }: Thread,
): Float32Array {
  const last = kept.at(-1)
  const mine = kept.filter((one) => one.senderId === said.senderId)
  const pairs = bigramsOf(said.text)
  const likenesses = kept.map((one) => likeness(pairs, one.pairs))
  const gap = last ? minutes(said.atMs - last.atMs) : 0
  const ownLast = mine.at(-1)
  const like = Math.max(0, ...likenesses)
  const chat = evidence[at.chat] as number
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
  )
}

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
