import { addDays, atLocal, localDate } from '../../matters/working-time.ts'
import { readTimes } from '../read/time.ts'

/** First and last day that words name, to come or today: 明天, 11月25日至27日, 11-25 11-27. Null: none is named. */
export function daysSaid(words: readonly string[], now: Date): { fromDay: string; untilDay: string } | null {
  const said = words
    .join(' ')
    .normalize('NFKC')
    .replaceAll(/\d+(?:[-./]\d+)+/gu, (date) => inChinese(date))
  const days = readTimes(said, now, { prefer: 'future' })
    .flatMap(({ at, from, to }) => {
      const first = from ?? at
      // A span ends where the next day begins.
      const last = to ? localDate(new Date(new Date(to).getTime() - 1)) : null
      return [first ? localDate(new Date(first)) : null, last]
    })
    .filter((day) => day !== null)
    .sort()
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return null
  return { fromDay: first, untilDay: last }
}

/** 11-25, 11.25 and 2026-11-25 as people say it. */
function inChinese(date: string): string {
  const parts = date.split(/[-./]/u).map(Number)
  if (parts.length === 3) return `${parts[0]}年${parts[1]}月${parts[2]}日`
  return parts.length === 2 ? `${parts[0]}月${parts[1]}日` : date
}

/** The local days from one to another, both included. */
export function daysBetween(fromDay: string, untilDay: string): string[] {
  const days: string[] = []
  for (let day = fromDay; day <= untilDay && days.length <= 400; day = addDays(day, 1)) days.push(day)
  return days
}

/** The Monday of the week of that day. */
export function mondayOf(day: string): string {
  const back = (new Date(atLocal(day, '12:00').getTime() + 8 * 3_600_000).getUTCDay() + 6) % 7
  return addDays(day, -back)
}
