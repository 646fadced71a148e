import { actedSince } from '../../db/digests.ts'
import { record } from '../../db/events.ts'
import { markNudged, overdueMatters } from '../../db/matters.ts'
import type { Matter } from '../../matters/matter.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { holds, isOrStandsFor, may, type Staff } from '../../matters/roles.ts'
import { atLocal, isWorkingDay, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { lateLine, overdueCard } from '../replies/digest.ts'
import { inPlaceOf } from '../replies/leave.ts'
import { matterCard, matterLine } from '../replies/matter-card.ts'
import { show, showInList } from '../show.ts'
import { carersOf, whoIsThere } from '../who.ts'
import type { DueKind } from './due-kind.ts'

const most = 1000
/** Whoever did something about it this recently is not told of it. */
const justActedMs = 2 * 3_600_000

/** 12:00 and 17:30: what is past its time, once a matter and day, all of one colleague's in one message. */
export const overdueNudge: DueKind = {
  kind: 'overdue_nudge',
  missed:
    'noon is made up until 17:30, the evening until 22:00; a whole day is dropped, the next tells the true delay',
  async plan(_desk, days) {
    return days.flatMap((day) =>
      [
        { time: '12:00', until: '17:30' },
        { time: '17:30', until: '22:00' },
      ].map(({ time, until }) => ({
        kind: 'overdue_nudge',
        subject: 'nudges',
        occasion: `${day}T${time}`,
        day,
        time,
        goodUntil: atLocal(day, until),
      })),
    )
  },
  async raise(desk, due) {
    const now = desk.clock.now()
    const today = localDate(now)
    const overdue = await overdueMatters(desk.db, now, today, most)
    // A day off is a day off, but for what is red.
    const wanted = isWorkingDay(today) ? overdue : overdue.filter(({ colour }) => colour === 'red')
    const acted = await actedSince(
      desk.db,
      wanted.map(({ id }) => id),
      new Date(now.getTime() - justActedMs),
      now,
    )
    const told = new Map<Staff, Matter[]>()
    const nudged: Matter[] = []
    for (const matter of wanted) {
      const people = whoIsThere(desk, whoIsNudged(desk, matter))
      const idle = people.filter(({ personId }) => !acted.has(`${matter.id}:${personId}`))
      if (people.length > 0 && idle.length === 0) continue
      nudged.push(matter)
      for (const staff of idle) told.set(staff, [...(told.get(staff) ?? []), matter])
    }
    const posts: Post[] = []
    for (const [staff, matters] of told) posts.push(...(await nudge(desk, staff, matters, due.key)))
    return {
      changes: nudged.flatMap((matter) => [
        markNudged(matter.id, today),
        record({
          matterId: matter.id,
          at: now,
          actorId: null,
          kind: 'nudged',
          values: { days: daysOver(matter, now) },
        }),
      ]),
      posts,
    }
  },
}

async function nudge(desk: Desk, staff: Staff, matters: Matter[], key: string): Promise<Post[]> {
  const now = desk.clock.now()
  const occasion = { key, about: 'reminder', priority: priorities.reminder } as const
  const [only] = matters
  if (only && matters.length === 1) {
    const seen = await show(desk, { as: 'staff', staff }, only)
    if (!seen) return []
    const actions = [{ label: '看详情', command: `/看 ${only.number}` }]
    const card = matterCard(seen, actions, [lateLine(daysOver(only, now)), ...insteadOf(desk, staff, [only])])
    return toStaff(desk, staff.personId, card, {
      ...occasion,
      matterId: only.id,
      matterVersion: only.version,
    })
  }
  const rows = []
  for (const matter of matters) {
    const seen = await showInList(desk, { as: 'staff', staff }, matter)
    if (seen) rows.push({ number: seen.number, line: matterLine(seen), days: daysOver(matter, now) })
  }
  if (rows.length === 0) return []
  const card = overdueCard(rows)
  const lines = [...card.lines, ...insteadOf(desk, staff, matters)]
  return toStaff(desk, staff.personId, { ...card, lines }, occasion)
}

/** In whose place a deputy gets some of them. */
function insteadOf(desk: Desk, staff: Staff, matters: readonly Matter[]): string[] {
  const leads = matters
    .map(({ leadId }) => leadId)
    .filter((id) => id !== staff.personId && isOrStandsFor(staff, id))
  return [...new Set(leads)].flatMap((id) => {
    const name = id === null ? undefined : desk.registry.staff(id)?.name
    return name ? [inPlaceOf(name)] : []
  })
}

function daysOver(matter: Matter, now: Date): number {
  return Math.max(1, Math.ceil((now.getTime() - Number(matter.dueAt)) / 86_400_000))
}

function whoIsNudged(desk: Desk, matter: Matter): Staff[] {
  const carers = carersOf(desk, matter)
  if (carers.length > 0) return carers
  return desk.registry
    .colleagues()
    .filter((staff) => holds(staff, 'officer') && may(staff, 'assign', matter.areaId, desk.registry.areas))
}
