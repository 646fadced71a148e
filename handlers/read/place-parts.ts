import { bareNumber, halfWidth, toNumber } from './number.ts'
import { bareDoors, doubts } from './place-doors.ts'
import { blank, type Level, levels, shapes } from './place-shapes.ts'
import { veil } from './place-veil.ts'

/** One thing a text says about where: a level, its value, and where it stands in the text. */
export interface Part {
  level: Level
  value: string
  start: number
  end: number
  alleged?: boolean
  /** The speaker's own home (我家901). */
  own?: boolean
  /** The first number of a pair like 1-301, which may name a building or a unit. */
  pair?: boolean
}

/** All parts a text names, in the order they stand in it. What only looks like a place is left out. */
export function findParts(text: string): Part[] {
  let rest = veil(halfWidth(text))
  const parts: Part[] = []
  for (const { pattern, read } of shapes) {
    const found = [...rest.matchAll(pattern)]
      .filter((match) => !isCount(rest, match))
      .flatMap((match) => toParts(rest, match, read))
    if (found.length > 0) rest = cover(rest, found)
    parts.push(...found)
  }
  parts.push(...bareDoors(rest))
  return parts.sort((a, b) => a.start - b.start || levels.indexOf(a.level) - levels.indexOf(b.level))
}

function toParts(text: string, match: RegExpExecArray, read: Level[]): Part[] {
  const start = match.index
  const end = start + match[0].length
  const lead = text.slice(Math.max(0, start - 8), start)
  const pair = match[0].includes('-') && read.length === 2
  return read.flatMap((level, i): Part[] => {
    const value = partValue(level, match[i + 1] ?? '')
    if (value === null) return []
    return [
      { level, value, start, end, ...doubts(lead, level), ...(pair && level === 'building' ? { pair } : {}) },
    ]
  })
}

function partValue(level: Level, written: string): string | null {
  if (level === 'phase') return /[区苑]/.test(written) ? written : `${inChinese(toNumber(written) ?? 0)}期`
  if (level === 'floor') return floorValue(written)
  if (level === 'room') return written.replace(/^0+(?=\d)/, '').toUpperCase()
  const group = written.match(/^(.+?)(村民小组|小组|组|社|队|屯)$/)
  if (group) return `${bareNumber(group[1] ?? '')}${group[2]?.includes('组') ? '组' : group[2]}`
  const bare = bareNumber(written)
  return bare === '0' || bare.length > 4 ? null : bare
}

function floorValue(written: string): string | null {
  const below = written.match(/^(?:负|地下|[Bb])(.*)$/)
  if (below) return `-${below[1] ? bareNumber(below[1]) : '1'}`
  const floor = toNumber(written)
  return floor !== null && floor > 0 && floor <= 80 ? String(floor) : null
}

/** 两栋, 这3栋, 共5栋 and 6层楼 count; 3栋 alone names one, and so does 3栋楼下. */
function isCount(text: string, match: RegExpExecArray): boolean {
  const lead = text.slice(Math.max(0, match.index - 3), match.index)
  const end = match.index + match[0].length
  const after = text.slice(end, end + 3)
  if (/^[两俩](?!\d)/.test(match[0])) return true
  if (/[栋幢棟座]$/.test(match[0])) {
    if (/(?:[这那几共每各好有]|前后|另外|其他)$/.test(lead)) return !/^[的\d一二三]/.test(after)
    return /^楼(?![下上道顶梯门里前后])|^(?:别墅|房子|大楼|建筑|高层)/.test(after)
  }
  return /[楼层]$/.test(match[0]) && /[共高盖加到几]$/.test(lead) && /^(?:高|的?楼|$)/.test(after)
}

/** Takes the digits out of what was read; the words stay: 号楼 must still be seen before the 1001 that follows. */
function cover(text: string, parts: Part[]): string {
  const pieces: string[] = []
  let from = 0
  for (const { start, end } of parts) {
    if (start < from) continue
    pieces.push(
      text.slice(from, start),
      text.slice(start, end).replace(/[\dA-Za-z零〇一二两三四五六七八九十]/g, blank),
    )
    from = end
  }
  return pieces.join('') + text.slice(from)
}

function inChinese(n: number): string {
  const digits = '零一二三四五六七八九'
  if (n < 10) return digits[n] ?? ''
  return `${n >= 20 ? digits[Math.floor(n / 10)] : ''}十${n % 10 ? digits[n % 10] : ''}`
}
