/** The characters a number may be written in, once full-width digits were narrowed: a class body for patterns. */
export const numeral = '0-9零〇一二两俩三四五六七八九十廿卅'

const digits: Record<string, number> = {
  ...{
    零: 0,
    〇: 0,
    一: 1,
    二: 2,
    两: 2,
    兩: 2,
    俩: 2,
    三: 3,
    四: 4,
    五: 5,
    六: 6,
    七: 7,
    八: 8,
    九: 9,
    幺: 1,
  },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9, 貳: 2, 參: 3, 陸: 6 },
}
const scales: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const bigScales: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 }

/** Narrows full-width ASCII; every character keeps its place, so indices hold in the original too. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (c) =>
    c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  )
}

/** The value of a number in Arabic or Chinese digits or both (一万二, 2.5万, 二〇二六, 廿三); null if it is none. */
export function toNumber(written: string): number | null {
  const text = halfWidth(written)
    .replace(/[,，\s]/g, '')
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  const mixed = text.match(/^(\d+(?:\.\d+)?)([十百千万萬亿]+)$/)
  if (mixed) return Number(mixed[1]) * scaleOf(mixed[2] ?? '')
  const point = text.match(/^([^点]+)点([零〇一二三四五六七八九]+)([万亿]?)$/)
  if (point) return decimal(point[1] ?? '', point[2] ?? '', point[3] ?? '')
  return inWords(text)
}

function scaleOf(words: string): number {
  return [...words].reduce((product, c) => product * (scales[c] ?? bigScales[c] ?? 1), 1)
}

function decimal(whole: string, fraction: string, scale: string): number | null {
  const value = toNumber(whole)
  if (value === null) return null
  const places = [...fraction].map((c) => digits[c] ?? 0).join('')
  return Number(`${value}.${places}`) * scaleOf(scale)
}

function inWords(text: string): number | null {
  if (text === '') return null
  const spelled = [...text].map((c) => (/\d/.test(c) ? Number(c) : digits[c]))
  if (text.length > 1 && spelled.every((d) => d !== undefined)) return Number(spelled.join(''))
  let total = 0
  let section = 0
  let digit: number | null = null
  let lastScale = 1
  for (const part of text.match(/\d+(?:\.\d+)?|./gu) ?? []) {
    const value = /^\d/.test(part) ? Number(part) : digits[part]
    if (value !== undefined) {
      digit = value
      if (value === 0) lastScale = 1
    } else if (scales[part] !== undefined) {
      // 一千零十二: the 零 counts no ten.
      section += (digit || 1) * scales[part]
      lastScale = scales[part]
      digit = null
    } else if (bigScales[part] !== undefined) {
      const scale = bigScales[part]
      const counted = section + (digit ?? 0)
      total = total >= scale ? total + counted * scale : (total + counted) * scale
      lastScale = scale
      section = 0
      digit = null
    } else return null
  }
  // 一万二 is 12,000 and 两千五 2,500, but 一万零二, 二十二 and 3万4000 mean what they say.
  if (digit !== null) section += lastScale >= 100 && digit < 10 ? (digit * lastScale) / 10 : digit
  return total + section
}

/** A building, unit or room number as bare digits (0801 → 801, 十三 → 13); letters are kept in upper case. */
export function bareNumber(written: string): string {
  const value = toNumber(written)
  return value === null ? written.toUpperCase() : String(value)
}
