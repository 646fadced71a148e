import type { Danger } from '../../matters/reading.ts'
import { cueStrength } from '../read/category.ts'
import { compile, fold } from '../read/lexicon/cue.ts'
import { findDanger } from './danger.ts'
import { limits, markers } from './markers.ts'

export interface Judgement {
  /** A report of a matter on its own. */
  listen: boolean
  /** Likelihood of that, 0–1. */
  score: number
  danger: Danger | null
  /** Could go on with a report that was just told, though it is none by itself. */
  part: boolean
}

const weigh = compile(markers)
const weights = { bias: -3.6, cue: 0.85, cueMost: 5, mood: -0.45, moodMost: 3, cueless: -0.8 }

/** Decides on words alone, in memory, before anything is stored, whether they report a matter. */
export function judge(text: string): Judgement {
  const folded = fold(text)
  const cue = cueStrength(folded)
  const sums = weigh(folded)
  let evidence = weights.bias + weights.cue * Math.min(cue, weights.cueMost)
  for (const [label, sum] of sums) {
    const [low, high] = limits[label] ?? [0, 0]
    evidence += Math.min(Math.max(sum, low), high)
  }
  evidence += weights.mood * Math.min(moods(text), weights.moodMost)
  if (cue < 1) evidence += weights.cueless
  const { danger } = findDanger(text)
  const score = 1 / (1 + Math.exp(-evidence))
  return { listen: danger !== null || score >= 0.5, score, danger, part: score >= 0.2 }
}

/** [允悲], #话题#, @somebody: how people write on public walls, not to their committee. */
function moods(text: string): number {
  return text.slice(0, 600).match(/\[[\u4e00-\u9fa5a-z]{1,6}\]|#[^#]{2,20}#|@\S|[！!]{3}/gi)?.length ?? 0
}
