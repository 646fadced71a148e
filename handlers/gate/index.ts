import type { Danger } from '../../matters/reading.ts'
import { cueStrength } from '../read/category.ts'
import { compile, fold } from '../read/lexicon/cue.ts'
import { findDanger } from './danger.ts'
import { markers } from './markers.ts'
import { partCues } from './parts.ts'

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
const weighPart = compile(partCues)

/**
 * Log-odds of what is no word. They and those of markers.ts were set by hand, then moved to tenths of a fit on
 * the development sources; long texts meet more words by chance and pay for it.
 */
const weights = {
  bias: -2.4,
  cue: 0.6,
  cueMost: 6,
  anyCue: 0.6,
  wallMark: -2,
  face: -0.4,
  longerThan60: -2,
  longerThan120: -0.3,
  shorterThan6: -0.5,
}
const listenFrom = 0.5
/** A line this likely, or with this much of a story's furniture, may go on with one. */
const partFrom = { score: 0.25, cues: 1 }

/** Decides on words alone, in memory and before anything is stored, whether they report a matter. */
export function judge(text: string): Judgement {
  const { danger } = findDanger(text)
  const folded = fold(text)
  const score = 1 / (1 + Math.exp(-evidenceOf(text, folded)))
  const listen = danger !== null || score >= listenFrom
  const part = listen || score >= partFrom.score || (weighPart(folded).get('part') ?? 0) >= partFrom.cues
  return { listen, score, danger, part }
}

function evidenceOf(text: string, folded: string): number {
  const cue = Math.min(cueStrength(folded), weights.cueMost)
  let evidence = weights.bias + weights.cue * cue
  if (cue >= 1) evidence += weights.anyCue
  for (const sum of weigh(folded).values()) evidence += sum
  if (text.length < 6) evidence += weights.shorterThan6
  if (text.length > 60) evidence += weights.longerThan60
  if (text.length > 120) evidence += weights.longerThan120
  const head = text.slice(0, 600)
  evidence += weights.wallMark * Math.min(head.match(wallMarks)?.length ?? 0, 3)
  return evidence + weights.face * Math.min(head.match(faces)?.length ?? 0, 3)
}

/** #topics#, quoted authors and emoticons that stand on public walls and not in chat groups. */
const wallMarks =
  /\[(?:允悲|doge|笑cry|二哈|拜拜|憧憬|哼|喵喵|馋嘴|舔屏|作揖|泪|怒)\]|#[^#\s]{2,20}#|\{%|\/\/@/g
const faces = /\[[\u4e00-\u9fa5]{1,3}\]|\p{Extended_Pictographic}/gu
