import type { Role } from './roles.ts'
import type { DepartmentId } from './taxonomy.ts'
import { atLocal } from './working-time.ts'

export const meetingKinds = {
  fusion: '警网融合例会',
  joint: '联席会议',
  quarter: '向群众汇报会',
  adhoc: '临时会议',
} as const
export type MeetingKind = keyof typeof meetingKinds

/** What becomes of a meeting whose day turns out to be off (or, of a weekend one, a make-up day). */
export type OnDaysOff = 'move' | 'skip' | 'keep'

/** A reminder: how long before the start, and words of its own. */
export interface Reminder {
  minutes: number
  text?: string
}

/** What a meeting has where nobody set it otherwise (D3, W-54, W-56). */
export const usually = {
  weekday: 3,
  time: '09:30',
  lastsMinutes: 60,
  reminders: [{ minutes: 1440 }, { minutes: 60 }] as Reminder[],
  callMinutes: 1440,
  packTime: '16:00',
} as const

/** The six offices of a joint meeting (requirement A201), each by a role or by the department it answers for. */
export const offices: readonly { name: string; role?: Role; department?: DepartmentId }[] = [
  { name: '政法委员', role: 'commissioner' },
  { name: '派出所', role: 'chief' },
  { name: '综治中心', department: 'zz_center' },
  { name: '矛调中心', department: 'md_center' },
  { name: '网格中心', department: 'grid_center' },
  { name: '司法所', department: 'judicial_office' },
]

/** Who chairs by role, where a series names nobody: the first role that somebody holds. */
export const chairs: Record<MeetingKind, readonly Role[]> = {
  fusion: ['officer', 'chief'],
  joint: ['commissioner', 'zz_center'],
  quarter: ['chief', 'zz_center'],
  adhoc: ['officer', 'chief', 'zz_center'],
}

/** The instant of a stored wall time (YYYY-MM-DDTHH:MM). */
export function instantOfWall(wall: string): Date {
  return atLocal(wall.slice(0, 10), wall.slice(11, 16))
}

/** Minutes are called for this many days after a meeting (W-55). */
export const nagDays = [3, 7] as const
