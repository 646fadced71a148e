import { atLocal, localDate } from '../../matters/working-time.ts'
import { date, days } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

/** Until when: a date to come (周五, 12月1日), or a span from today (15天, 两周) that ends at 18:00. */
export function until(label: string): Argument<Date> {
  const asDate = date(label)
  return {
    ...asDate,
    take(words, taking) {
      const span = days.take(words, taking)
      if (span && 'value' in span) {
        const end = new Date(taking.now.getTime() + span.value * 24 * 3_600_000)
        return { value: atLocal(localDate(end), '18:00'), rest: span.rest }
      }
      return asDate.take(words, taking)
    },
  }
}
