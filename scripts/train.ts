import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packDanger } from '../handlers/gate/danger-model.ts'
import { type Gate, packGate } from '../handlers/gate/model.ts'
import { packCategoryModel } from '../handlers/read/category-model.ts'
import { writeWeights } from '../handlers/read/weights.ts'
import { table } from './evaluate/figures.ts'
import { trainCategory } from './train/category.ts'
import { sourcesOf } from './train/corpora.ts'
import { correctionsFrom } from './train/corrections.ts'
import { trainDanger } from './train/danger.ts'
import { type Batch, examples, isHeldOut, logs } from './train/examples.ts'
import { trainGate } from './train/gate.ts'
import { leftOutFigures } from './train/left-out.ts'
import { categoryLessons, correctedLessons } from './train/lessons.ts'
import { thresholdsOf } from './train/thresholds.ts'

/** Learns gate, categories and dangers anew; `npm run evaluate -- --settle` then keeps the weights or puts the old ones back. */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string', default: 'prompts/weights' },
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
const learned = <T>(all: Batch<T>[]) => all.filter((batch) => !isHeldOut(batch))
const material = {
  sources: sourcesOf(folder),
  reports: learned(examples('reports')),
  chatter: learned(examples('chatter')),
  logs: learned(logs()),
}
if (values['left-out']) {
  console.log(table([...leftOutFigures(material)], new Map()))
  process.exit()
}
const out = resolve(values.out)
const previous = join(out, 'previous')
mkdirSync(previous, { recursive: true })
for (const file of readdirSync(out))
  if (file.endsWith('.bin')) copyFileSync(join(out, file), join(previous, file))
const gate: Gate = { ...trainGate(material), listenFrom: 0.5, followFrom: 0.5 }
writeWeights(join(out, 'gate.bin'), packGate({ ...gate, ...thresholdsOf(gate, material) }))
const corrections = values['with-corrections'] ? await correctionsFrom(values.database ?? '') : []
const trained = trainCategory([...categoryLessons(material, folder), ...correctedLessons(corrections)])
writeWeights(join(out, 'category.bin'), packCategoryModel(trained.model))
writeWeights(join(out, 'danger.bin'), packDanger(trainDanger(material, trained)))
