import { judge } from '../../handlers/gate/index.ts'
import type { Gate } from '../../handlers/gate/model.ts'
import { type Figure, percent } from '../evaluate/figures.ts'
import { type Material, trainGate } from './gate.ts'
import { thresholdsOf } from './thresholds.ts'

/** What was never learned from may be taken for a report this often, in per cent. */
const asked = 8

/**
 * How a manner of writing fares that training never met: each source of chatter in turn is left out of everything, and
 * a gate of the rest judges its dev and test parts. One training a source, so this takes a while.
 */
export function* leftOutFigures(material: Material): Generator<Figure> {
  for (const { name, views, report } of material.sources) {
    if (report) continue
    const rest = { ...material, sources: material.sources.filter((one) => one.name !== name) }
    const unset: Gate = { ...trainGate(rest), listenFrom: 0.5, followFrom: 0.5 }
    const gate = { ...unset, ...thresholdsOf(unset, rest) }
    const texts = [views.dev, views.test].flatMap(({ whole = [] }) => whole)
    const value = percent(texts, (text) => judge(text, gate).listen)
    yield { name: `${name}, left out: passed`, value, of: texts.length, most: asked }
  }
}
