import type { HeardMessage } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { type Stretch, shiftOn } from '../../matters/roster.ts'
import type { Desk } from '../desk.ts'
import { colleaguesNamed } from './colleague-named.ts'
import { daysBetween, daysSaid } from './days-said.ts'

const named: Record<string, readonly [string, string]> = {
  白: ['08:00', '20:00'],
  白班: ['08:00', '20:00'],
  日班: ['08:00', '20:00'],
  夜: ['20:00', '08:00'],
  夜班: ['20:00', '08:00'],
  晚班: ['20:00', '08:00'],
  全天: ['08:00', '08:00'],
  全日: ['08:00', '08:00'],
  '24小时': ['08:00', '08:00'],
}

/** Lines of a typed plan: one a line, or parted by semicolons. */
export function linesOf(said: string): string[] {
  return said
    .split(/[\n;；]+/u)
    .map((line) => line.trim())
    .filter(Boolean)
}

/** `下周一至下周日 白 老秦` as shifts; null where a part is missing. */
export function shiftsOfLine(
  line: string,
  context: { desk: Desk; message: HeardMessage; now: Date },
): { staff: Staff; stretches: Stretch[] } | null {
  const { people, rest } = colleaguesNamed(line.split(/[\s,，|]+/u), context)
  const [staff] = people
  const times = rest.map(timesOf)
  const hours = times.find((one) => one !== null)
  const days = daysSaid(
    rest.filter((_, index) => times[index] === null),
    context.now,
  )
  if (!staff || people.length > 1 || !hours || !days) return null
  const [from, until] = hours
  return {
    staff,
    stretches: daysBetween(days.fromDay, days.untilDay).map((day) => shiftOn(day, from, until)),
  }
}

/** 白, 夜, 9:00-18:00, 8-20, 8点到20点. */
export function timesOf(word: string): readonly [string, string] | null {
  const said = word.normalize('NFKC')
  if (named[said]) return named[said]
  const [, h1, m1, h2, m2] =
    /^(\d{1,2})(?:[:点时](\d{2})?)?(?:[-–—~至到]|次日)+(\d{1,2})(?:[:点时](\d{2})?)?$/u.exec(said) ?? []
  if (h1 === undefined || h2 === undefined || Number(h1) > 24 || Number(h2) > 24) return null
  // 11-23 is a day; only a colon or 点 makes hours of it.
  if (!/[:点时]/u.test(said)) return null
  return [clock(h1, m1), clock(h2, m2)]
}

function clock(hour: string, minute = '00'): string {
  return `${String(Number(hour) % 24).padStart(2, '0')}:${minute || '00'}`
}
