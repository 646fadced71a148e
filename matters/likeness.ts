import type { Background } from './likeness-background.ts'
import { evidenceOf, type Veto } from './likeness-features.ts'
import { chanceOf, type Judgement } from './likeness-judgement.ts'
import type { Sketch } from './likeness-sketch.ts'
import type { Reading } from './reading.ts'
import { sameStory } from './same-story.ts'

/** One telling, as far as it is known: what was read of it, how it was worded, or both. */
export interface Told {
  reading?: Reading
  sketch?: Sketch
  /** When it was told, in milliseconds; unknown where only readings are compared. */
  at?: number
}

/** What was learned of how people tell the same, and of how they write at all. */
export interface Knowledge extends Judgement {
  background: Background
}

export interface Likeness {
  /** How sure it is that both tell of one incident, 0–1. */
  sure: number
  /** same: may be joined. ask: 同一件事吗? other: neither. */
  verdict: 'same' | 'ask' | 'other'
  /** Why it cannot be the same, where the wording says so. */
  veto?: Veto
}

export interface MatchOptions {
  knowledge?: Knowledge
  /** How much each gram of a's wording is worth (0–1), where some are known to come in matter after matter. */
  worth?: Float32Array
  /** Joined from here on; by default `joinRead` by what was read and `joinWorded(1)` by wording. */
  joinFrom?: number
}

/** From here on it is worth a question. */
const askFrom = 0.5
const joinRead = 0.6
const dayMs = 24 * 3_600_000

/**
 * Do two tellings tell of one incident? By category, place and time as they were read (`sameStory`) and by wording,
 * each as far as both have it; never by person (rule X-4). Where what was read speaks of two places or of categories
 * that are no kin, no wording joins them.
 */
export function match(a: Told, b: Told, options: MatchOptions = {}): Likeness {
  const read = a.reading && b.reading ? sameStory(a.reading, b.reading) : null
  if (read === 0) return { sure: 0, verdict: 'other' }
  const worded = a.sketch && b.sketch && options.knowledge ? likeWording(a, b, options) : null
  const byReading = read === null ? null : judged(read, options.joinFrom ?? joinRead)
  const byWording = worded && {
    ...judged(worded.sure, options.joinFrom ?? joinWorded(1)),
    ...(worded.veto && { veto: worded.veto }),
  }
  if (!byReading || !byWording) return byReading ?? byWording ?? { sure: 0, verdict: 'other' }
  return byReading.sure >= byWording.sure ? byReading : byWording
}

/** From where on a telling joins an incident that was told so often: one telling joins another only where that is sure. */
export function joinWorded(tellings: number): number {
  return tellings < 2 ? 0.8 : tellings < 3 ? 0.7 : tellings < 6 ? 0.55 : 0.4
}

function judged(sure: number, joinFrom: number): Likeness {
  return { sure, verdict: sure >= joinFrom ? 'same' : sure >= askFrom ? 'ask' : 'other' }
}

/** How sure the wording makes it. */
function likeWording(a: Told, b: Told, { knowledge, worth }: MatchOptions): { sure: number; veto?: Veto } {
  if (!a.sketch || !b.sketch || !knowledge) return { sure: 0 }
  const days = Math.abs((a.at ?? 0) - (b.at ?? 0)) / dayMs
  const { numbers, veto } = evidenceOf(a.sketch, b.sketch, days, worth)
  return veto ? { sure: 0, veto } : { sure: chanceOf(knowledge, numbers) }
}
