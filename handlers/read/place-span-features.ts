import { featuresOf, row, shapeOf, templatesOf } from './tagger-templates.ts'
import { type Words, wordLengths } from './tagger-words.ts'

// c is the character itself, w the words that begin and end there, k its kind, o is the same everywhere.
const templates = templatesOf(
  'o0',
  'c-3, c-2, c-1, c0, c1, c2, c3',
  'c-3 c-2, c-2 c-1, c-1 c0, c0 c1, c1 c2, c2 c3',
  'c-3 c-2 c-1, c-2 c-1 c0, c-1 c0 c1, c0 c1 c2, c1 c2 c3',
  'c-3 c-2 c-1 c0, c-2 c-1 c0 c1, c-1 c0 c1 c2, c0 c1 c2 c3',
  'w-2, w-1, w0, w1, w2, w-1 w0, w0 w1, w-1 w0 w1',
  'w0 c0, w0 c-1 c0, w0 c0 c1, w1 c0 c1, w-1 c-1 c0',
  'k-1 k0, k0 k1, k1 k2, k-1 k0 k1',
  'k0 w0 w1, k0 w1 k1, k-1 w0 c0, k0 c1 c2, k0 c1, k-1 c0',
)

/** How many features each character of a running text has. */
export const spanWidth = templates.width

/** What can be seen around each character of a text in which places are looked for. */
export function spanFeatures(text: string, words: Words): Int32Array {
  const { begin, end } = wordLengths(words, text)
  const rows = {
    c: row(text, shapeOf),
    w: row(text, (_, i) => (begin[i] as number) * 8 + (end[i] as number)),
    k: row(text, (code) => kindTable.get(shapeOf(code)) ?? 11, 10),
  }
  return featuresOf(templates, rows, text.length)
}

/** Characters that end names of places, parts of addresses, words beside them, and what only stands between. */
const kinds: [number, string][] = [
  [1, '省市县区镇乡村州'],
  [2, '路街道巷弄线桥'],
  [3, '园苑城庭府湾郡居邨寓厦场店院校学厂站所行楼馆司局房户铺口'],
  [4, '号栋幢座层室单元期组段米队坊片'],
  [5, '旁边近面处里内外前后上下东西南北中'],
  [6, '在于到往从去向位'],
  [7, '的了是被把将让给对请求投诉反映举报关于咨询'],
  [8, '，。！？；：、,.!?;:（）()“”"《》【】'],
  [9, '一二三四五六七八九十0'],
]
const kindTable = new Map(kinds.flatMap(([kind, all]) => [...all].map((c) => [c.charCodeAt(0), kind])))
