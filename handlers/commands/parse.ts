/** A command as typed: which verb, and the words behind it. */
export interface Parsed {
  word: string
  rest: string
}

/**
 * Finds the command in a message, or null. `/名称 参数` with half- or full-width slash, spaces and none between name
 * and number; after an @ of the bot, or in a direct chat, a known name works without the slash.
 */
export function parseCommand(
  text: string,
  context: { names: ReadonlySet<string>; addressed: boolean },
): Parsed | null {
  const said = withoutMention(text).trim()
  const slashed = /^[/／]\s*(.*)$/su.exec(said)
  if (slashed) return splitName(slashed[1] ?? '', context.names)
  if (!context.addressed) return null
  const [first = ''] = said.split(/\s/u, 1)
  if (context.names.has(first.toLowerCase()))
    return { word: first.toLowerCase(), rest: said.slice(first.length).trim() }
  // As the receipt offers it, typed without the blank: 查进度AH-1117-01.
  const [, name = '', rest = ''] = /^(\p{Script=Han}+)[:：]?([A-Z]{1,6}-?\d{3,4}-\d.*)$/isu.exec(said) ?? []
  return context.names.has(name) ? { word: name, rest: rest.trim() } : null
}

/** The text without an @name in front. */
export function withoutMention(text: string): string {
  return text.replace(/^\s*(?:[@＠][^\s\u2005]+[\s\u2005]*)+/u, '')
}

function splitName(said: string, names: ReadonlySet<string>): Parsed | null {
  const [first = ''] = said.split(/\s/u, 1)
  if (first === '') return null
  const word = first.toLowerCase()
  if (names.has(word)) return { word, rest: said.slice(first.length).trim() }
  // "/交办12 @李四": the longest known name that the word begins with, followed by a number or a mention. Letters must
  // lead to digits (/接单AH-1117-01), or /stop would be /st.
  const glued = [...names].filter((name) => word.startsWith(name)).sort((a, b) => b.length - a.length)[0]
  const pasted = said.slice(glued?.length).replace(/^[:：,，\s]+/u, '')
  if (glued && /^(?:[\d@#【]|[a-z]{1,6}-?\d)/iu.test(pasted.normalize('NFKC')))
    return { word: glued, rest: pasted }
  if (glued && takesText.has(glued) && pasted.length >= shortestPaste) return { word: glued, rest: pasted }
  return { word, rest: said.slice(first.length).trim() }
}

/** Verbs behind which a text is pasted, often without a blank: /反诈您的账户涉嫌洗钱. */
const takesText = new Set(['反诈'])
/** Characters; less is another word that begins alike. */
const shortestPaste = 8

/** The known name nearest to a mistyped one, or null when none is near. */
export function nearestName(word: string, names: Iterable<string>): string | null {
  if (faces.has(word)) return null
  let best: { name: string; away: number } | null = null
  for (const name of names) {
    const away = distance(word, name)
    if (!best || away < best.away) best = { name, away }
  }
  // One character that is another (/强) is not a slip: nothing is left that was meant.
  const most = Math.min(Math.max(1, Math.floor(word.length / 2)), word.length - 1)
  return best && best.away <= most ? best.name : null
}

/** Old-style smileys (/回头, /菜刀, /转圈) that happen to lie near a command. */
const faces = new Set(['回头', '菜刀', '调皮', '转圈', '投降', '发呆', '发怒', '发抖', '疑问'])

/** Edit distance in characters (Levenshtein, with swaps of neighbours counted once). */
function distance(a: string, b: string): number {
  const left = [...a.slice(0, 20)]
  const right = [...b.slice(0, 20)]
  const rows = Array.from({ length: left.length + 1 }, (_, i) => [i, ...Array<number>(right.length).fill(0)])
  for (let j = 0; j <= right.length; j++) (rows[0] as number[])[j] = j
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 1; i <= left.length; i++) {
    for (let j = 1; j <= right.length; j++) {
      const swap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
      const cost = left[i - 1] === right[j - 1] ? 0 : 1
      const row = rows[i] as number[]
      row[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + cost,
        swap ? at(i - 2, j - 2) + 1 : 99,
      )
    }
  }
  return at(left.length, right.length)
}
