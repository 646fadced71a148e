import { bent, type CategoryModel, logitsOf, sharesOf } from '../../handlers/read/category-model.ts'
import { fold } from '../../handlers/read/lexicon/cue.ts'
import { cueSums } from '../../handlers/read/lexicon/index.ts'
import type { CategoryId } from '../../matters/taxonomy.ts'
import { fitCategories } from './category-fit.ts'

/** One text with what it is about; null: no matter. */
export interface Labelled {
  text: string
  category: CategoryId | null
  weight: number
  /** Texts of one hand or source stay together when halves are made. */
  hand: string
  /** Of a correction there is no text, only the first 20 bits of its pieces. */
  buckets?: Uint32Array
}

export interface Trained {
  model: CategoryModel
  /** A model that has not seen this hand. */
  strangerTo: (hand: string) => CategoryModel
}

/**
 * 1. A model of each half of the hands answers for the other half; from that come the heat and the thresholds.
 * 2. The model that is kept learns from everything.
 */
export function trainCategory(all: readonly Labelled[]): Trained {
  const hands = [...new Set(all.map(({ hand }) => hand))].sort()
  const half = (which: number) => all.filter(({ hand }) => hands.indexOf(hand) % 2 === which)
  const halves = [fitCategories(half(0)), fitCategories(half(1))] as const
  const strangerTo = (hand: string) => halves[hands.indexOf(hand) % 2 === 0 ? 1 : 0]
  const foreign = all.map((one) => ({
    ...one,
    logits: logitsOf(one.text, cueSums(fold(one.text)), strangerTo(one.hand)),
  }))
  const model = fitCategories(all)
  const scale = scaleOf(foreign, model)
  for (const one of [model, ...halves]) Object.assign(one, scale)
  for (const { logits } of foreign)
    logits.forEach((margin, at) => {
      logits[at] = bent(margin, scale.bend)
    })
  return { model: { ...model, ...thresholdsOf(foreign, model, scale.heat) }, strangerTo }
}

type Judged = Labelled & { logits: Float32Array }

const bends = [0.5, 1, 1.5, 2, 2.5, 3]

/** The bend and the heat under which the right answers are least surprising. */
function scaleOf(judged: readonly Judged[], { classes }: CategoryModel) {
  const some = judged.filter((_, at) => at % 4 === 0)
  let best = { bend: 1, heat: 1, loss: Infinity }
  for (const bend of bends) {
    for (let heat = 0.1; heat <= 3; heat *= 1.15) {
      let loss = 0
      for (const { logits, category, weight } of some) {
        const shares = sharesOf(
          logits.map((margin) => bent(margin, bend)),
          heat,
        )
        loss -= weight * Math.log((shares[classes.indexOf(category)] as number) + 1e-9)
      }
      if (loss < best.loss) best = { bend, heat, loss }
    }
  }
  return { bend: best.bend, heat: best.heat }
}

/** Of the texts of other hands so many are answered; who is asked too often stops answering. */
const answered = { category: 0.82, kind: 0.95 }

function thresholdsOf(judged: readonly Judged[], { classes }: CategoryModel, heat: number) {
  const matters = judged.filter(({ category }) => category !== null)
  const tops: number[] = []
  const kinds: number[] = []
  for (const { logits } of matters) {
    const shares = sharesOf(logits, heat)
    const sums = new Map<string, number>()
    let top = 0
    classes.forEach((id, at) => {
      if (id === null) return
      top = Math.max(top, shares[at] as number)
      const kind = id.split('.')[0] as string
      sums.set(kind, (sums.get(kind) ?? 0) + (shares[at] as number))
    })
    tops.push(top)
    kinds.push(Math.max(...sums.values()))
  }
  const cut = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * (1 - share))] ?? 0.5
  return { answerFrom: cut(tops, answered.category), kindFrom: cut(kinds, answered.kind) }
}
