import type { Knowledge } from '../matters/likeness.ts'
import { matterFeatures, placeFeatures } from '../matters/likeness-features.ts'
import { readWeights, type Weights } from './read/weights.ts'

export const likenessFile = new URL('../prompts/weights/idf.bin', import.meta.url)

/** What `npm run train` learned of likeness; throws naming the file and the remedy where it is not whole. */
export function readKnowledge(file: URL = likenessFile): Knowledge {
  const { about, numbers } = readWeights(file)
  const { cells, directed, directions, place, matter } = numbers
  const fits =
    cells instanceof Uint16Array &&
    directed instanceof Uint32Array &&
    directions instanceof Int8Array &&
    place instanceof Float32Array &&
    matter instanceof Float32Array &&
    place.length === placeFeatures.length &&
    matter.length === matterFeatures.length
  if (!fits) throw new Error(`${file.pathname} does not fit this version; run \`npm run train\``)
  const background = {
    documents: Number(about.documents),
    cells,
    directed,
    directions,
    width: Number(about.width),
  }
  return { background, place, matter }
}

/** What `readKnowledge` reads. */
export function packKnowledge({ background, place, matter }: Knowledge): Weights {
  const { documents, width, cells, directed, directions } = background
  return { about: { documents, width }, numbers: { cells, directed, directions, place, matter } }
}
