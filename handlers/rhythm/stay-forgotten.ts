import { endStay, stayById } from '../../db/on-site.ts'
import { priorities } from '../../matters/message.ts'
import { atLocal, endOfQuietHours, inQuietHours, localTime } from '../../matters/working-time.ts'
import { toStaff } from '../desk.ts'
import { onSiteTexts } from '../replies/on-site.ts'
import type { DueKind } from './due-kind.ts'

/** A forgotten 下 counts until then; who came later than that puts the hours right themselves. */
const countedUntil = '18:00'

/** 21:50: a stay that nobody ended is ended, and marked; its officer may put it right. */
export const stayForgotten: DueKind = {
  kind: 'stay_forgotten',
  missed: 'always made up: the stay is closed as of 18:00 of its day, however late that is seen',
  async raise(desk, due) {
    const stay = await stayById(desk.db, Number(due.what?.stayId))
    if (!stay || stay.endedAt) return { drop: 'it was ended' }
    const now = desk.clock.now()
    const evening = atLocal(stay.day, countedUntil)
    const at = evening > stay.startedAt ? evening : stay.startedAt
    return {
      changes: [endStay(stay, { at, by: 'clock', now })],
      posts: toStaff(desk, stay.personId, onSiteTexts.forgotten(localTime(at)), {
        key: `stay:${stay.id}`,
        about: 'reminder',
        priority: priorities.reminder,
        notBefore: inQuietHours(now) ? endOfQuietHours(now) : undefined,
        themselves: true,
      }),
    }
  },
}
