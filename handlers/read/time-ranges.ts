import { addDays, atLocal, localDate, localTime } from '../../matters/working-time.ts'
import type { Atom } from './time-atoms.ts'
import { isClock, nightAfter, type Resolved, resolve } from './time-resolve.ts'

/** Words that tell one time, and what it comes to. */
export interface Expression {
  start: number
  end: number
  atoms: Atom[]
  resolved: Resolved
}

/** "上礼拜三晚上…凌晨两点多": small hours told without a day belong to the night told before. */
export function joinNights(expressions: Expression[]): Expression[] {
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

/** 8点到9点, 11月1日至3日, 三月和五月之间: two expressions that are the ends of one stretch. */
export function joinRanges(text: string, expressions: Expression[]): Expression[] {
  const joined: Expression[] = []
  const stretches = new Set<Expression>()
  for (const expression of expressions) {
    const last = joined.at(-1)
    // 周一至周五9点到6点: what is a stretch already has its end.
    const stretch = last && !stretches.has(last) ? stretchOf(text, last, expression) : null
    if (stretch) {
      stretches.add(stretch)
      joined.splice(-1, 1, stretch)
    } else joined.push(expression)
  }
  return joined
}

function stretchOf(text: string, first: Expression, second: Expression): Expression | null {
  const end = endOfWords(text, first, second)
  if (end === null) return null
  // Of 三天到五天 the lower counts, as of 几万.
  if (isLength(first) && isLength(second)) return { ...first, end }
  const to = endOf(first.resolved, second)
  return to && { ...first, end, resolved: { ...first.resolved, to, open: null } }
}

/** Where the words of a stretch end; null where the two are not its ends. */
function endOfWords(text: string, first: Expression, second: Expression): number | null {
  const marks = text.slice(first.end, second.start)
  if (/^\s?(?:一?直?[到至]|再到|[—–\-~]{1,2})\s?(?:(?:次日|翌日|第二天|隔天|当天|当日)的?)?$/.test(marks))
    return second.end
  if (/^[和与跟]$/.test(marks)) {
    const between = /^(?:之间|间(?![隔断]))/.exec(text.slice(second.end, second.end + 2))
    return between && second.end + between[0].length
  }
  const bounds =
    text.slice(first.end - 2, first.end) + marks.replace(/[,，]/, '') + text.slice(second.end - 2, second.end)
  return bounds === '以上以下' ? second.end : null
}

function isLength({ atoms }: Expression): boolean {
  return atoms.length === 1 && atoms[0]?.kind === 'length'
}

/** The end of a stretch, leaning on its beginning where it has no day of its own; null where it lies before. */
function endOf(first: Resolved, second: Expression): Date | null {
  return endsOf(first, second).find((end) => end > first.from) ?? null
}

function endsOf(first: Resolved, { atoms, resolved }: Expression): Date[] {
  if (atoms.some(isAbout)) return [isClock(resolved) ? resolved.from : resolved.to]
  if (isClock(resolved) && !resolved.dated) {
    const day = localDate(first.from)
    const hour = localTime(resolved.from)
    const said = atLocal(day, hour)
    // 下午3点到5点 ends at 17:00, 晚上10点到凌晨1点 in the next day.
    const later = atoms.length === 1 && hour < '13:00' ? [new Date(said.getTime() + 12 * 3_600_000)] : []
    return [said, ...later, atLocal(addDays(day, 1), hour)]
  }
  // 去年6月1日到30日: without a year or a month of its own it is the next one after the beginning.
  const leaning = resolve(atoms, first.from, 'future') ?? resolved
  return [isClock(leaning) ? leaning.from : leaning.to]
}

/** Reckoned from the day it is said, whatever stands before it. */
function isAbout(atom: Atom): boolean {
  return (
    ['shiftYear', 'shiftMonth', 'shiftDay', 'week', 'length', 'now', 'lately'].includes(atom.kind) ||
    ((atom.kind === 'weekday' || atom.kind === 'weekend') && atom.weeks !== null) ||
    (atom.kind === 'months' && atom.turn !== undefined)
  )
}

function hourOf(resolved: Resolved): number {
  return Number(localTime(resolved.from).slice(0, 2))
}
