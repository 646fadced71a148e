import { unledMatters } from '../db/clocks-due.ts'
import { decisionsOwed } from '../db/decisions.ts'
import { dueBefore, openedBetween, visitsOf } from '../db/digests.ts'
import { leavesFrom } from '../db/leaves.ts'
import { comingMeetings } from '../db/meetings.ts'
import { shiftsOf } from '../db/shifts.ts'
import type { Matter } from '../matters/matter.ts'
import type { Card } from '../matters/message.ts'
import { isOrStandsFor, may, type Role, type Staff } from '../matters/roles.ts'
import { maySee, view } from '../matters/view.ts'
import { addDays, atLocal, localTime, workingDayBefore } from '../matters/working-time.ts'
import { areasOf, concerns } from './concerns.ts'
import type { Desk } from './desk.ts'
import { faceOf } from './meetings/face.ts'
import { seatsOf } from './meetings/people.ts'
import { morningCard } from './replies/digest.ts'
import { dateWords } from './replies/leave.ts'

/** Who gets a morning of their own. */
export const morningRoles: readonly Role[] = ['officer', 'grid_worker', 'grid_head', 'auxiliary_grid']

/** The morning of one colleague, as they may know it: their own matters and those of whom they stand in for. */
export async function morningOf(desk: Desk, staff: Staff, day: string): Promise<Card> {
  const { areas } = desk.registry
  const [start, end] = [atLocal(day, '00:00'), atLocal(addDays(day, 1), '00:00')]
  const last = workingDayBefore(day)
  const people = [staff.personId, ...(staff.standsInFor ?? [])]
  const theirs = areasOf(staff, desk)
  const [opened, owed, visits, shifts, leaves, unled, decisions, meetings] = await Promise.all([
    openedBetween(desk.db, theirs, { from: atLocal(last, '00:00'), until: start }),
    dueBefore(desk.db, theirs, end),
    visitsOf(desk.db, people, end),
    shiftsOf(desk.db, people, { from: start, until: end }),
    leavesFrom(desk.db, day),
    unledMatters(desk.db, desk.clock.now(), mostUnled),
    decisionsOwed(desk.db, people, day),
    comingMeetings(desk.db, start),
  ])
  const mine = owed.filter(({ matter }) => concerns(matter, staff, desk))
  const [late, due] = [mine.filter(isBefore(start)), mine.filter((one) => !isBefore(start)(one))]
  const known = opened.filter(({ matter }) => maySee(staff, matter, areas))
  return morningCard({
    who: staff.name,
    place: homeOf(desk, staff),
    day: dateWords(day),
    since: addDays(last, 1) === day ? '昨日新增' : `${dateWords(last)}以来新增`,
    opened: {
      colours: known.map(({ matter }) => matter.colour),
      foundBy: known.map(({ foundBy }) => foundBy),
    },
    due: due.flatMap(({ matter }) => lineOf(desk, staff, matter)),
    visits: visits.flatMap(({ followUp, matter }) =>
      lineOf(desk, staff, matter).map(({ number }) => ({ number, day: followUp.day })),
    ),
    late: late.flatMap(({ matter, rung }) => lineOf(desk, staff, matter).map((line) => ({ ...line, rung }))),
    unled: unled
      .filter((matter) => may(staff, 'assign', matter.areaId, areas) && !mine.some(isSame(matter)))
      .flatMap((matter) => lineOf(desk, staff, matter)),
    decisions: decisions.map(({ id, dueOn }) => ({ id, over: dueOn < day })),
    meetings: meetings
      .filter(
        (one) => one.startsAt < end && seatsOf(desk, one).some(({ personId }) => personId === staff.personId),
      )
      .map((one) => {
        const { where, name } = faceOf(desk, one)
        return { at: localTime(one.startsAt), name: `${where}${name}` }
      }),
    shifts: shifts.map((shift) => ({
      what: shiftNames[shift.kind] ?? shift.kind,
      where: shift.kind === 'posting' ? `${areas.get(shift.areaId)?.name ?? ''}综治中心` : '',
      stretch: shift,
      forWhom: shift.personId === staff.personId ? null : (desk.registry.staff(shift.personId)?.name ?? null),
    })),
    standsIn: leaves
      .filter((one) => isStoodInFor(staff, one.personId) && one.fromDay <= day)
      .map((one) => ({
        who: desk.registry.staff(one.personId)?.name ?? '',
        until: dateWords(one.untilDay),
      })),
  })
}

const shiftNames: Record<string, string> = { duty: '值班', posting: '派驻', weekend: '周末值守' }

function isStoodInFor(staff: Staff, personId: number): boolean {
  return personId !== staff.personId && isOrStandsFor(staff, personId)
}

const mostUnled = 200

const isSame =
  ({ id }: Matter) =>
  ({ matter }: { matter: Matter }) =>
    matter.id === id

const isBefore =
  (at: Date) =>
  ({ matter }: { matter: Matter }) =>
    matter.dueAt !== null && matter.dueAt < at

/** Through the one view, as everything that people see of a matter. */
function lineOf(desk: Desk, staff: Staff, matter: Matter) {
  const seen = view({ as: 'staff', staff }, matter, {
    areas: desk.registry.areas,
    leadName: null,
    parties: [],
  })
  return seen ? [{ number: seen.number, colour: seen.colour }] : []
}

/** The community they work in; of several the first. */
function homeOf(desk: Desk, staff: Staff): string {
  const { areas } = desk.registry
  const own = staff.roles.filter((held) => held.standingFor === undefined)
  const homes = own.map(
    ({ areaId }) => areas.upTo(areaId, 'community')?.name ?? areas.get(areaId)?.name ?? '',
  )
  return [...new Set(homes)].join('、')
}
