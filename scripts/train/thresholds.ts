import { evidenceOf } from '../../handlers/gate/evidence.ts'
import { type Gate, likelihood } from '../../handlers/gate/model.ts'
import type { Material } from './gate.ts'

/** Of the boards' dev part so many have to pass; a little above what is asked for, as other posts will differ. */
const wanted = { titles: 0.965, firsts: 0.983 }

/** Set on the dev log by hand: 92 % of what belongs to a matter is heard there, and 10 % of all else. */
const followFrom = 0.46

/** The thresholds, from the dev parts alone. */
export function thresholdsOf(gate: Gate, { sources }: Material): Pick<Gate, 'listenFrom' | 'followFrom'> {
  const boards = sources.filter(({ name }) => name === 'taidi' || name === 'dongguan')
  const cuts = Object.entries(wanted).map(([view, share]) => {
    const texts = boards.flatMap(({ views }) => views.dev[view] ?? [])
    const scores = texts.map((text) => likelihood(evidenceOf(text, gate.experts), gate.alone))
    return scores.sort((a, b) => a - b)[Math.floor(scores.length * (1 - share))] ?? 0.5
  })
  return { listenFrom: Math.min(...cuts), followFrom }
}
