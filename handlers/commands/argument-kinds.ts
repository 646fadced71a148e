import type { Matter } from '../../matters/matter.ts'
import { may, mayWith, mayWithin, type Right, type Staff } from '../../matters/roles.ts'
import type { Colour, DepartmentId } from '../../matters/taxonomy.ts'
import { atLocal, localDate, localTime } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { mask } from '../read/mask.ts'
import { readTimes } from '../read/time.ts'
import { departmentsMeant } from './argument-departments.ts'
import type { Argument } from './arguments.ts'

/** Everything that no other argument took, masked: names, doors and numbers of people go. */
export function text(label: string, example: string): Argument<string> {
  return {
    label,
    type: 'text',
    optional: false,
    example,
    take: (words, { matter }) =>
      words.length > 0 ? { value: mask(words.join(' '), { tip: matter?.kind === 'tip' }), rest: [] } : null,
  }
}

/** One word of a few, with its other spellings. */
export function choice<T extends string>(label: string, spellings: Record<string, T>): Argument<T> {
  return {
    label,
    type: 'choice',
    optional: false,
    example: Object.keys(spellings)[0] ?? '',
    take(words) {
      const at = words.findIndex((word) => word.normalize('NFKC').toLowerCase() in spellings)
      const value = spellings[(words[at] ?? '').normalize('NFKC').toLowerCase()]
      return value === undefined ? null : { value, rest: without(words, at) }
    },
  }
}

export const colour: Argument<Colour> = {
  ...choice('红/黄/蓝', { 红: 'red', 红色: 'red', 黄: 'yellow', 黄色: 'yellow', 蓝: 'blue', 蓝色: 'blue' }),
  type: 'colour',
  example: '黄',
}

const digits: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

/** A span in days: 5, 5天, 五天, 一周, 两星期. From 1 to 365. */
export const days: Argument<number> = {
  label: '天数',
  type: 'days',
  optional: false,
  example: '5天',
  take(words) {
    for (const [at, word] of words.entries()) {
      const [, n, unit] =
        /^(?:限|延期?)?(\d{1,3}|[一二两三四五六七八九十])(天|日|周|星期|个?月)?$/u.exec(
          word.normalize('NFKC'),
        ) ?? []
      if (n === undefined) continue
      const count = digits[n] ?? Number(n)
      const value = count * (unit === '周' || unit === '星期' ? 7 : unit?.endsWith('月') ? 30 : 1)
      if (value < 1 || value > 365) return { problem: `天数要在1到365之间,收到的是「${word}」。` }
      return { value, rest: without(words, at) }
    }
    return null
  },
}

/** Satisfaction, 1 to 5: 5, 5分, 满意5, 很满意. */
export const score: Argument<number> = {
  label: '满意1–5',
  type: 'score',
  optional: false,
  example: '5',
  take(words) {
    for (const [at, word] of words.entries()) {
      const said = word.normalize('NFKC')
      const [, n] = /^(?:满意度?|打)?([1-5])[分星颗]?$/u.exec(said) ?? []
      const value = n
        ? Number(n)
        : ({ 很满意: 5, 非常满意: 5, 满意: 4, 一般: 3, 不满意: 2, 很不满意: 1 }[said] ?? 0)
      if (value > 0) return { value, rest: without(words, at) }
    }
    return null
  },
}

/** An instant to come, as people say it: 周五, 明天下午3点, 11月28日. A day without an hour ends at 18:00; a meeting is at 09:30 or 15:00. */
export function date(label: string, kind: 'deadline' | 'meeting' = 'deadline'): Argument<Date> {
  return {
    label,
    type: 'date',
    optional: false,
    example: '周五下午3点',
    take(words, { now }) {
      for (let length = Math.min(3, words.length); length > 0; length--) {
        for (let at = 0; at + length <= words.length; at++) {
          const value = instantOf(words.slice(at, at + length).join(''), now, kind)
          if (!value) continue
          const said = words.slice(at, at + length).join(' ')
          if (value <= now) return { problem: `${label}要在以后,「${said}」已经过去。` }
          if (isOfNextYear(said, value, now))
            return { problem: `「${said}」今年已经过去。要明年的,请写上年份。` }
          return { value, rest: [...words.slice(0, at), ...words.slice(at + length)] }
        }
      }
      return null
    },
  }
}

const quarterMs = 92 * 86_400_000

/** A day and month without a year that went by long ago: a slip more often than a plan, and the echo shows no year. */
function isOfNextYear(said: string, value: Date, now: Date): boolean {
  const plainDay = /(?<!\d)\d{1,2}(?:月|[-/.])\d{1,2}/.test(said) && !/年|\d{4}/.test(said)
  const nextYear = localDate(value).slice(0, 4) > localDate(now).slice(0, 4)
  return plainDay && nextYear && value.getTime() - now.getTime() > quarterMs
}

