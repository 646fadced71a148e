import { record } from '../../db/events.ts'
import { checkInShift, shiftsBetween, shiftsOf } from '../../db/shifts.ts'
import { saying, type Write } from '../../db/write.ts'
import { may, rolesOf, type Staff } from '../../matters/roles.ts'
import { instantOf } from '../../matters/roster.ts'
import { addDays, atLocal, dayWords, localDate, localTime } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { postingTexts, rosterCard, rosterTexts, shiftLine } from '../replies/roster.ts'
import { stationsOf } from '../stations.ts'
import { mondayOf } from './days-said.ts'
import { planPosting } from './posting-plan.ts'
import { linesOf } from './roster-lines.ts'
import { swapShifts } from './shift-swap.ts'
import type { Call, Verb } from './verb.ts'

/** Before its time somebody may already be there. */
const earlyMs = 60 * 60_000

/** Officers posted to the 综治中心: two, four half-days a week each (requirements A033–A036). */
export const posting: Verb = {
  name: '派驻',
  aliases: ['post'],
  args: '[今天/本周/下周 | 到 | 排班 下周;民警 周一上午…;… | 换班 班号 @人]',
  help: '看派驻安排、报到;每周两名民警各四个半天',
  where: 'direct',
  who: rolesOf('take'),
  async run(call) {
    const { asker, desk, message, words } = call
    if (!asker.staff) return saying()
    const [station] = stationsOf(desk, asker.staff, 'take')
    if (!station) return saying(whisper(message, rosterTexts.noStation, 'refusal'))
    const [first = ''] = words
    if (/^(?:到|到岗|报到|签到)$/u.test(first)) return await checkedIn(call, asker.staff)
    if (/^(?:换班|换|调班)$/u.test(first)) return await swapShifts(call, asker.staff)
    if (!/^排班?$/u.test(first)) return await looked(call, station, first)
    if (!may(asker.staff, 'roster', station, desk.registry.areas))
      return saying(whisper(message, rosterTexts.mayNotPlan, 'refusal'))
    return await planPosting(call, asker.staff, { station, lines: linesOf(call.rest.replace(/^排班?/u, '')) })
  },
}

/** Whoever stands in for a colleague checks in for them. */
async function checkedIn({ desk, message }: Call, staff: Staff): Promise<Write> {
  const now = desk.clock.now()
  const own = await shiftsOf(desk.db, [staff.personId, ...(staff.standsInFor ?? [])], {
    from: now,
    until: new Date(now.getTime() + earlyMs),
  })
  const shift = own.find(({ kind }) => kind === 'posting')
  if (!shift) return saying(whisper(message, postingTexts.none, 'refusal'))
  if (shift.checkedInAt) return saying(whisper(message, postingTexts.already(localTime(shift.checkedInAt))))
  const values = { shiftId: shift.id }
  return {
    changes: [
      checkInShift(shift, now),
      record({ matterId: null, at: now, actorId: staff.personId, kind: 'posting_reached', values }),
    ],
    posts: [whisper(message, postingTexts.here(dayWords(now)))],
  }
}

async function looked({ desk, message }: Call, station: string, which: string): Promise<Write> {
  const now = desk.clock.now()
  const today = localDate(now)
  const week = /下周/u.test(which) ? addDays(mondayOf(today), 7) : mondayOf(today)
  const whole = !/今/u.test(which)
  const { areas } = desk.registry
  const shifts = (
    await shiftsBetween(desk.db, 'posting', {
      from: atLocal(whole ? week : today, '00:00'),
      until: atLocal(addDays(whole ? week : today, whole ? 7 : 1), '00:00'),
    })
  ).filter(({ areaId }) => areas.within(station, areaId) || areas.within(areaId, station))
  const lines = shifts.map((one) =>
    shiftLine({
      ...one,
      who: desk.registry.staff(one.personId)?.name ?? '已离开',
      note: one.checkedInAt ? '已到岗' : instantOf(one.wallUntil) < now ? '没有到岗记录' : undefined,
    }),
  )
  return saying(
    whisper(
      message,
      rosterCard({
        title: whole ? `${/下周/u.test(which) ? '下周' : '本周'}派驻` : '今天派驻',
        lines,
        empty: rosterTexts.noPosting,
        gaps: [],
        actions: [
          { label: '到岗', command: '/派驻 到' },
          { label: '下周', command: '/派驻 下周' },
        ],
      }),
    ),
  )
}
