import type { Due } from '../../db/dues.ts'
import { type Shift, shiftById } from '../../db/shifts.ts'
import { priorities } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { type Desk, toStaff } from '../desk.ts'
import { forgotCheckIn, notCheckedIn, soon } from '../replies/roster.ts'
import { stationOver } from '../stations.ts'
import { whoIsOnDuty } from '../who-is-on-duty.ts'
import type { DueKind, Raised } from './due-kind.ts'

const gone = { drop: 'the shift was replaced' }

/** Half an hour before a posting or a weekend's duty (requirement A033). */
export const shiftSoon: DueKind = {
  kind: 'shift_soon',
  missed: 'dropped once the shift has begun',
  async raise(desk, due) {
    const shift = await shiftOf(desk, due)
    if (!shift) return gone
    const actions = shift.kind === 'posting' ? [{ label: '到岗', command: '/派驻 到' }] : []
    const what = shift.kind === 'posting' ? '派驻' : '周末值守'
    const card = soon(what, placeOf(desk, shift), shift, actions)
    return told(desk, [shift.personId], card, `soon:${shift.id}`)
  },
}

/** A quarter of an hour into a posting nobody has checked in to: the officer is asked, the duty desk knows. */
export const postingMissing: DueKind = {
  kind: 'posting_missing',
  missed: 'dropped once the half-day is over',
  async raise(desk, due) {
    const shift = await shiftOf(desk, due)
    if (!shift) return gone
    if (shift.checkedInAt) return { drop: 'they checked in' }
    const who = desk.registry.staff(shift.personId)?.name ?? ''
    const station = stationOver(desk, shift.areaId)
    const desks: Staff[] = station ? await whoIsOnDuty(desk, station) : []
    const asked = told(desk, [shift.personId], forgotCheckIn(shift), `missing:${shift.id}`)
    const others = desks.map(({ personId }) => personId).filter((id) => id !== shift.personId)
    const card = notCheckedIn(who, placeOf(desk, shift), shift)
    const noted = told(desk, others, card, `missing:${shift.id}:desk`)
    return { changes: [], posts: [...asked.posts, ...noted.posts] }
  },
}

async function shiftOf(desk: Desk, due: Due): Promise<Shift | undefined> {
  return await shiftById(desk.db, Number(due.what?.shiftId))
}

function told(desk: Desk, people: readonly number[], card: Parameters<typeof toStaff>[2], key: string) {
  return {
    changes: [],
    posts: people.flatMap((personId) =>
      toStaff(desk, personId, card, { key, about: 'reminder', priority: priorities.reminder }),
    ),
  } satisfies Raised
}

function placeOf({ registry }: Desk, shift: Shift): string {
  const name = registry.areas.get(shift.areaId)?.name ?? ''
  return shift.kind === 'posting' ? `${name}综治中心` : name
}
