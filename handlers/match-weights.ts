import type { Knowledge } from '../matters/likeness.ts'
import { features } from '../matters/likeness-features.ts'
import { termCount } from '../matters/likeness-judgement.ts'
import { shippedCategories } from './read/category.ts'
import { type CategoryModel, logitsOf } from './read/category-model.ts'
import { readWeights, type Weights } from './read/weights.ts'

export const likenessFile = new URL('../prompts/weights/idf.bin', import.meta.url)

/** What `npm run train` learned of likeness; throws naming the file and the remedy where it is not whole. */
export function readKnowledge(file: URL = likenessFile): Knowledge {
  const { about, numbers } = readWeights(file)
  const { cells, directed, directions, usual, usualOfFew, mean, spread, weights } = numbers
  const fits =
    cells instanceof Uint16Array &&
    directed instanceof Uint32Array &&
    directions instanceof Int8Array &&
    usual instanceof Float32Array &&
    usualOfFew instanceof Float32Array &&
    mean instanceof Float32Array &&
    spread instanceof Float32Array &&
    weights instanceof Float32Array &&
    usual.length === shippedCategories.classes.length &&
    mean.length === features.length &&
    weights.length === termCount(features.length)
  if (!fits) throw new Error(`${file.pathname} does not fit this version; run \`npm run train\``)
  const background = {
    documents: Number(about.documents),
    cells,
    directed,
    directions,
    width: Number(about.width),
    usual,
    usualOfFew,
    scoresOf: scoresBy(shippedCategories),
  }
  return { background, mean, spread, weights }
}

/** What `readKnowledge` reads. */
export function packKnowledge({ background, mean, spread, weights }: Knowledge): Weights {
  const { documents, width, cells, directed, directions, usual, usualOfFew } = background
  return {
    about: { documents, width },
    numbers: { cells, directed, directions, usual, usualOfFew, mean, spread, weights },
  }
}

const noCues = new Map<string, number>()

/** What a text is about, a score a category, by its pieces alone. */
export function scoresBy(model: CategoryModel): (text: string) => Float32Array {
  return (text) => logitsOf(text, noCues, model)
}
