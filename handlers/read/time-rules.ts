import type { Rule } from './time-pattern.ts'
import { calendarRules } from './time-rules-calendar.ts'
import { clockRules, partRules } from './time-rules-clock.ts'
import { dayRules, lateDayRules } from './time-rules-days.ts'
import { lengthRules } from './time-rules-length.ts'

/** In order: what an earlier rule took, a later one cannot. */
export const rules: Rule[] = [
  ...calendarRules,
  ...dayRules,
  ...clockRules,
  ...partRules,
  ...lengthRules,
  ...lateDayRules,
]
