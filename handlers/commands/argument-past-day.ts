import { localDate } from '../../matters/working-time.ts'
import { readTimes } from '../read/time.ts'
import { without } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

/** A day up to today (YYYY-MM-DD), as people say it: 今天, 昨天, 11-15, 协议11月15日. */
export function pastDay(label: string): Argument<string> {
  return {
    label,
    type: 'date',
    optional: false,
    example: '今天',
    take(words, { now }) {
      for (const [at, word] of words.entries()) {
        const bare = word
          .normalize('NFKC')
          .replace(/^(?:协议|签于|签订|签):?/u, '')
          // Elsewhere 11-15 may be a door; here it can only be a day.
          .replace(/^(\d{1,2})[-/.](\d{1,2})$/u, '$1月$2日')
        const [time] = readTimes(bare, now, { prefer: 'past' })
        const instant = time?.at ?? time?.from ?? time?.to
        if (!time || !instant || time.text.length < bare.length - 1) continue
        const value = localDate(new Date(instant))
        if (value > localDate(now)) return { problem: `${label}的日期还没到:「${word}」。` }
        return { value, rest: without(words, at) }
      }
      return null
    },
  }
}
