import { sharesOf } from '../../handlers/read/category-model.ts'
import { randomFrom, shuffle } from './random.ts'

/** One text: its rows of the table (from 0), what its cues say per class, and the right class. */
export interface Exercise {
  rows: Uint32Array
  cues?: Float32Array
  right: number
  weight: number
}

export interface Softmax {
  /** rows × classes. */
  weights: Float32Array
  bias: Float32Array
  /** What a class's cues weigh. */
  cue: Float32Array
}

/**
 * Softmax regression over the rows a text has, by AdaGrad. A share of the rows is left out at every step, and the cues
 * in one of five, so that neither is leaned on alone.
 */
export function fitSoftmax(
  exercises: readonly Exercise[],
  shape: { rows: number; classes: number },
  how: { epochs: number; rate: number; dropout: number },
): Softmax {
  const width = shape.classes
  const weights = new Float32Array(shape.rows * width)
  const squares = new Float32Array(weights.length).fill(1e-4)
  const bias = new Float32Array(width)
  const biasSquares = new Float32Array(width).fill(1e-4)
  const cue = new Float32Array(width).fill(3)
  const cueSquares = new Float32Array(width).fill(1e-2)
  const random = randomFrom(3)
  const used = new Uint32Array(4096)
  const logits = new Float32Array(width)
  const move = (values: Float32Array, sums: Float32Array, at: number, step: number) => {
    const square = (sums[at] as number) + step * step
    sums[at] = square
    values[at] = (values[at] as number) - (how.rate * step) / Math.sqrt(square)
  }
  const order = [...exercises]
  for (let epoch = 0; epoch < how.epochs; epoch++) {
    for (const { rows, cues, right, weight } of shuffle(order, random)) {
      let count = 0
      for (const row of rows) if (random() >= how.dropout) used[count++] = row * width
      const scale = 1 / Math.sqrt(Math.max(count, 1))
      const heard = random() < 0.8 ? cues : undefined
      for (let of = 0; of < width; of++) {
        let sum = 0
        for (let at = 0; at < count; at++) sum += weights[(used[at] as number) + of] as number
        logits[of] = scale * sum + (bias[of] as number)
        if (heard) logits[of] = (logits[of] as number) + (cue[of] as number) * (heard[of] as number)
      }
      const shares = sharesOf(logits, 1)
      for (let of = 0; of < width; of++) {
        const error = weight * ((shares[of] as number) - (of === right ? 1 : 0))
        // Hundreds of classes that nobody thinks of need no step.
        if (Math.abs(error) < 1e-4) continue
        for (let at = 0; at < count; at++) move(weights, squares, (used[at] as number) + of, error * scale)
        if (heard?.[of]) move(cue, cueSquares, of, error * (heard[of] as number))
        move(bias, biasSquares, of, error)
      }
    }
  }
  return { weights, bias, cue }
}
