import { cpSync, existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { judge } from '../handlers/gate/index.ts'
import { mask } from '../handlers/read/mask.ts'
import { measureClusters } from './evaluate/clusters.ts'
import { type Figure, savedFigures, saveFigures, table, worse } from './evaluate/figures.ts'
import { nameFigures, numberFigures, plainFigures } from './evaluate/masks.ts'
import { placeFigures } from './evaluate/places.ts'
import { corporaFigures, ownFigures } from './evaluate/reading.ts'
import { measureTaidi } from './evaluate/taidi.ts'
import { measureTimes } from './evaluate/times.ts'
import { sourcesOf } from './train/corpora.ts'
import { examples } from './train/examples.ts'

/**
 * Prints every figure of the reader beside the one that was saved last. `--settle` ends a training: weights that made a
 * figure worse are put back as they were, better ones stay and their figures are saved.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    short: { type: 'boolean', default: false },
    settle: { type: 'boolean', default: false },
  },
})
const weights = new URL('../prompts/weights/', import.meta.url)
const saved = new URL('figures.json', weights)
const previous = new URL('previous/', weights)
const folder = resolve(values.data)

const figures = measured()
const before = savedFigures(saved)
console.log(table(figures, before))
if (values.settle) settle()
else if (lost().length > 0) {
  console.error(
    `worse than saved: ${lost()
      .map(({ name }) => name)
      .join('; ')}`,
  )
  process.exitCode = 1
}

function measured(): Figure[] {
  const own = [...ownFigures(), ...numberFigures(), ...plainFigures(), ...speeds()]
  if (!existsSync(join(folder, 'labelled_real'))) {
    console.error(`${folder} holds no corpora: measured on the project's own examples alone`)
    return own
  }
  const found = [
    ...own,
    ...corporaFigures(folder, sourcesOf(folder)),
    ...nameFigures(folder),
    ...placeFigures(folder),
  ]
  if (values.short) return found
  const times = measureTimes(folder)
  const right = times.reduce((sum, one) => sum + one.right, 0)
  const of = times.reduce((sum, one) => sum + one.of, 0)
  const taidi = measureTaidi(folder)
  return [
    ...found,
    { name: 'times: specifications that agree', value: (100 * right) / of, of, least: 95 },
    { name: 'TaiDi, seven classes: macro-F1, five-fold', value: 100 * taidi.value, of: taidi.of, least: 92 },
    ...measureClusters(folder),
  ]
}

/** Microseconds a message: the gate for any, the mask for one of about sixty letters. */
function speeds(): Figure[] {
  const lines = examples('chatter').flatMap(({ rows }) => rows.map(({ text }) => text))
  const long = lines.filter(({ length }) => length >= 50 && length <= 70)
  return [
    { name: 'gate: µs a message', value: mean(times(lines, judge)), of: lines.length, most: 100 },
    {
      name: 'mask: µs a message of 60, median',
      value: median(times(long, mask)),
      of: long.length,
      most: 100,
    },
  ]
}

/** Of the second turn: in the first the engine warms up. */
function times(lines: string[], act: (line: string) => unknown): number[] {
  for (const line of lines) act(line)
  return lines.map((line) => {
    const from = performance.now()
    act(line)
    return 1000 * (performance.now() - from)
  })
}

function mean(all: number[]): number {
  return all.reduce((sum, one) => sum + one, 0) / all.length
}

function median(all: number[]): number {
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
}

/** Figures that sank; the time a message takes hangs on the machine. */
function lost(): Figure[] {
  return worse(
    figures.filter(({ name }) => !name.includes('µs')),
    before,
  )
}

function settle(): void {
  if (lost().length === 0) {
    saveFigures(saved, figures)
    rmSync(previous, { recursive: true, force: true })
    console.log('no figure is worse: the weights stay, the figures are saved')
    return
  }
  console.error(
    `worse than before: ${lost()
      .map(({ name }) => name)
      .join('; ')}`,
  )
  process.exitCode = 1
  if (!existsSync(previous)) return
  cpSync(previous, weights, { recursive: true })
  rmSync(previous, { recursive: true })
  console.error('the weights were put back as they were')
}
