import { featuresOf, row, shapeOf, templatesOf } from './tagger-templates.ts'

// c is the character itself, o is the same everywhere.
const templates = templatesOf(
  'o0',
  'c-3, c-2, c-1, c0, c1, c2, c3',
  'c-3 c-2, c-2 c-1, c-1 c0, c0 c1, c1 c2, c2 c3, c-1 c1',
  'c-3 c-2 c-1, c-2 c-1 c0, c-1 c0 c1, c0 c1 c2, c1 c2 c3',
  'c-3 c-2 c-1 c0, c-2 c-1 c0 c1, c-1 c0 c1 c2, c0 c1 c2 c3',
)

/** How many features each character of an address has. */
export const addressWidth = templates.width

/** What can be seen around each character of an address: its neighbours, and pairs, threes and fours of them. */
export function addressFeatures(text: string): Int32Array {
  return featuresOf(templates, { c: row(text, shapeOf) }, text.length)
}
