import { without } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

const units: Record<string, number> = {
  分: 1,
  分钟: 1,
  min: 1,
  m: 1,
  小时: 60,
  时: 60,
  钟头: 60,
  h: 60,
  天: 1440,
  日: 1440,
  d: 1440,
}
const numerals: Record<string, number> = {
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  八: 8,
  十: 10,
}

/** A span in minutes, from 5 minutes to 7 days: 30分钟, 限2小时, 半小时, 1天, 2h. */
export function span(label: string): Argument<number> {
  return {
    label,
    type: 'span',
    optional: false,
    example: '2小时',
    take(words) {
      for (const [at, word] of words.entries()) {
        const [, n = '', unit = ''] =
          /^(?:限时?)?(\d{1,4}|[半一两二三四五六八十])个?(分钟?|min|m|小时|时|钟头|h|天|日|d)内?$/iu.exec(
            word.normalize('NFKC'),
          ) ?? []
        if (!n) continue
        const value = (numerals[n] ?? Number(n)) * (units[unit.toLowerCase()] ?? 1)
        if (value < 5 || value > 7 * 1440)
          return { problem: `${label}要在5分钟到7天之间,收到的是「${word}」。` }
        return { value, rest: without(words, at) }
      }
      return null
    },
  }
}
