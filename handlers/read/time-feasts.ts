// The package is CommonJS: Node sees its names only on the default export.
import chineseDays from 'chinese-days'
import { addDays, weekday } from '../../matters/working-time.ts'
import { isoDay } from './time-calendar.ts'
import { lunarDay, monthLength } from './time-lunar.ts'

type Term = Parameters<typeof chineseDays.getSolarTermDate>[2]
/** How a feast finds its day in a year (a lunar one in the lunar year), and how many days off people mean by it. */
interface Feast {
  dayIn: (year: number) => string | null
  lunar?: boolean
  days: number
}

const fixed = (month: number, day: number, days = 1): Feast => ({
  dayIn: (year) => isoDay(year, month, day),
  days,
})
const lunar = (month: number, day: number, days = 1): Feast => ({
  dayIn: (year) => lunarDay(year, month, day),
  lunar: true,
  days,
})
const term = (month: number, name: Term, days = 1): Feast => ({
  dayIn: (year) => termDay(year, month, name),
  days,
})
/** The n-th weekday (0 Sunday) of a month: Mother's Day is the second Sunday in May. */
const nth = (n: number, day: number, month: number): Feast => ({
  dayIn: (year) => {
    const first = isoDay(year, month, 1) ?? ''
    return addDays(first, ((day - weekday(first) + 7) % 7) + (n - 1) * 7)
  },
  days: 1,
})

/** By the name people use; those that are also common words go by a longer one (大雪节气). */
export const feasts: Record<string, Feast> = {
  元旦: fixed(1, 1, 3),
  新年: fixed(1, 1),
  情人节: fixed(2, 14),
  妇女节: fixed(3, 8),
  三八: fixed(3, 8),
  植树节: fixed(3, 12),
  消费者权益日: fixed(3, 15),
  愚人节: fixed(4, 1),
  劳动节: fixed(5, 1, 5),
  五一: fixed(5, 1, 5),
  青年节: fixed(5, 4),
  儿童节: fixed(6, 1),
  六一: fixed(6, 1),
  建党节: fixed(7, 1),
  建军节: fixed(8, 1),
  八一: fixed(8, 1),
  教师节: fixed(9, 10),
  国庆: fixed(10, 1, 7),
  十一: fixed(10, 1, 7),
  万圣节: fixed(10, 31),
  光棍节: fixed(11, 11),
  双十一: fixed(11, 11),
  双十二: fixed(12, 12),
  平安夜: fixed(12, 24),
  圣诞: fixed(12, 25),
  跨年夜: fixed(12, 31),
  母亲节: nth(2, 0, 5),
  父亲节: nth(3, 0, 6),
  感恩节: nth(4, 4, 11),
  春节: lunar(1, 1, 7),
  过年: lunar(1, 1, 7),
  元宵: lunar(1, 15),
  龙抬头: lunar(2, 2),
  端午: lunar(5, 5, 3),
  七夕: lunar(7, 7),
  中元: lunar(7, 15),
  鬼节: lunar(7, 15),
  中秋: lunar(8, 15, 3),
  重阳: lunar(9, 9),
  腊八: lunar(12, 8),
  小年夜: lunar(12, 23),
  北方小年: lunar(12, 23),
  南方小年: lunar(12, 24),
  除夕: eve(),
  年三十: eve(),
  大年夜: eve(),
  清明: term(4, 'pure_brightness', 3),
  立春: term(2, 'the_beginning_of_spring'),
  雨水节气: term(2, 'rain_water'),
  惊蛰: term(3, 'the_waking_of_insects'),
  春分: term(3, 'the_spring_equinox'),
  谷雨: term(4, 'grain_rain'),
  立夏: term(5, 'the_beginning_of_summer'),
  小满节气: term(5, 'lesser_fullness_of_grain'),
  芒种: term(6, 'grain_in_beard'),
  夏至: term(6, 'the_summer_solstice'),
  小暑: term(7, 'lesser_heat'),
  大暑: term(7, 'greater_heat'),
  立秋: term(8, 'the_beginning_of_autumn'),
  处暑: term(8, 'the_end_of_heat'),
  白露: term(9, 'white_dew'),
  秋分: term(9, 'the_autumn_equinox'),
  寒露: term(10, 'code_dew'),
  霜降: term(10, 'frost_descent'),
  立冬: term(11, 'the_beginning_of_winter'),
  小雪节气: term(11, 'lesser_snow'),
  大雪节气: term(12, 'greater_snow'),
  冬至: term(12, 'the_winter_solstice'),
  小寒: term(1, 'lesser_cold'),
  大寒: term(1, 'greater_cold'),
}

/** The last day of the lunar year, called the thirtieth even where there are only 29. */
function eve(): Feast {
  return { dayIn: (year) => lunarDay(year, 12, monthLength(year, 12)), lunar: true, days: 1 }
}

/** chinese-days reckons terms in UTC and prints them in the server's zone: west of Greenwich, a day early. */
function termDay(year: number, month: number, name: Term): string {
  const printed = chineseDays.getSolarTermDate(year, month, name)
  const west = new Date(`${printed}T00:00Z`).getDate() !== Number(printed.slice(8))
  return west ? addDays(printed, 1) : printed
}
