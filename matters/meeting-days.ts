import type { OnDaysOff } from './meeting.ts'
import { addDays, isWorkingDay, weekday } from './working-time.ts'

/** A weekly rule in local time. */
export interface Weekly {
  weekday: number
  onDaysOff: OnDaysOff
}

/** One turn of a series: the day its rule names, and the day it is held on; null: it falls out. */
export interface Turn {
  nominal: string
  day: string | null
  why: 'usual' | 'moved' | 'skipped' | 'merged'
}

/** A turn that is moved to less than this many days before the next one is held together with it. */
const leastApart = 2

/**
 * The turns whose nominal day is among these. A Monday–Friday series keeps to working days, a weekend one to days off: a
 * make-up Saturday is off its ground as a holiday Wednesday is off the other's.
 */
export function turnsOf(rule: Weekly, days: readonly string[]): Turn[] {
  return days.filter((day) => weekday(day) === rule.weekday).map((nominal) => turnOf(rule, nominal))
}

function turnOf({ weekday: on, onDaysOff }: Weekly, nominal: string): Turn {
  const atWork = on >= 1 && on <= 5
  const fits = (day: string) => isWorkingDay(day) === atWork
  if (fits(nominal) || onDaysOff === 'keep') return { nominal, day: nominal, why: 'usual' }
  if (onDaysOff === 'skip') return { nominal, day: null, why: 'skipped' }
  for (let ahead = 1; ahead <= 7 - leastApart; ahead++) {
    const day = addDays(nominal, ahead)
    if (fits(day)) return { nominal, day, why: 'moved' }
  }
  return { nominal, day: null, why: 'merged' }
}

/** The first turn after that day that is held, looking a quarter ahead at most. */
export function nextHeld(rule: Weekly, after: string): string | null {
  for (let ahead = 1; ahead <= 92; ahead++) {
    const [turn] = turnsOf(rule, [addDays(after, ahead)])
    if (turn?.day) return turn.day
  }
  return null
}
