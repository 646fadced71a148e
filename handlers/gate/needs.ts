/** What a text has to hold before a pattern can match it; `anything` where nothing can be told beforehand. */
export type Need = 'anything' | { word: string } | { all: readonly Need[] } | { any: readonly Need[] }

/** A piece of a pattern: all that it can match, where that is a short list; and what it needs in any case. */
interface Part {
  exact: readonly string[] | null
  need: Need
}

/** Longer lists are not multiplied out, but asked for one after the other. */
const longestList = 64
const nothing: Part = { exact: [''], need: 'anything' }
const unknown: Part = { exact: null, need: 'anything' }

/**
 * The words without which a pattern cannot match, read off its source: of `(?:家里|楼道).{0,4}[着起]火` one of the
 * places and one of 着火, 起火. In lower case; lookarounds are taken for granted.
 */
export function needOf({ source }: RegExp): Need {
  let at = 0
  return needOfPart(alternatives())

  function alternatives(): Part {
    const parts = [sequence()]
    while (source[at] === '|') {
      at++
      parts.push(sequence())
    }
    const [only] = parts
    if (only && parts.length === 1) return only
    const lists = parts.map(({ exact }) => exact)
    if (lists.every((list) => list !== null)) return { exact: [...new Set(lists.flat())], need: 'anything' }
    return { exact: null, need: any(parts.map(needOfPart)) }
  }

  function sequence(): Part {
    const needs: Need[] = []
    let open: readonly string[] = ['']
    let whole = true
    while (at < source.length && source[at] !== '|' && source[at] !== ')') {
      const { exact, need } = repeated(piece())
      if (exact && open.length * exact.length <= longestList) {
        open = open.flatMap((one) => exact.map((other) => one + other))
        continue
      }
      needs.push(oneOf(open), need)
      open = exact ?? ['']
      whole = false
    }
    return whole ? { exact: open, need: 'anything' } : { exact: null, need: all([...needs, oneOf(open)]) }
  }

  function piece(): Part {
    const letter = source[at++] as string
    if (letter === '(') return group()
    if (letter === '[') return letterOf()
    if (letter === '^' || letter === '$') return nothing
    if (letter === '.') return unknown
    if (letter !== '\\') return { exact: [letter.toLowerCase()], need: 'anything' }
    const escaped = source[at++] as string
    if (escaped === 'b') return nothing
    if (/[dDsSwWpPu]/.test(escaped)) return unfollowed(escaped)
    return { exact: [escaped === 'n' ? '\n' : escaped], need: 'anything' }
  }

  function group(): Part {
    const [lead = ''] = /^\?(?:[:=!]|<[=!])/.exec(source.slice(at)) ?? []
    at += lead.length
    const inside = alternatives()
    at++
    return lead === '' || lead === '?:' ? inside : nothing
  }

  function letterOf(): Part {
    const end = closing(at)
    const inside = source.slice(at, end)
    at = end + 1
    const letters = inside.replace(/\\d/g, '0123456789').toLowerCase()
    if (/^\^|\\|.-./.test(letters)) return unknown
    return { exact: [...new Set(letters.split(''))], need: 'anything' }
  }

  function closing(from: number): number {
    let end = from
    while (source[end] !== ']') end += source[end] === '\\' ? 2 : 1
    return end
  }

  /** \p{…} and \u… are letters that are not told apart here. */
  function unfollowed(escaped: string): Part {
    if (escaped === 'p' || escaped === 'P') at = source.indexOf('}', at) + 1
    if (escaped === 'u') at += 4
    return unknown
  }

  function repeated(part: Part): Part {
    const [times = ''] = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at)) ?? []
    at += times.length
    if (times === '') return part
    if (times === '?' && part.exact) return { exact: ['', ...part.exact], need: 'anything' }
    return /^(?:[*?]|\{0)/.test(times) ? unknown : { exact: null, need: needOfPart(part) }
  }
}

function needOfPart({ exact, need }: Part): Need {
  return exact ? oneOf(exact) : need
}

/** A word makes those needless that hold it. */
function oneOf(words: readonly string[]): Need {
  if (words.includes('')) return 'anything'
  const least = words.filter((word) => !words.some((other) => other !== word && word.includes(other)))
  return any([...new Set(least)].map((word) => ({ word })))
}

export function any(needs: readonly Need[]): Need {
  if (needs.includes('anything')) return 'anything'
  return needs.length === 1 ? (needs[0] as Need) : { any: needs }
}

/** More than three say little that three do not. */
const mostOfAll = 3

export function all(needs: readonly Need[]): Need {
  const real = needs.filter((need) => need !== 'anything')
  if (real.length < 2) return real[0] ?? 'anything'
  return { all: real.sort((one, other) => usual(one) - usual(other)).slice(0, mostOfAll) }
}

/** Roughly how likely a line of chat is to meet a need. */
function usual(need: Need): number {
  if (need === 'anything') return 1
  if ('word' in need) return need.word.length === 1 ? 0.03 : 0.001
  if ('any' in need) return need.any.reduce((sum, one) => sum + usual(one), 0)
  return Math.min(...need.all.map(usual))
}
