import { spanFeatures, spanWidth } from './place-span-features.ts'
import { mended } from './place-span-mend.ts'
import { bestLabels, loadTagger, scores, type Tagger } from './tagger.ts'
import { loadWords, type Words } from './tagger-words.ts'

/** Words that name a place, and how sure the tagger is of them (whole-number weights, higher is surer). */
export interface PlaceSpan {
  text: string
  start: number
  end: number
  sure: number
}

const weights = (name: string) => new URL(`../../prompts/weights/${name}`, import.meta.url)
const words = loadWords(weights('words.bin'))
const tagger = loadTagger(weights('places.bin'))
/** Reports are told in the first lines; the rest of a very long text is not searched. */
const longest = 2000

/** Every place that running text names, in its order: roads, estates, villages, shops, crossings, whole addresses. */
export function findSpans(
  text: string,
  by: { tagger: Tagger; words: Words } = { tagger, words },
): PlaceSpan[] {
  const read = text.slice(0, longest)
  if (read.length === 0) return []
  const fit = scores(by.tagger, spanFeatures(read, by.words), spanWidth)
  const row = bestLabels(by.tagger, fit)
  const raw: [number, number][] = []
  let start = 0
  for (let i = 0; i < row.length; i++) {
    const label = by.tagger.labels[row[i] as number] ?? 'O'
    if (/^[BS]/.test(label)) start = i
    if (/^[ES]/.test(label)) raw.push([start, i + 1])
  }
  return joined(read, raw).flatMap(([from, to]) => {
    const span = mended(read, from, to)
    return span
      ? [{ text: read.slice(...span), start: span[0], end: span[1], sure: sureness(fit, from, to) }]
      : []
  })
}

/** How much better the characters fit as part of a place than as none, in the mean. */
function sureness(fit: Int32Array, from: number, to: number): number {
  const many = tagger.labels.length
  let sum = 0
  for (let i = from; i < to; i++) {
    const row = fit.subarray(i * many, (i + 1) * many)
    sum += Math.max(...row.subarray(1)) - (row[0] as number)
  }
  return sum / (to - from)
}

const isThing = /[园苑城庭府湾郡居邨寓厦场店院校厂站所楼馆司房铺口路道巷桥村区期厅档摊坊段侧]$/

/** The village's restaurant, the estate's gate: two places with 的 between them are one. */
function joined(text: string, raw: [number, number][]): [number, number][] {
  const spans: [number, number][] = []
  for (const [start, end] of raw) {
    const last = spans.at(-1)
    const between = last ? text.slice(last[1], start) : null
    if (last && (between === '' || (between === '的' && isThing.test(text.slice(start, end))))) last[1] = end
    else spans.push([start, end])
  }
  return spans
}
