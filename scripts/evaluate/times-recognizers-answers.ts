import {
  type Answer,
  type Bound,
  either,
  interval,
  lasts,
  recurs,
  sharesHalf,
  type Unit,
  wall,
  wallMs,
  wallOf,
} from './times-spec.ts'

/** What both of Recognizers' layouts (a model's values, a parser's past and future) come to. */
export interface Value {
  type: string
  timex: string
  value?: string
  start?: string
  end?: string
  Mod?: string
  isLunar?: string
  sourceEntity?: string
}

/** Whether a reading agrees with one of the values a specification lists. */
export function answerTo(value: Value, text: string, at: Date): Answer {
  const { type, timex } = value
  if (type === 'set') return recurs
  if (type === 'duration') return lasts(Number(value.value) / 86_400)
  if (value.isLunar || /农历|[正腊]月|初[一二三四五六七八九十]|廿/.test(text))
    return lunarDay(value.value ?? '')
  const ofSeason = season(timex)
  if (ofSeason) return sharesHalf(...ofSeason)
  if (type === 'time') return wallClock(value.value, undefined)
  if (type === 'timerange')
    return /^T[A-Z]{2}$/.test(timex) ? partOfDay(value) : wallClock(value.start ?? null, value.end ?? null)
  if (type === 'date') return counted(text) ? holds(value.value ?? '') : within(value.value, 'day')
  if (type === 'datetime') return interval(value.value ?? null, undefined, 'minute')
  if (/T(?:MO|MI|AF|EV|NI)$/.test(timex)) return sharesHalf(full(value.start), full(value.end))
  return value.Mod ? open(value, text, at) : stretch(value, text)
}

/** 5年前: Recognizers gives the day five years ago, the reader the year that holds it. */
function counted(text: string): boolean {
  return /[年月](?:半|多)?[以之]?[前后]$/.test(text)
}

function holds(day: string): Answer {
  return ({ from, to }) => from !== null && to !== null && wall(from).slice(0, 10) <= day && wall(to) > day
}

function within(day: string | undefined, unit: Unit): Answer {
  return interval(day ?? null, day && plus(day, 1, unit), unit)
}

/** The hour on whatever day; null is open. */
function wallClock(start: Bound | undefined, end: Bound | undefined): Answer {
  const same = (iso: string | null, clock: Bound | undefined) =>
    clock === undefined ||
    (iso === null || clock === null ? iso === clock : iso.slice(11, 16) === clock.slice(0, 5))
  return (reading) => same(reading.from, start) && same(reading.to, end)
}

function partOfDay({ start = '', end = '' }: Value): Answer {
  return (reading) => {
    const day = reading.from?.slice(0, 10)
    return sharesHalf(`${day} ${start}`, `${day} ${end}`)(reading)
  }
}

/**
 * 六月到七月 ends for Recognizers where July begins and for the reader where it ends; 未来七天 begins for one
 * tomorrow and for the other now. Both mean the same days.
 */
function stretch({ start = '', end = '', timex, type }: Value, text: string): Answer {
  const unit: Unit = type === 'daterange' ? 'day' : 'minute'
  const counted = countedIn(timex)
  if (!counted) return interval(start, end, unit)
  if (/[到至和与—–\-~]/.test(text))
    return either(interval(start, end, unit), interval(start, plus(end, 1, counted), unit))
  const ofYear = /(?:\d\d|[今明去])\s?年/.test(text)
  const shifted = interval(plus(start, -1, 'day'), plus(end, -1, 'day'), unit)
  return ofYear ? interval(start, end, unit) : either(interval(start, end, unit), shifted)
}

/** The unit of (2017-01-10,2017-01-12,P2D). */
function countedIn(timex: string): Unit | null {
  const letter = /^\(.*P(?!T).*([DWMY])\)$/.exec(timex)?.[1]
  return letter ? (({ M: 'month', Y: 'year' } as const)[letter] ?? 'day') : null
}

/**
 * Before and after are open on one side; what has lasted since then may also reach up to now. 8月1日之后 begins
 * for Recognizers on the day (not counting it), for the reader when it is over.
 */
function open({ Mod, start, end, type, timex, sourceEntity }: Value, text: string, at: Date): Answer {
  const unit: Unit = type === 'daterange' ? 'day' : 'minute'
  if (type === 'timerange') return wallClock(start ?? null, end ?? null)
  const counts = sourceEntity === 'datetimepoint' ? 'day' : timex.length === 4 ? 'year' : 'month'
  const pushed = (bound: string | undefined, may: boolean) =>
    bound === undefined ? [null] : may && unit === 'day' ? [bound, plus(bound, 1, counts)] : [bound]
  const starts = pushed(start, Mod === 'after' && counts === 'day')
  const ends = pushed(end, (Mod === 'until' && counts === 'day') || /截[止至]/.test(text))
  const now = wallOf(at)
  const lasting = Mod === 'since' ? [...ends, now] : ends
  return either(...starts.flatMap((from) => lasting.map((to) => interval(from, to, unit))))
}

/** Recognizers leaves lunar dates as they are told; ICU's Chinese calendar says what ours is in it. */
function lunarDay(told: string): Answer {
  return ({ from }) => {
    if (!from) return false
    const parts = Object.fromEntries(
      lunar.formatToParts(new Date(from)).map(({ type, value }) => [type as string, value]),
    )
    const [, month, day] = told.slice(0, 10).split('-').map(Number)
    const clock = told.slice(11, 16)
    return (
      Number(parts.month) === month && Number(parts.day) === day && (!clock || from.slice(11, 16) === clock)
    )
  }
}
const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
})

/** The months of a season, where that is what the value is. */
export function season(timex: string): [string, string] | null {
  const [, year = '', name = ''] = /^(\d{4})-(SP|SU|FA|WI)$/.exec(timex) ?? []
  const first = { SP: '03', SU: '06', FA: '09', WI: '12' }[name]
  if (!first) return null
  const from = `${year}-${first}-01`
  return [full(from), full(plus(from, 3, 'month'))]
}

function full(time = ''): string {
  return time.length === 10 ? `${time} 00:00:00` : time
}

function plus(day: string, count: number, unit: Unit): string {
  const date = new Date(wallMs(day.slice(0, 10)) + 8 * 3_600_000)
  if (unit === 'year') date.setUTCFullYear(date.getUTCFullYear() + count)
  else if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + count)
  else date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10) + day.slice(10)
}
