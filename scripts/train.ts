import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packDanger } from '../handlers/gate/danger-model.ts'
import { type Gate, packGate } from '../handlers/gate/model.ts'
import { packKnowledge } from '../handlers/match-weights.ts'
import { shippedCategories } from '../handlers/read/category.ts'
import { packCategoryModel } from '../handlers/read/category-model.ts'
import { writeWeights } from '../handlers/read/weights.ts'
import { table } from './evaluate/figures.ts'
import { trainAddresses } from './train/addresses.ts'
import { trainCategory } from './train/category.ts'
import { sourcesOf } from './train/corpora.ts'
import { correctionsFrom } from './train/corrections.ts'
import { trainDanger } from './train/danger.ts'
import { type Batch, examples, isHeldOut, logs } from './train/examples.ts'
import { trainGate } from './train/gate.ts'
import { categoryLessons, correctedLessons } from './train/lessons.ts'
import { trainLikeness } from './train/likeness.ts'
import { trainNames } from './train/names.ts'
import { trainPlaces } from './train/places.ts'
import { thresholdsOf } from './train/thresholds.ts'

/**
 * Learns gate, categories, dangers and likeness anew; `npm run evaluate -- --settle` then keeps the weights or puts the old ones
 * back. `--tagger places|names|addresses|likeness` learns that alone instead (one to five minutes each).
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: 'prompts/weights' },
    tagger: { type: 'string' },
    'with-corrections': { type: 'boolean', default: false },
    /** Where the deployment keeps them. */
    database: { type: 'string' },
    /** Learns nothing to keep: measures gates that each have missed one source of chatter. */
    'left-out': { type: 'boolean', default: false },
  },
})
if (values['with-corrections'] && !values.database) {
  throw new Error(
    '--with-corrections needs --database postgres://…, the deployment whose corrections are learned',
  )
}
const folder = resolve(values.data)
if (!existsSync(join(folder, 'taidi2020_c'))) {
  throw new Error(`${folder} holds no corpora; name their folder with --data`)
}
const out = resolve(values.out)
const previous = join(out, 'previous')
mkdirSync(previous, { recursive: true })
for (const file of readdirSync(out))
  if (file.endsWith('.bin')) copyFileSync(join(out, file), join(previous, file))
const taggers: Record<string, (folder: string, out: string) => void> = {
  places: trainPlaces,
  names: trainNames,
  addresses: trainAddresses,
  likeness: (folder, out) =>
    writeWeights(join(out, 'idf.bin'), packKnowledge(trainLikeness(folder, shippedCategories))),
}
if (values.tagger) {
  const train = taggers[values.tagger]
  if (!train) throw new Error(`--tagger ${values.tagger}: there are ${Object.keys(taggers).join(', ')}`)
  train(folder, out)
} else if (values['left-out']) {
  // It judges by the gate as it is, which a training must be able to do without.
  const { leftOutFigures } = await import('./train/left-out.ts')
  console.log(table([...leftOutFigures(readMaterial())], new Map()))
} else await trainReader()

/** What is learned from: everything that was not held out to measure by. */
function readMaterial() {
  const learned = <T>(all: Batch<T>[]) => all.filter((batch) => !isHeldOut(batch))
  return {
    sources: sourcesOf(folder),
    reports: learned(examples('reports')),
    chatter: learned(examples('chatter')),
    logs: learned(logs()),
  }
}

async function trainReader(): Promise<void> {
  const material = readMaterial()
  const gate: Gate = { ...trainGate(material), listenFrom: 0.5, followFrom: 0.5 }
  writeWeights(join(out, 'gate.bin'), packGate({ ...gate, ...thresholdsOf(gate, material) }))
  const corrections = values['with-corrections'] ? await correctionsFrom(values.database ?? '') : []
  const trained = trainCategory([...categoryLessons(material, folder), ...correctedLessons(corrections)])
  writeWeights(join(out, 'category.bin'), packCategoryModel(trained.model))
  writeWeights(join(out, 'danger.bin'), packDanger(trainDanger(material, trained)))
  writeWeights(join(out, 'idf.bin'), packKnowledge(trainLikeness(folder, trained.model)))
}
