import { unledMatters } from '../../db/clocks-due.ts'
import { openFigures, standingEmergencies } from '../../db/digests.ts'
import { leavesFrom } from '../../db/leaves.ts'
import { shiftsBetween } from '../../db/shifts.ts'
import { saying } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { type Post, priorities } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import { gapsIn } from '../../matters/roster.ts'
import { deputyOn } from '../../matters/stand-in.ts'
import { mayDo } from '../../matters/view.ts'
import { addDays, atLocal, localIso } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { unledCard } from '../replies/clocks.ts'
import { type HandOver, handOverCard } from '../replies/digest.ts'
import { dateWords, standIn } from '../replies/leave.ts'
import { matterLine } from '../replies/matter-card.ts'
import { awayLine } from '../replies/roster.ts'
import { showInList } from '../show.ts'
import { whoIsThere } from '../who.ts'
import { whoIsOnDuty } from '../who-is-on-duty.ts'
import type { DueKind } from './due-kind.ts'

const most = 200
/** From a gap in the next two days somebody can still be found. */
const aheadMs = 48 * 3_600_000

/**
 * 20:00: the night duty gets what stands in one message; the others who assign get what nobody leads, if there is any
 * (requirement A008).
 */
export const handOver: DueKind = {
  kind: 'hand_over',
  missed: 'made up until 22:00 of the same day; a whole evening missed is dropped, the next tells the same',
  async plan(_desk, days) {
    return days.map((day) => ({
      kind: 'hand_over',
      subject: 'evenings',
      occasion: day,
      day,
      time: '20:00',
      goodUntil: atLocal(day, '22:00'),
    }))
  },
  async raise(desk, due) {
    const day = due.wall.slice(0, 10)
    const unled = await unledMatters(desk.db, desk.clock.now(), most)
    const stations = desk.registry.areas.all().filter(({ kind }) => kind === 'station')
    const posts: Post[] = []
    const night = new Set<number>()
    for (const station of stations) {
      for (const staff of whoIsThere(desk, await whoIsOnDuty(desk, station.id))) {
        if (night.has(staff.personId)) continue
        night.add(staff.personId)
        const card = handOverCard(await handOverOf(desk, staff, { station: station.id, day, unled }))
        posts.push(...toStaff(desk, staff.personId, card, { key: `hand-over:${day}`, ...evening }))
      }
    }
    for (const staff of whoIsThere(desk, desk.registry.colleagues())) {
      if (night.has(staff.personId)) continue
      const lines = await unledLines(desk, staff, unled)
      if (lines.length === 0) continue
      posts.push(...toStaff(desk, staff.personId, unledCard(lines), { key: `unled:${day}`, ...evening }))
    }
    return saying(...posts)
  },
}

const evening = { about: 'reminder', priority: priorities.reminder } as const

async function handOverOf(
  desk: Desk,
  staff: Staff,
  { station, day, unled }: { station: string; day: string; unled: readonly Matter[] },
): Promise<HandOver> {
  const now = desk.clock.now()
  const { areas } = desk.registry
  const below = areas.all().flatMap(({ id }) => (areas.within(id, station) ? [id] : []))
  const until = new Date(now.getTime() + aheadMs)
  const [standing, figures, shifts, leaves] = await Promise.all([
    standingEmergencies(desk.db, below),
    openFigures(desk.db, below, now),
    shiftsBetween(desk.db, 'duty', { areaId: station, from: now, until }),
    leavesFrom(desk.db, day),
  ])
  const name = (id: number) => {
    const deputy = deputyOn(leaves, id, day)
    const who = (one: number) => desk.registry.staff(one)?.name ?? '已离开'
    return deputy === null ? who(id) : standIn(who(deputy), who(id))
  }
  const current = shifts.filter((one) => one.startsAt <= now)
  const next = shifts.find((one) => one.startsAt > now)
  const tomorrow = addDays(day, 1)
  return {
    day: dateWords(day),
    emergencies: await linesOf(desk, staff, standing),
    figures,
    // What burns stands above already.
    unled: await unledLines(
      desk,
      staff,
      unled.filter(({ id }) => !standing.some((one) => one.id === id)),
    ),
    tonight: current.map((one) => ({ who: name(one.personId), stretch: one })),
    next: next ? { who: name(next.personId), stretch: next } : null,
    gaps: shifts.length > 0 ? gapsIn(shifts, { wallFrom: wallOf(now), wallUntil: wallOf(until) }) : [],
    away: leaves
      .filter((one) => one.fromDay <= tomorrow && tomorrow <= one.untilDay)
      .filter((one) => {
        const absent = desk.registry.staff(one.personId)
        return absent?.roles.some(({ areaId }) => areas.within(areaId, station)) ?? false
      })
      .map((one) =>
        awayLine(
          desk.registry.staff(one.personId)?.name ?? '',
          tomorrow,
          desk.registry.staff(one.deputyId)?.name ?? '',
        ).replace('⚠️', ''),
      ),
    numbers: standing.map(({ number }) => number),
  }
}

const wallOf = (at: Date) => localIso(at).slice(0, 16)

async function unledLines(desk: Desk, staff: Staff, unled: readonly Matter[]): Promise<string[]> {
  const { areas } = desk.registry
  return await linesOf(
    desk,
    staff,
    unled.filter((matter) => mayDo(staff, 'assign', matter, areas)),
  )
}

async function linesOf(desk: Desk, staff: Staff, matters: readonly Matter[]): Promise<string[]> {
  const lines: string[] = []
  for (const matter of matters) {
    const seen = await showInList(desk, { as: 'staff', staff }, matter)
    if (seen) lines.push(matterLine(seen))
  }
  return lines
}
