import { addDays, atLocal } from './working-time.ts'

/** A stretch of local wall time: YYYY-MM-DDTHH:MM. */
export interface Stretch {
  wallFrom: string
  wallUntil: string
}

export interface PlannedShift extends Stretch {
  personId: number
}

/** What keeps a plan from being kept. */
export type RosterFault = ({ fault: 'gap' } & Stretch) | ({ fault: 'overlap'; people: number[] } & Stretch)

/** From one local day and time to another; a shift that ends when or before it begins ends on the next day. */
export function shiftOn(day: string, from: string, until: string): Stretch {
  const last = until <= from ? addDays(day, 1) : day
  return { wallFrom: `${day}T${from}`, wallUntil: `${last}T${until}` }
}

/** Gaps and overlaps of what is to cover every minute from its first to its last. */
export function rosterFaults(shifts: readonly PlannedShift[]): RosterFault[] {
  const sorted = [...shifts].sort(
    (a, b) => a.wallFrom.localeCompare(b.wallFrom) || a.wallUntil.localeCompare(b.wallUntil),
  )
  const faults: RosterFault[] = []
  let covered: PlannedShift | undefined
  for (const shift of sorted) {
    if (covered && shift.wallFrom > covered.wallUntil)
      faults.push({ fault: 'gap', wallFrom: covered.wallUntil, wallUntil: shift.wallFrom })
    if (covered && shift.wallFrom < covered.wallUntil)
      faults.push({
        fault: 'overlap',
        people: [covered.personId, shift.personId],
        wallFrom: shift.wallFrom,
        wallUntil: shift.wallUntil < covered.wallUntil ? shift.wallUntil : covered.wallUntil,
      })
    if (!covered || shift.wallUntil > covered.wallUntil) covered = shift
  }
  return faults
}

/** Stretches between two wall times that nobody covers. */
export function gapsIn(shifts: readonly Stretch[], { wallFrom, wallUntil }: Stretch): Stretch[] {
  const gaps: Stretch[] = []
  let at = wallFrom
  for (const shift of [...shifts].sort((a, b) => a.wallFrom.localeCompare(b.wallFrom))) {
    if (shift.wallUntil <= at) continue
    if (shift.wallFrom >= wallUntil) break
    if (shift.wallFrom > at) gaps.push({ wallFrom: at, wallUntil: shift.wallFrom })
    at = shift.wallUntil
  }
  return at < wallUntil ? [...gaps, { wallFrom: at, wallUntil }] : gaps
}

/** The instant of a wall time, in Shanghai. */
export function instantOf(wall: string): Date {
  return atLocal(wall.slice(0, 10), wall.slice(11, 16))
}

/** Half-days of a posting (requirement A033). */
export const halfDays = { 上午: ['09:00', '12:00'], 下午: ['14:00', '17:30'] } as const
export type HalfDay = keyof typeof halfDays

/** Two officers, four half-days each, every week. */
export const postingRule = { officers: 2, halfDays: 4 } as const

export type PostingFault =
  | { fault: 'officers'; found: number }
  | { fault: 'half-days'; personId: number; found: number; owed: number }
  | { fault: 'day off'; personId: number; day: string }
  | { fault: 'twice'; personId: number; wall: string }

/** What keeps a week's posting from being kept; in a week of few working days fewer half-days are owed. */
export function postingFaults(
  shifts: readonly PlannedShift[],
  week: { workingDays: readonly string[] },
): PostingFault[] {
  const people = [...new Set(shifts.map((one) => one.personId))]
  const owed = Math.min(postingRule.halfDays, week.workingDays.length * 2)
  return [
    ...(people.length === postingRule.officers ? [] : [{ fault: 'officers' as const, found: people.length }]),
    ...people.flatMap((personId): PostingFault[] => {
      const own = shifts.filter((one) => one.personId === personId)
      const walls = own.map((one) => one.wallFrom)
      return [
        ...own
          .map((one) => one.wallFrom.slice(0, 10))
          .filter((day) => !week.workingDays.includes(day))
          .map((day) => ({ fault: 'day off' as const, personId, day })),
        ...walls
          .filter((wall, index) => walls.indexOf(wall) !== index)
          .map((wall) => ({ fault: 'twice' as const, personId, wall })),
        ...(new Set(walls).size === owed
          ? []
          : [{ fault: 'half-days' as const, personId, found: new Set(walls).size, owed }]),
      ]
    }),
  ]
}
