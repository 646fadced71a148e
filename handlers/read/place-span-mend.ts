/** Signs and small words that begin no place. */
const head =
  /^(?:[，。！？、：；,.!?:;\s的了是在于与就也都还”"）)】\]]|位于|地处|关于|投诉|举报|反映|请求|如此|而(?=.{3})|过(?=.{3}))+/
/** Signs, small words and verbs that end none. */
const tail =
  /(?:[，。！？、：；,.!?:;\s（(“"【[的了是在有和与及即让把被内]|购[入买]|租住|违法|私自|排队|缓慢|弄得|修建|设置|涉嫌|拖欠|[上下]来|夜遇.*)+$/
/** What ends a place within a span that runs on. */
const stop = /[。！？!?；;\n]|违[法章]|私自|涉嫌|购[买入]|修建|租住|[很许]多|那么|这[间个家种]|多[所家个]/g
/** What belongs to a place and tells where about it: 附近, 门口, 30米处. */
const about =
  /(?:正?对面|附近|周边|周围|沿线|一带|旁边?|门口|门前|[出入]{1,2}口处?|交[叉汇界][口处]|路口|[后前下上]面|楼[下上]|[米口角弯]处|段(?![时期间])|支行|分行|(?<=[米口界汇角])处(?![理置于罚在分])|[A-Za-z]?\d{1,4}(?:号楼?|栋|幢|座|房|室))/y
const bracketed = /[（(][^，。！？,!?（）()]{2,14}[）)]/y
const counted = /\d{2,}$|[一二两三四五六七八九十百千万]+$/
const countWord = /^[多余几]?住?[户人名万元年个辆台平套天]/

/** A span as the tagger cut it, without what cannot belong to it and with what must; null if nothing is left. */
export function mended(text: string, from: number, to: number): [number, number] | null {
  const [first, last] = longestPiece(text, from, to)
  const words = text.slice(first, last)
  const start = first + (head.exec(words)?.[0].length ?? 0)
  const bare = closed(text.slice(start, last).replace(tail, ''))
  const end = extended(text, start, uncounted(text, start, start + bare.length))
  return end - start >= 2 ? [start, end] : null
}

function longestPiece(text: string, from: number, to: number): [number, number] {
  let best: [number, number] = [from, from]
  let start = from
  for (const match of [...text.slice(from, to).matchAll(stop), null]) {
    const end = match ? from + match.index : to
    if (end - start > best[1] - best[0]) best = [start, end]
    start = end + (match?.[0].length ?? 0)
  }
  return best
}

/** A bracket that opens and does not close is cut off. */
function closed(words: string): string {
  const open = Math.max(words.lastIndexOf('（'), words.lastIndexOf('('))
  return open > 0 && !/[）)]/.test(words.slice(open)) ? words.slice(0, open) : words
}

/** 国泰花园2000 in 国泰花园2000多户 counts its households. */
function uncounted(text: string, start: number, end: number): number {
  const number = counted.exec(text.slice(start, end))?.[0] ?? ''
  return number && countWord.test(text.slice(end, end + 3)) ? end - number.length : end
}

function extended(text: string, start: number, end: number): number {
  let to = end
  for (let turn = 0; turn < 3; turn++) {
    const more = [bracketed, about].map((pattern) => lengthAt(pattern, text, to)).find((length) => length > 0)
    const length = more ?? latin(text, start, to)
    if (length === 0) break
    to += length
  }
  return to
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** WOLF and BAR are one name. */
function latin(text: string, start: number, end: number): number {
  if (!/[A-Za-z]$/.test(text.slice(start, end))) return 0
  return /^[A-Za-z]*(?: [A-Za-z]+)*/.exec(text.slice(end, end + 18))?.[0].length ?? 0
}
