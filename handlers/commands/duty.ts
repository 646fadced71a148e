import { onDutyAt, shiftsBetween, shiftsStarting } from '../../db/shifts.ts'
import { saying, type Write } from '../../db/write.ts'
import { may, rolesOf, type Staff } from '../../matters/roles.ts'
import { gapsIn } from '../../matters/roster.ts'
import { addDays, atLocal, localDate, localIso } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { rosterCard, rosterTexts, shiftLine } from '../replies/roster.ts'
import { stationsOf } from '../stations.ts'
import { mondayOf } from './days-said.ts'
import { planDuty } from './duty-plan.ts'
import { linesOf } from './roster-lines.ts'
import { swapShifts } from './shift-swap.ts'
import type { Call, Verb } from './verb.ts'
import { planWeekend } from './weekend-plan.ts'

/** Who answers at the station by day and night (requirements A207, A211). */
export const duty: Verb = {
  name: '值班',
  aliases: ['duty'],
  args: '[今天/本周/下周 | 排班 日期 班次 姓名;… | 照本周 | 周末 日期 民警 | 换班 班号 @人]',
  help: '看值班表;排班要24小时不断,换班双方都会收到',
  where: 'direct',
  who: rolesOf('take'),
  async run(call) {
    const { asker, desk, message, words } = call
    if (!asker.staff) return saying()
    const [station] = stationsOf(desk, asker.staff, 'take')
    if (!station) return saying(whisper(message, rosterTexts.noStation, 'refusal'))
    const [first = ''] = words
    if (/^(?:换班|换|调班)$/u.test(first)) return await swapShifts(call, asker.staff)
    if (/^(?:排班|排|照本周|复制|周末)$/u.test(first)) {
      if (!may(asker.staff, 'roster', station, desk.registry.areas))
        return saying(whisper(message, rosterTexts.mayNotPlan, 'refusal'))
      if (first === '周末') return await planWeekend(call, asker.staff, station)
      if (!/^排/u.test(first)) return await copied(call, asker.staff, station)
      return await planDuty(call, asker.staff, { station, lines: linesOf(call.rest.replace(/^排班?/u, '')) })
    }
    return await looked(call, station, first)
  },
}

/** Next week as this week was: the same people at the same hours. */
async function copied(call: Call, staff: Staff, station: string): Promise<Write> {
  const { desk, message } = call
  const monday = mondayOf(localDate(desk.clock.now()))
  const span = { from: atLocal(monday, '00:00'), until: atLocal(addDays(monday, 7), '00:00') }
  const week = await shiftsStarting(desk.db, 'duty', station, span)
  if (week.length === 0) return saying(whisper(message, rosterTexts.nothingToCopy, 'refusal'))
  const later = (wall: string) => `${addDays(wall.slice(0, 10), 7)}${wall.slice(10)}`
  const shifts = week.map(({ personId, wallFrom, wallUntil }) => ({
    personId,
    wallFrom: later(wallFrom),
    wallUntil: later(wallUntil),
  }))
  return await planDuty(call, staff, { station, lines: [], shifts })
}

async function looked({ desk, message }: Call, station: string, which: string): Promise<Write> {
  const now = desk.clock.now()
  const today = localDate(now)
  const week = /下周/u.test(which) ? addDays(mondayOf(today), 7) : mondayOf(today)
  const whole = /周/u.test(which)
  const [fromDay, untilDay] = whole ? [week, addDays(week, 7)] : [today, addDays(today, 1)]
  const [from, until] = [atLocal(fromDay, '00:00'), atLocal(untilDay, '00:00')]
  const shifts = await shiftsBetween(desk.db, 'duty', { from, until, areaId: station })
  const weekend = await shiftsBetween(desk.db, 'weekend', { from, until, areaId: station })
  const seen = from < now ? localIso(now).slice(0, 16) : `${fromDay}T00:00`
  const gaps = shifts.length > 0 ? gapsIn(shifts, { wallFrom: seen, wallUntil: `${untilDay}T00:00` }) : []
  const who = (personId: number) => desk.registry.staff(personId)?.name ?? '已离开'
  const current = whole ? [] : await onDutyAt(desk.db, station, now)
  const note = (personId: number, id: number) => {
    const deputy = desk.registry.deputyOf(personId)
    const isNow = current.some((one) => one.id === id) ? '现在' : ''
    return [isNow, deputy === undefined ? '' : `请假,${who(deputy)}代`].filter(Boolean).join(',') || undefined
  }
  const lines = [...shifts, ...weekend].map((one) =>
    shiftLine({ ...one, who: who(one.personId), note: whole ? undefined : note(one.personId, one.id) }),
  )
  return saying(
    whisper(
      message,
      rosterCard({
        title: whole ? `${/下周/u.test(which) ? '下周' : '本周'}值班` : '今天值班',
        lines,
        empty: rosterTexts.noDuty,
        gaps,
        phone: desk.operator.dutyPhone,
        actions: [
          { label: '本周', command: '/值班 本周' },
          { label: '下周', command: '/值班 下周' },
        ],
      }),
    ),
  )
}
