import { toNumber } from './number.ts'

/**
 * The lower bound of a sum nobody counted: 几万 20,000, 十几万 110,000, 上千 1,000, 两三百 200, 万把 10,000.
 * Null where the words are exact.
 */
export function vagueAmount(text: string): number | null {
  const scale = text.match(/[十百千万亿]+$/)?.[0] ?? ''
  if (/^好?几/.test(text) || /^数/.test(text)) return 2 * scaleOf(text.replace(/^好?几|^数/, ''))
  const some = text.match(/^([二三四五六七八九]?十)几([百千万亿]*)$/)
  if (some) return ((toNumber(some[1] ?? '') ?? 0) + 1) * scaleOf(some[2] ?? '')
  if (/^[上小成][十百千万亿]/.test(text)) return scaleOf(text.slice(1))
  if (/^[百千万](?:把|来)$/.test(text)) return scaleOf(text.slice(0, 1))
  const pair = text.match(/^([一二两三四五六七八九])([二两三四五六七八九])[十百千万]+$/)
  if (pair && (toNumber(pair[2] ?? '') ?? 0) > (toNumber(pair[1] ?? '') ?? 0))
    return (toNumber(pair[1] ?? '') ?? 0) * scaleOf(scale)
  return null
}

function scaleOf(words: string): number {
  const values: Record<string, number> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 }
  return [...words].reduce((product, c) => product * (values[c] ?? 1), 1)
}