/** Null where the words are more than a time: a sentence with a date in it is a reason, not a date. */
function instantOf(said: string, now: Date, kind: 'deadline' | 'meeting'): Date | null {
  const bare = said
    .normalize('NFKC')
    .replace(/^(?:限期?|截止|改到|改在|约在?)/u, '')
    .replace(/(?:前|之前|以前|内)$/u, '')
  const [time] = readTimes(bare, now, { prefer: 'future' })
  if (!time || time.text.length < bare.length - 1) return null
  const instant = time.at ?? time.to ?? time.from
  if (!instant) return null
  const found = new Date(instant)
  const exact = time.granularity === 'minute' || time.granularity === 'hour'
  // A span ends where the next day begins: its last instant lies on the day that was meant.
  const last = time.to ? new Date(new Date(time.to).getTime() - 1) : found
  if (exact) return found
  if (kind === 'deadline') return atLocal(localDate(last), '18:00')
  return atLocal(localDate(found), localTime(found) >= '12:00' ? '15:00' : '09:30')
}

/** A colleague, by @ or by (part of) the name, who holds that right there. */
export function person(
  label: string,
  right: Right,
  /** As the matter would stand for them: a volunteer may log once they are its 搭档. */
  once: (matter: Matter, staff: Staff) => Matter = (matter) => matter,
): Argument<Staff> {
  return {
    label,
    type: 'person',
    optional: false,
    example: '@网格员小林',
    take(words, { desk, message, matter, areaId = matter?.areaId, named: outright }) {
      const able = desk.registry
        .colleagues()
        .filter((staff) => holds(staff, right, desk, areaId, matter && once(matter, staff)))
      const mentioned = message.mentions.flatMap((one) => {
        const staff = desk.registry.staffOf({ platform: message.platform, externalId: one.id })
        return staff ? [{ staff, word: words.findIndex((word) => word.includes(one.nick)) }] : []
      })
      const named = words.flatMap((word, at) => {
        const name = word.replace(/^[@＠]/u, '').replace(/[,，。、;；!！]+$/u, '')
        if ([...name].length < 2) return []
        const like = desk.registry.colleagues().filter((staff) => staff.name.includes(name))
        // 小林 is not 网格员小林 where somebody is called just that.
        const exactly = like.filter((staff) => staff.name === name)
        return (exactly.length > 0 ? exactly : like).map((staff) => ({ staff, word: at }))
      })
      // Of several people who were mentioned, those whose @ stands among these words.
      const standing = mentioned.filter(({ word }) => word >= 0)
      // 搭档=小林 means 小林, whoever else was mentioned.
      const byName = mentioned.length === 0 || (outright && named.length > 0)
      const found = standing.length > 0 ? standing : byName ? named : mentioned
      if (found.length === 0)
        return words.some((word) => /^[@＠]/u.test(word)) ? { problem: nobody(able) } : null
      const fit = found.filter(({ staff }) => able.includes(staff))
      const people = [...new Set(fit.map(({ staff }) => staff))]
      if (people.length > 1)
        return { problem: `有几位同名:${people.map((one) => one.name).join('、')}。请用@或写全名。` }
      const [one] = fit
      if (!one) return { problem: `${found[0]?.staff.name}不管这一片或没有这项职责。${nobody(able)}` }
      return { value: one.staff, rest: one.word < 0 ? words : without(words, one.word) }
    },
  }
}

function nobody(able: Staff[]): string {
  return able.length > 0
    ? `可选:${able.map((one) => one.name).join('、')}。`
    : '这一片还没有能办这件事的同事,请联系管理员。'
}

function holds(
  staff: Staff,
  right: Right,
  desk: Desk,
  areaId: string | undefined,
  matter: Parameters<typeof mayWith>[2] | null,
) {
  const { areas } = desk.registry
  if (matter && mayWith(staff, right, matter, areas)) return true
  if (areaId === undefined) return false
  // At a community's table everybody who works in it has a seat, though their own area is but a part of it.
  return right === 'attendMeeting' ? mayWithin(staff, right, areaId, areas) : may(staff, right, areaId, areas)
}

/** Departments, with or without @: 司法所, @城管, 燃气公司. */
export const departments: Argument<DepartmentId[]> = {
  label: '@部门…',
  type: 'departments',
  optional: false,
  example: '@司法所 @城管',
  take: (words, taking) => departmentsMeant(words, taking),
}

export function without(words: string[], at: number): string[] {
  return words.filter((_, index) => index !== at)
}
