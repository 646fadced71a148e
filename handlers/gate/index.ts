import type { Danger } from '../../matters/reading.ts'
import { findDanger } from './danger.ts'
import { isFarFromDanger } from './danger-learned.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { likelihood, loadGate } from './model.ts'
import { type Said, type Thread, threadEvidence } from './thread.ts'

export interface Judgement {
  /** A report of a matter, by its words alone. */
  listen: boolean
  /** Likelihood of that, 0–1. */
  score: number
  danger: Danger | null
  evidence: Evidence
}

const shipped = loadGate(new URL('../../prompts/weights/gate.bin', import.meta.url))

/** Below this likelihood of a report a sign of danger may be a word that posts and small talk use. */
const talkBelow = 0.15

/** Decides on words alone, in memory and before anything is stored, whether they report a matter. */
export function judge(text: string, gate = shipped): Judgement {
  const evidence = evidenceOf(text, gate.experts)
  const score = likelihood(evidence, gate.alone)
  const sign = findDanger(text).danger
  const danger = sign !== null && score < talkBelow && isFarFromDanger(text, sign) ? null : sign
  return { listen: danger !== null || score >= gate.listenFrom, score, danger, evidence }
}

/** Words that report by themselves this surely are heard whatever is talked of around them: when many report at once, too. */
export const plainFrom = 0.9

/** Does this, in a group in whose last half hour `thread` was told, report a matter or go on with one? */
export function belongs(
  { evidence, score }: Pick<Judgement, 'evidence' | 'score'>,
  said: Said & { quotesKept: boolean },
  thread: Thread,
  gate = shipped,
): boolean {
  if (score >= plainFrom) return true
  return likelihood(threadEvidence(evidence, said, thread, gate.experts), gate.following) >= gate.followFrom
}
