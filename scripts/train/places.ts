import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { spanFeatures, spanWidth } from '../../handlers/read/place-span-features.ts'
import { saveTagger, type Tagger } from '../../handlers/read/tagger.ts'
import type { Words } from '../../handlers/read/tagger-words.ts'
import { writeWeights } from '../../handlers/read/weights.ts'
import { type Row, rowsOf } from './corpora.ts'
import { examples } from './examples.ts'
import { type MarkedText, markedTexts } from './place-rows.ts'
import { randomFrom } from './random.ts'
import { type Example, trainTagger } from './tagger.ts'
import { trainWords } from './tagger-words.ts'

/** O none, then B, I, E of a longer span and S of one character. */
export const spanLabels = ['O', 'B-L', 'I-L', 'E-L', 'S-L'] as const

const about = {
  made: 'scripts/train/places.ts',
  from: 'taidi2020_c, dongguan_sunshine_hotline and sodic2021_hidden_dangers as marked in place-marks.txt, neural_address_parsing train, prompts/examples',
}

/** Learns to find places in running text and writes words.bin, which names need too, and places.bin. */
export function trainPlaces(folder: string, out: string): void {
  const weights = (name: string) => pathToFileURL(join(out, name))
  const words = trainWords(folder)
  writeWeights(weights('words.bin'), {
    about: { from: 'taidi2020_c, words in ≥ 5 messages' },
    numbers: { words },
  })
  saveTagger(weights('places.bin'), placeTagger(folder, words), about)
}

/**
 * Each marked text counts as it stands and, anew at every turn, with other places put in for its own: hand-marked
 * texts are few, and what is to be learned is the manner, not the names. Nothing of labelled_real is learned.
 */
export function placeTagger(folder: string, words: Words, marked = markedTexts(folder)): Tagger {
  const random = randomFrom(5)
  const own = marked.flatMap(({ text, spans }) => spans.map(([start, end]) => text.slice(start, end)))
  const addresses = rowsOf(folder, 'neural_address_parsing/train.jsonl').map(plainAddress)
  const other = { own, addresses: addresses.filter((a) => a.length >= 3 && a.length <= 24) }
  const told = ownLines()
  const copyOf = (one: MarkedText) => exampleOf(withNames(withOthers(one, other, random), random), words)
  const epoch = (copies: number, share: number) => [
    ...told.flatMap((text) => (random() < share ? [exampleOf(text, words)] : [])),
    ...marked.flatMap((one) => [
      exampleOf(withNames(one, random), words),
      ...Array.from({ length: one.spans.length > 0 ? copies : 0 }, () => copyOf(one)),
    ]),
  ]
  return trainTagger((turn) => (turn === 0 ? epoch(8, 1) : epoch(3, 0.15)), {
    labels: spanLabels,
    width: spanWidth,
    slots: 2 ** 20,
    knownBytes: 262_144,
    // Of one text and its copies there are nine at the start: no piece is known that stands in one text alone.
    floor: 10,
    epochs: 22,
    members: 1,
    rate: 0.05,
    decay: 1e-4,
    dropout: 0.4,
    seed: 1,
  })
}

function exampleOf({ text, spans }: MarkedText, words: Words): Example {
  const gold = new Uint8Array(text.length)
  for (const [start, end] of spans) {
    gold.fill(2, start, end)
    gold[start] = end - start === 1 ? 4 : 1
    if (end - start > 1) gold[end - 1] = 3
  }
  return { features: spanFeatures(text, words), gold }
}

/** Our own lines: reports with the places they name, and chatter, whose places are nowhere to go to. */
function ownLines(): MarkedText[] {
  const told = examples('reports').flatMap(({ rows }) => rows)
  const chatter = examples('chatter').flatMap(({ rows }) => rows)
  return [
    ...told.map(({ text, spans = [] }) => ({
      text,
      spans: spans.flatMap(([what, from, to]): MarkedText['spans'] => (what === 'place' ? [[from, to]] : [])),
    })),
    ...chatter.map(({ text }) => ({ text, spans: [] })),
  ]
}

/** An address up to its first word that is none. */
function plainAddress(row: Row): string {
  let address = ''
  for (const { label, text } of row.spans as { label: string; text: string }[]) {
    if (!['redundant', 'person', 'otherinfo', 'assist'].includes(label)) address += text
    else if (address.length > 5) break
  }
  return address
}

type Others = { own: string[]; addresses: string[] }

function withOthers(
  { text, spans }: MarkedText,
  { own, addresses }: Others,
  random: () => number,
): MarkedText {
  return replaced(text, spans, () => {
    const from = random() < 0.5 || addresses.length === 0 ? own : addresses
    return from[Math.floor(random() * from.length)] ?? ''
  })
}

const codes = /西地省|[A-Z]\d{0,2}[市区县]/g
const nameCharacters =
  '江河湖海山岭云龙凤金银石桥东西南北中平安宁永和清水青白黄林泉城州阳陵源丰兴新长春华泰德义文武仙玉天'

/** The board's organiser put codes for cities and districts (A市, B3区); names of our own making stand in for them. */
function withNames({ text, spans }: MarkedText, random: () => number): MarkedText {
  const names = new Map<string, string>()
  const nameOf = (code: string) => {
    const known = names.get(code)
    if (known) return known
    const character = () => nameCharacters[Math.floor(random() * nameCharacters.length)]
    const name = `${character()}${character()}${random() < 0.1 ? character() : ''}${code.slice(-1)}`
    names.set(code, name)
    return name
  }
  const cuts = [...text.matchAll(codes)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    by: nameOf(match[0]),
  }))
  const move = (at: number, end: boolean) => {
    let moved = at
    for (const cut of cuts) {
      if (cut.end <= at) moved += cut.by.length - (cut.end - cut.start)
      // A mark that ends inside a code goes to its end, one that begins there to its beginning.
      else if (cut.start < at) moved += end ? cut.start + cut.by.length - at : cut.start - at
    }
    return moved
  }
  let named = ''
  let from = 0
  for (const cut of cuts) {
    named += text.slice(from, cut.start) + cut.by
    from = cut.end
  }
  named += text.slice(from)
  return { text: named, spans: spans.map(([start, end]) => [move(start, false), move(end, true)]) }
}

function replaced(text: string, spans: MarkedText['spans'], by: () => string): MarkedText {
  const moved: MarkedText['spans'] = []
  let written = ''
  let from = 0
  for (const [start, end] of spans) {
    written += text.slice(from, start)
    const name = by()
    moved.push([written.length, written.length + name.length])
    written += name
    from = end
  }
  return { text: written + text.slice(from), spans: moved }
}
