import { readPlace } from '../../handlers/read/place.ts'
import { parseAddress } from '../../handlers/read/place-address.ts'
import { spansOf } from '../train/addresses.ts'
import { rowsOf } from '../train/corpora.ts'
import { type Figure, percent } from './figures.ts'

/** How well places are told from none and addresses taken apart, on corpora that nothing was learned from. */
export function placeFigures(folder: string): Figure[] {
  const rows = rowsOf(folder, 'labelled_real/messages.jsonl')
  const none = rows.filter(({ location }) => (location as string[]).length === 0)
  return [
    {
      name: 'labelled_real: a place where none is named',
      value: percent(none, ({ text }) => (readPlace(String(text))?.text ?? '') !== ''),
      of: none.length,
      fewer: true,
    },
    partsFound(folder),
  ]
}

/** F1 over parts of addresses; one is right where both its bounds and its label are. */
function partsFound(folder: string): Figure {
  let right = 0
  let found = 0
  let wanted = 0
  for (const row of rowsOf(folder, 'neural_address_parsing/dev.jsonl')) {
    const gold = new Set(spansOf(row).map(({ start, end, label }) => `${start}-${end} ${label}`))
    const parts = parseAddress(String(row.text))
    found += parts.length
    wanted += gold.size
    right += parts.filter(({ start, end, label }) => gold.has(`${start}-${end} ${label}`)).length
  }
  return {
    name: 'neural_address_parsing dev: parts F1',
    value: (200 * right) / (found + wanted),
    of: wanted,
    least: 85,
  }
}
