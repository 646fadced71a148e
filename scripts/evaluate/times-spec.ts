import type { TimeReading } from '../../matters/reading.ts'
import { localIso } from '../../matters/working-time.ts'

/** One specification of another project, understood. */
export interface Spec {
  input: string
  /** The reference time; where the specification leaves parts of it open, several that fit it. */
  moments: Date[]
  wanted: Wanted[]
  /** Whether all times in the input are listed, so that finding more is wrong. */
  complete: boolean
}

/** A time that must be found at that place, and what it may come to: any of the answers, or no time at all. */
export interface Wanted {
  start: number
  end: number
  answers: Answer[] | 'nothing'
  leftOut?: string
}

export type Answer = (reading: TimeReading) => boolean
export type Unit = 'minute' | 'hour' | 'day' | 'month' | 'year'
/** A bound as wall time, YYYY-MM-DD HH:MM:SS; null where the time is open on that side. */
export type Bound = string | null

const lengths: Record<Unit, number> = { year: 4, month: 7, day: 10, hour: 13, minute: 16 }
const dayMs = 86_400_000

/** Bounds agree where they are the same at the precision told. Ends are exclusive. */
export function interval(from: Bound, to: Bound | undefined, unit: Unit): Answer {
  return (reading) => {
    if (reading.recurring) return false
    if (!sameBound(reading.from, from, unit)) return false
    return to === undefined || sameBound(reading.to, to, unit)
  }
}

export function sameBound(ours: string | null, theirs: Bound, unit: Unit): boolean {
  if (ours === null || theirs === null) return ours === theirs
  return wall(ours).slice(0, lengths[unit]) === theirs.slice(0, lengths[unit])
}

/** An instant or a short stretch, all of which lies in the stretch the specification gives. */
export function inside(from: string, to: string): Answer {
  return (reading) =>
    reading.from !== null && reading.to !== null && wall(reading.from) >= from && wall(reading.to) <= to
}

/** Parts of the day and seasons have other bounds in every house: half of the shorter must be shared. */
export function sharesHalf(from: string, to: string): Answer {
  return (reading) => {
    if (reading.from === null || reading.to === null) return false
    const [a, b, c, d] = [wall(reading.from), wall(reading.to), from, to].map(wallMs)
    const shared = Math.min(b ?? 0, d ?? 0) - Math.max(a ?? 0, c ?? 0)
    return shared * 2 >= Math.min((b ?? 0) - (a ?? 0), (d ?? 0) - (c ?? 0))
  }
}

/** How long it lasts, whichever way it is reckoned from now; a month may have 28 to 31 days. */
export function lasts(leastDays: number, mostDays = leastDays): Answer {
  return (reading) => {
    const days = (Date.parse(reading.to ?? '') - Date.parse(reading.from ?? '')) / dayMs
    return days >= leastDays * 0.97 - 1e-3 && days <= mostDays * 1.04 + 1e-3
  }
}

/** Told to come again; when its turns are, no source says. */
export const recurs: Answer = (reading) => reading.recurring

/** Any of them. */
export function either(...answers: Answer[]): Answer {
  return (reading) => answers.some((agrees) => agrees(reading))
}

/** Where a specification only says that there is a time. */
export const found: Answer = () => true

/** Shanghai wall time of an ISO instant with +08:00. */
export function wall(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ')
}

export function wallOf(instant: Date): string {
  return wall(localIso(instant))
}

export function wallMs(wallTime: string): number {
  return Date.parse(`${wallTime.length === 10 ? `${wallTime} 00:00:00` : wallTime}+08:00`.replace(' ', 'T'))
}

/** A reference time; the specifications name no zone, so it is taken for Shanghai's. */
export function moment(wallTime: string): Date {
  return new Date(wallMs(wallTime.replace('T', ' ')))
}
