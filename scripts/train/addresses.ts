import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { addressFeatures, addressWidth } from '../../handlers/read/place-address-features.ts'
import { saveTagger, type Tagger } from '../../handlers/read/tagger.ts'
import { type Row, rowsOf } from './corpora.ts'
import { type Example, trainTagger } from './tagger.ts'

const about = {
  made: 'scripts/train/addresses.ts',
  from: 'neural_address_parsing train (Li et al. 2019, no licence stated): hashed pieces that stand in two addresses or more',
}

/** Learns to take addresses apart and writes address.bin. */
export function trainAddresses(folder: string, out: string): void {
  saveTagger(
    pathToFileURL(join(out, 'address.bin')),
    addressTagger(rowsOf(folder, 'neural_address_parsing/train.jsonl')),
    about,
  )
}

function addressTagger(rows: Row[]): Tagger {
  const parts = [...new Set(rows.flatMap((row) => spansOf(row).map(({ label }) => label)))].sort()
  const labels = parts.flatMap((part) => [`B-${part}`, `I-${part}`])
  const examples = rows.map((row): Example => {
    const text = String(row.text)
    const gold = new Uint8Array(text.length)
    for (const { start, end, label } of spansOf(row)) {
      gold.fill(labels.indexOf(`I-${label}`), start, end)
      gold[start] = labels.indexOf(`B-${label}`)
    }
    return { features: addressFeatures(text), gold }
  })
  return trainTagger(() => [...examples], {
    labels,
    width: addressWidth,
    slots: 2 ** 20,
    knownBytes: 131_072,
    floor: 2,
    epochs: 5,
    members: 1,
    rate: 0.1,
    decay: 1e-4,
    dropout: 0.2,
    seed: 1,
  })
}

/** The parts of a row, under one spelling each: the source has subRoad and subroad, and four otherinfo. */
export function spansOf(row: Row): { start: number; end: number; label: string }[] {
  const spans = row.spans as { start: number; end: number; label: string }[]
  return spans.map(({ start, end, label }) => ({
    start,
    end,
    label: label === 'otherinfo' ? 'redundant' : label.toLowerCase(),
  }))
}
