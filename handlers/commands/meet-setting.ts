import type { Meeting } from '../../db/meetings.ts'
import type { OnDaysOff, Reminder } from '../../matters/meeting.ts'
import type { Card } from '../../matters/message.ts'
import { localDate, localTime, weekday } from '../../matters/working-time.ts'
import type { Sitting } from '../meetings/sitting.ts'
import { mask } from '../read/mask.ts'
import { readTimes } from '../read/time.ts'
import { settingTexts } from '../replies/meet-set.ts'
import { person } from './argument-kinds.ts'
import { span } from './argument-span.ts'

/** What can be set for one meeting, and for every meeting of a series. */
export type Plan = Partial<
  Pick<
    Meeting,
    'reminders' | 'callMinutes' | 'packTime' | 'place' | 'chairId' | 'sixOffices' | 'lastsMinutes'
  >
>
/** One setting as it was understood: of the plan, or of the series' own rule. `line` says it back, resolved. */
export type Setting = { what: string; line: string } & (
  | { plan: Plan }
  | { weekly: { weekday: number; time: string } }
  | { onDaysOff: OnDaysOff }
)
type Meant = Setting | { problem: Card }

/** Takes a setting apart: its name, then what it shall be. */
export function settingMeant(
  sitting: Sitting,
  areaId: string,
  words: string[],
  reminders: Reminder[],
): Meant {
  const [what = '', ...rest] = words
  const read = readers[what]
  const found = read?.({ sitting, areaId, words: rest, reminders })
  return found ? { ...found, what } : { problem: settingTexts.how }
}

interface Reading {
  sitting: Sitting
  areaId: string
  words: string[]
  reminders: Reminder[]
}
type Found =
  | Omit<Extract<Setting, { plan: Plan }>, 'what'>
  | Omit<Extract<Setting, { weekly: unknown }>, 'what'>
  | Omit<Extract<Setting, { onDaysOff: OnDaysOff }>, 'what'>
  | null

const off = /^(?:关|关闭|不|不要|停)$/u
const on = /^(?:开|打开|要)$/u

const readers: Record<string, (reading: Reading) => Found> = {
  每周: ({ sitting, words }) => weekly(sitting, words),
  放假: ({ words }) => {
    const onDaysOff = ({ 顺延: 'move', 跳过: 'skip', 照开: 'keep' } as Record<string, OnDaysOff>)[
      words[0] ?? ''
    ]
    return onDaysOff ? { onDaysOff, line: settingTexts.onDaysOff(onDaysOff) } : null
  },
  提醒: ({ sitting, words, reminders }) => {
    if (off.test(words[0] ?? '')) return { plan: { reminders: [] }, line: settingTexts.reminders([]) }
    const minutes = words.map((word) => minutesOf(sitting, word.replace(/^提?前/u, '')))
    if (minutes.length === 0 || minutes.includes(null)) return null
    const text = reminders.find((one) => one.text)?.text
    const set = [...new Set(minutes)]
      .flatMap((one) => (one === null ? [] : [{ minutes: one, ...(text && { text }) }]))
      .sort((a, b) => b.minutes - a.minutes)
    return { plan: { reminders: set }, line: settingTexts.reminders(set) }
  },
  提醒文字: ({ words, reminders }) => {
    const text = off.test(words[0] ?? '') ? undefined : mask(words.join(' '))
    if (text === '') return null
    const set = reminders.map(({ minutes }) => ({ minutes, ...(text && { text }) }))
    return { plan: { reminders: set }, line: settingTexts.reminderText(text) }
  },
  征集: ({ sitting, words }) => {
    if (off.test(words[0] ?? '')) return { plan: { callMinutes: null }, line: settingTexts.call(null) }
    const callMinutes = minutesOf(sitting, (words[0] ?? '').replace(/^提?前/u, ''))
    return callMinutes === null ? null : { plan: { callMinutes }, line: settingTexts.call(callMinutes) }
  },
  材料: ({ sitting, words }) => {
    if (off.test(words[0] ?? '')) return { plan: { packTime: null }, line: settingTexts.pack(null) }
    const packTime = timeOf(sitting, words[0] ?? '')
    return packTime ? { plan: { packTime }, line: settingTexts.pack(packTime) } : null
  },
  地点: ({ words }) => {
    const place = mask(words.join(' '))
    return place ? { plan: { place }, line: settingTexts.place(place) } : null
  },
  主持: ({ sitting, areaId, words }) => {
    const { desk, call, now } = sitting
    const taking = { desk, message: call.message, matter: null, areaId, now }
    const taken = person('主持', 'attendMeeting').take(words, taking)
    if (!taken || 'problem' in taken) return null
    return { plan: { chairId: taken.value.personId }, line: settingTexts.chair(taken.value.name) }
  },
  六方: ({ words }) => {
    const said = words[0] ?? ''
    if (!on.test(said) && !off.test(said)) return null
    return { plan: { sixOffices: on.test(said) }, line: settingTexts.sixOffices(on.test(said)) }
  },
  时长: ({ sitting, words }) => {
    const lastsMinutes = minutesOf(sitting, words[0] ?? '')
    return lastsMinutes === null || lastsMinutes > 600
      ? null
      : { plan: { lastsMinutes }, line: settingTexts.lasts(lastsMinutes) }
  },
}

function weekly({ now }: Sitting, words: string[]): Found {
  const [time] = readTimes(words.join('').replace(/^(?:每周|周|星期)?/u, '周'), now, { prefer: 'future' })
  const instant = time?.at ?? time?.from
  if (!time || !instant || (time.granularity !== 'minute' && time.granularity !== 'hour')) return null
  const at = new Date(instant)
  const rule = { weekday: weekday(localDate(at)), time: localTime(at) }
  return { weekly: rule, line: settingTexts.weekly(rule) }
}

function minutesOf({ desk, call, now }: Sitting, word: string): number | null {
  const taken = span('提前').take([word], { desk, message: call.message, matter: null, now })
  return taken && 'value' in taken ? taken.value : null
}

function timeOf({ now }: Sitting, word: string): string | null {
  const [time] = readTimes(word, now, { prefer: 'future' })
  const instant = time?.at ?? time?.from
  return instant && (time?.granularity === 'minute' || time?.granularity === 'hour')
    ? localTime(new Date(instant))
    : null
}
