import { type Expert, unseen } from '../../handlers/gate/expert.ts'
import { gramsOf } from '../../handlers/read/grams.ts'
import { inSteps } from '../../handlers/read/weights.ts'
import { randomFrom, shuffle } from './random.ts'

/** Texts of one hand or source, and how much they count beside the others of their side. */
export interface Lesson {
  report: boolean
  texts: readonly string[]
  /** 1 for a source of ordinary worth; a source's mass grows with the number of its texts to the power 0.75. */
  worth: number
}

export interface Schooling {
  bits: number
  epochs: number
  /** A piece counts that stands in this many lessons of one side: what one source alone says is its manner. */
  fromLessons: number
  seed: number
}

const rate = 0.3
/** Half of a text's pieces are left out at every step, so that no single one is leaned on. */
const dropout = 0.5

interface Sample {
  buckets: Uint32Array
  report: boolean
  weight: number
}

/** Logistic regression over hashed pieces, by AdaGrad; both sides weigh the same. */
export function school(lessons: readonly Lesson[], how: Schooling): Expert {
  const keep = keptBuckets(lessons, how)
  const samples = lessons.flatMap((lesson) => samplesOf(lesson, lessons, keep, how.bits))
  const random = randomFrom(how.seed)
  const weights = new Float32Array(1 << how.bits)
  const squares = new Float32Array(1 << how.bits).fill(1e-6)
  const used = new Uint32Array(4096)
  let bias = 0
  let biasSquares = 1e-6
  for (let epoch = 0; epoch < how.epochs; epoch++) {
    for (const { buckets, report, weight } of shuffle(samples, random)) {
      let count = 0
      for (const bucket of buckets) if (random() >= dropout) used[count++] = bucket
      const scale = 1 / Math.sqrt(Math.max(count, 1))
      let sum = bias
      for (let at = 0; at < count; at++) sum += scale * (weights[used[at] as number] as number)
      const error = weight * (1 / (1 + Math.exp(-sum)) - (report ? 1 : 0))
      const step = error * scale
      for (let at = 0; at < count; at++) {
        const bucket = used[at] as number
        const square = (squares[bucket] as number) + step * step
        squares[bucket] = square
        weights[bucket] = (weights[bucket] as number) - (rate * step) / Math.sqrt(square)
      }
      biasSquares += error * error
      bias -= (rate * error) / Math.sqrt(biasSquares)
    }
  }
  const { steps, size } = inSteps(weights)
  keep.forEach((kept, bucket) => {
    if (!kept) steps[bucket] = unseen
  })
  return { bits: how.bits, steps, size, bias }
}

function keptBuckets(lessons: readonly Lesson[], { bits, fromLessons }: Schooling): Uint8Array {
  const keep = new Uint8Array(1 << bits)
  for (const report of [true, false]) {
    const met = new Uint8Array(1 << bits)
    for (const { texts } of lessons.filter((lesson) => lesson.report === report)) {
      const here = new Uint8Array(1 << bits)
      for (const text of texts) for (const bucket of bucketsOf(text, bits)) here[bucket] = 1
      for (let at = 0; at < here.length; at++) if (here[at] === 1) met[at] = (met[at] as number) + 1
    }
    for (let at = 0; at < met.length; at++) if ((met[at] as number) >= fromLessons) keep[at] = 1
  }
  return keep
}

function samplesOf(lesson: Lesson, all: readonly Lesson[], keep: Uint8Array, bits: number): Sample[] {
  const side = all.filter(({ report }) => report === lesson.report)
  const whole = side.reduce((sum, one) => sum + massOf(one), 0)
  const weight = (60_000 * massOf(lesson)) / whole / Math.max(lesson.texts.length, 1)
  return lesson.texts.map((text) => ({
    buckets: bucketsOf(text, bits).filter((bucket) => keep[bucket]),
    report: lesson.report,
    weight,
  }))
}

function massOf({ texts, worth }: Lesson): number {
  return worth * texts.length ** 0.75
}

export function bucketsOf(text: string, bits: number, triples = true): Uint32Array {
  const { hashes, count } = gramsOf(text, triples)
  return Uint32Array.from(hashes.subarray(0, count), (hash) => hash >>> (32 - bits))
}
