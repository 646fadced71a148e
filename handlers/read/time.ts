import type { TimeReading } from '../../matters/reading.ts'
import { addDays, atLocal, localDate, localTime } from '../../matters/working-time.ts'
import { halfWidth } from './number.ts'
import { type Atom, findAtoms } from './time-atoms.ts'
import { isoDay, type Prefer } from './time-calendar.ts'
import { nightAfter, type Resolved, resolve, toReading } from './time-resolve.ts'

export interface TimeOptions {
  /** Reports tell of what was; a command that sets a date wants 'future'. */
  prefer?: Prefer
}

interface Expression {
  start: number
  end: number
  resolved: Resolved
}

/**
 * The first time a text speaks of, in Shanghai time; 现在 and 最近 only where it names no other. Null if it
 * speaks of none. Never throws.
 */
export function readTime(text: string, at: Date, options: TimeOptions = {}): TimeReading | null {
  const times = readTimes(text, at, options)
  return (
    times.find((time) => !/^(?:现在|目前|当前|正在|最近|近来|近期|近日)$/.test(time.text)) ?? times[0] ?? null
  )
}

/** Every time a text speaks of, relative to `at`. */
export function readTimes(text: string, at: Date, options: TimeOptions = {}): TimeReading[] {
  const prefer = options.prefer ?? 'past'
  const half = halfWidth(text)
  const expressions = together(half, findAtoms(text)).flatMap((atoms): Expression[] => {
    const resolved = resolve(atoms, at, prefer)
    if (!resolved || !inCalendar(resolved)) return []
    return [
      { start: Math.min(...atoms.map((a) => a.start)), end: Math.max(...atoms.map((a) => a.end)), resolved },
    ]
  })
  return joinRanges(half, joinNights(expressions)).map(({ start, end, resolved }) =>
    toReading(text.slice(start, end), resolved),
  )
}

const glue = /^(?:的|在|大概|大约|差不多|约|就|,|，|、|\s|\(|（|都|那天|这天|当天|)*$/
/** 每天放音响唱到凌晨1点: what comes every day may be told a few words before its hour. */
const looseGlue = /^[^,，。;；!！?？\n]{0,10}$/

/** Atoms that stand together are one expression, unless they say the same thing twice. */
function together(text: string, atoms: Atom[]): Atom[][] {
  const groups: Atom[][] = []
  for (const atom of atoms) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && fits(group, atom) && near(text, group, last, atom)) group.push(atom)
    else groups.push([atom])
  }
  return groups
}

function near(text: string, group: Atom[], last: Atom, atom: Atom): boolean {
  const between = text.slice(last.end, atom.start)
  if (glue.test(between)) return true
  const recurring = group.some((a) => a.kind === 'every') && (atom.kind === 'part' || atom.kind === 'clock')
  return recurring && looseGlue.test(between)
}

const rank = {
  every: 0,
  year: 1,
  shiftYear: 1,
  month: 2,
  shiftMonth: 2,
  months: 2,
  duration: 2,
  feast: 2,
  lunar: 3,
  date: 3,
  week: 3,
  dayOfMonth: 4,
  shiftDay: 4,
  weekday: 5,
  weekend: 5,
  part: 6,
  clock: 7,
} as const

/** From the coarse to the fine; 周三 may also follow a date, and 每天 or 天天 anything. */
function fits(group: Atom[], atom: Atom): boolean {
  const last = group.at(-1)
  if (!last || !(atom.kind in rank) || !(last.kind in rank)) return false
  // 两天后上午: a stretch of days may carry an hour; 8点 两小时 are two things said.
  if (atom.kind === 'duration' || (last.kind === 'duration' && !['part', 'clock'].includes(atom.kind)))
    return false
  if (group.some((a) => a.kind === atom.kind)) return false
  const order = (a: Atom) => rank[a.kind as keyof typeof rank]
  return order(atom) > order(last)
}

/** "上礼拜三晚上…凌晨两点多": small hours told without a day belong to the night told before. */
function joinNights(expressions: Expression[]): Expression[] {
  const joined: Expression[] = []
  let night: Expression | null = null
  for (const expression of expressions) {
    const { resolved } = expression
    const early = !resolved.dated && !resolved.recurring && isClock(resolved) && hourOf(resolved) < 6
    if (early && night) {
      night.resolved = nightAfter(night.resolved, resolved)
      night = null
    } else joined.push(expression)
    if (resolved.dated && resolved.night && resolved.granularity === 'part_of_day') night ??= expression
  }
  return joined
}

/** 8点到9点, 11月1日至3日: two expressions with 到 between are one stretch. */
function joinRanges(text: string, expressions: Expression[]): Expression[] {
  const joined: Expression[] = []
  for (const expression of expressions) {
    const last = joined.at(-1)
    const between = last ? text.slice(last.end, expression.start) : ''
    const to =
      last && /^\s?(?:到|至|—|–|-|~|～|直到|一直到)\s?$/.test(between)
        ? endOf(last.resolved, expression.resolved)
        : null
    if (last && to) {
      last.end = expression.end
      last.resolved = { ...last.resolved, to }
    } else joined.push(expression)
  }
  return joined
}

/** The end of a stretch, leaning on its beginning where it has no day of its own; null where it lies before. */
function endOf(first: Resolved, second: Resolved): Date | null {
  return endsOf(first, second).find((end) => end > first.from) ?? null
}

function endsOf(first: Resolved, second: Resolved): Date[] {
  const day = localDate(first.from)
  if (isClock(second) && !second.dated) {
    const hour = localTime(second.from)
    const said = atLocal(day, hour)
    // 下午3点到5点 ends at 17:00, 晚上10点到凌晨1点 in the next day.
    const later = second.bare && hour < '13:00' ? [new Date(said.getTime() + 12 * 3_600_000)] : []
    return [said, ...later, atLocal(addDays(day, 1), hour)]
  }
  if (second.bare === 'day') {
    const end = isoDay(
      Number(day.slice(0, 4)),
      Number(day.slice(5, 7)),
      Number(localDate(second.from).slice(8)),
    )
    return end ? [atLocal(addDays(end, 1), '00:00')] : []
  }
  return [isClock(second) ? second.from : second.to]
}

function isClock(resolved: Resolved): boolean {
  return resolved.granularity === 'minute' || resolved.granularity === 'hour'
}

function hourOf(resolved: Resolved): number {
  return Number(localTime(resolved.from).slice(0, 2))
}

/** chinese-days and ISO years both end somewhere; what lies beyond is no time anybody reports. */
function inCalendar({ from, to }: Resolved): boolean {
  return [from, to].every((d) => d.getTime() > -2e12 && d.getTime() < 7e12)
}
