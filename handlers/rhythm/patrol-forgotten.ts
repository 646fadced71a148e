import type { NewDue } from '../../db/dues.ts'
import { endPatrol, patrolById } from '../../db/patrols.ts'
import { priorities } from '../../matters/message.ts'
import { addDays, atLocal, endOfQuietHours, inQuietHours, localDate } from '../../matters/working-time.ts'
import { toStaff } from '../desk.ts'
import { patrolTexts } from '../replies/patrol.ts'
import type { DueKind } from './due-kind.ts'

/** Evening patrols end before; who walks at night is asked in the morning. */
const evening = '21:50'
const morning = '07:30'
/** From then on a patrol counts as one of the night. */
const nightFrom = '20:30'
/** What a forgotten patrol is taken to have lasted at most. */
const counted = 2 * 3_600_000

/** When a patrol that began then is closed if nobody does. */
export function patrolClosing(startedAt: Date): (patrolId: number) => NewDue {
  const day = localDate(startedAt)
  const today = startedAt < atLocal(day, nightFrom)
  return (patrolId) => ({
    kind: 'patrol_forgotten',
    subject: `patrol:${patrolId}`,
    occasion: day,
    day: today ? day : addDays(day, 1),
    time: today ? evening : morning,
    what: { patrolId },
  })
}

/** 21:50, after a night 07:30: a patrol that nobody ended is ended, and marked; who walked may put it right. */
export const patrolForgotten: DueKind = {
  kind: 'patrol_forgotten',
  missed: 'always made up: the patrol counts two hours at most, however late that is seen',
  async raise(desk, due) {
    const patrol = await patrolById(desk.db, Number(due.what?.patrolId))
    if (!patrol || patrol.endedAt) return { drop: 'it was ended' }
    const now = desk.clock.now()
    const at = new Date(Math.min(due.dueAt.getTime(), patrol.startedAt.getTime() + counted))
    return {
      changes: [endPatrol(patrol, { at, by: 'clock', finding: null, now })],
      posts: toStaff(desk, patrol.byId, patrolTexts.forgotten(at), {
        key: `patrol:${patrol.id}`,
        about: 'reminder',
        priority: priorities.reminder,
        notBefore: inQuietHours(now) ? endOfQuietHours(now) : undefined,
        themselves: true,
      }),
    }
  },
}
