import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nameFeatures, nameWidth } from '../../handlers/read/mask-names-features.ts'
import type { Known } from '../../handlers/read/mask-names-known.ts'
import { maskedByRules } from '../../handlers/read/mask-names-rules.ts'
import { saveTagger, type Tagger } from '../../handlers/read/tagger.ts'
import { loadWords } from '../../handlers/read/tagger-words.ts'
import { type Row, rowsOf } from './corpora.ts'
import { examples } from './examples.ts'
import { trainKnown } from './names-known.ts'
import { madeName } from './names-made.ts'
import { taughtTexts } from './names-taught.ts'
import { markedTexts } from './place-rows.ts'
import { randomFrom } from './random.ts'
import { type Example, trainTagger } from './tagger.ts'

/** P a person's name, X a place's or body's, M people who are not named (妈妈, 老百姓): what must not be starred. */
const labels = ['O', 'B-P', 'I-P', 'B-X', 'I-X', 'B-M', 'I-M'] as const
type Kind = 'P' | 'X' | 'M'

/** A text and who and what is named in it. */
export interface Named {
  text: string
  spans: { start: number; end: number; kind: Kind }[]
  weight?: number
}

const about = {
  made: 'scripts/train/names.ts',
  from: 'weibo_ner train and dev (annotations CC BY-SA 3.0), weibo2018_sentiment and weibo_rumor_ced as a first tagger reads them, pairs of characters in ≥ 8 messages of the corpora, prompts/examples, names of our own making',
}

/** Learns to find names in running text and writes names.bin; words.bin must be there. */
export function trainNames(folder: string, out: string): void {
  const weights = (name: string) => pathToFileURL(join(out, name))
  const known = trainKnown(folder, loadWords(weights('words.bin')))
  const { pairs, register, registerStep, registerBase } = known
  saveTagger(
    weights('names.bin'),
    nameTagger(folder, known, taughtTexts(folder, nameTagger(folder, known), known)),
    { ...about, registerStep, registerBase },
    { pairs, register },
  )
}

/**
 * Each text of weibo_ner counts once as it stands and several times with names of our own making for its own: few
 * hundred names are to be learned from, and how a name stands in a text matters more than which it is.
 */
function nameTagger(folder: string, known: Known, taught?: Named[]): Tagger {
  const random = randomFrom(3)
  // All that could be chosen was chosen on dev with a tagger that had not seen it; then it was learned from as well.
  const posts = ['train', 'dev'].flatMap((part) => rowsOf(folder, `weibo_ner/${part}.jsonl`)).map(namedRow)
  const named = posts.filter(({ spans }) => spans.some(({ kind }) => kind === 'P'))
  const plain = [
    ...posts,
    ...markedTexts(folder).map(({ text, spans }) => withRules(text, spans)),
    ...ownLines(),
    ...ownWords(),
    ...(taught ?? []),
  ]
  const learned = plain.map((one) => exampleOf(one, known))
  const copies = (many: number) =>
    Array.from({ length: many }, () => named.map((one) => exampleOf(renamed(one, random), known))).flat()
  return trainTagger(() => [...learned, ...copies(8)], {
    labels,
    width: nameWidth,
    slots: 2 ** 19,
    knownBytes: 131_072,
    // Of one text and its copies there are nine: no piece is known that stands in one text alone.
    floor: 10,
    epochs: 7,
    members: taught ? 3 : 1,
    rate: 0.1,
    decay: 1e-3,
    dropout: 0.5,
    seed: 1,
  })
}

function exampleOf({ text, spans, weight }: Named, known: Known): Example {
  const gold = new Uint8Array(text.length)
  for (const { start, end, kind } of spans) {
    gold.fill(labels.indexOf(`I-${kind}`), start, end)
    gold[start] = labels.indexOf(`B-${kind}`)
  }
  const [features = new Int32Array()] = nameFeatures(text, known, [[0, text.length]])
  return { features, gold, ...(weight ? { weight } : {}) }
}

function namedRow(row: Row): Named {
  const spans = row.spans as { start: number; end: number; label: string }[]
  const kindOf = (label: string): Kind | null => {
    if (label === 'PER.NAM') return 'P'
    if (label === 'PER.NOM') return 'M'
    return label.endsWith('NAM') ? 'X' : null
  }
  const kinds = spans.flatMap(({ start, end, label }) => {
    const kind = kindOf(label)
    return kind ? [{ start, end, kind }] : []
  })
  return { text: String(row.text), spans: kinds.sort((a, b) => a.start - b.start) }
}

/** Neighbours' talk and reports: places are marked, names are what the rules are sure of. */
function withRules(text: string, places: [number, number][]): Named {
  const spans: Named['spans'] = places.map(([start, end]) => ({ start, end, kind: 'X' }))
  for (const [from, end] of maskedByRules(text)) {
    const start = Math.max(0, from - 1)
    if (!spans.some((span) => span.start < end && span.end > start)) spans.push({ start, end, kind: 'P' })
  }
  return { text, spans, weight: 0.5 }
}

function ownLines(): Named[] {
  const rows = [...examples('reports'), ...examples('chatter')].flatMap((batch) => batch.rows)
  return rows
    .filter((_, i) => i % 3 === 0)
    .map(({ text, spans = [] }) =>
      withRules(
        text,
        spans.flatMap(([what, from, to]): [number, number][] => (what === 'place' ? [[from, to]] : [])),
      ),
    )
}

/** What the bot itself says in groups, out of the source: no name stands there, and none may be seen. */
function ownWords(): Named[] {
  const folders = ['replies', 'commands'].map((name) => new URL(`../../handlers/${name}/`, import.meta.url))
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8')),
  )
  const literals = sources.flatMap(
    (source) => source.match(/'[^'\n]*[\u4e00-\u9fff][^'\n]*'|`[^`]*[\u4e00-\u9fff][^`]*`/g) ?? [],
  )
  return literals.map((words) => ({ text: words.slice(1, -1).replace(/\$\{[^}]*\}/g, '3'), spans: [] }))
}

/** The same text with other names; who is named twice is so still. */
function renamed({ text, spans }: Named, random: () => number): Named {
  const names = new Map<string, string>()
  const moved: Named['spans'] = []
  let written = ''
  let from = 0
  for (const { start, end, kind } of spans) {
    if (start < from) continue
    written += text.slice(from, start)
    const held = text.slice(start, end)
    const name = kind === 'P' ? (names.get(held) ?? madeName(random)) : held
    names.set(held, name)
    moved.push({ start: written.length, end: written.length + name.length, kind })
    written += name
    from = end
  }
  return { text: written + text.slice(from), spans: moved }
}
