import type { NewDue } from '../../db/dues.ts'
import { record } from '../../db/events.ts'
import { leavesFrom } from '../../db/leaves.ts'
import { planShifts, type Shift, type ShiftKind, shiftsStarting } from '../../db/shifts.ts'
import { saying, type Write } from '../../db/write.ts'
import { holds, type Staff } from '../../matters/roles.ts'
import {
  type HalfDay,
  halfDays,
  instantOf,
  type PlannedShift,
  postingFaults,
  shiftOn,
} from '../../matters/roster.ts'
import { deputyOn } from '../../matters/stand-in.ts'
import { addDays, atLocal, dayWords, isWorkingDay, localDate, localTime } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import {
  awayLine,
  planned,
  postingFaultsCard,
  postingTexts,
  rosterEcho,
  rosterTexts,
  stretchWords,
} from '../replies/roster.ts'
import { namedBy } from './colleague-named.ts'
import { daysSaid, mondayOf } from './days-said.ts'
import { tellTheirs } from './duty-plan.ts'
import { echoCard } from './matter-verb.ts'
import type { Call } from './verb.ts'

const sure = '确定'

/** A week's posting: checked against the rule, read back, kept at the second word. */
export async function planPosting(
  call: Call,
  staff: Staff,
  { station, lines }: { station: string; lines: string[] },
): Promise<Write> {
  const { desk, message } = call
  const refuse = (card: Parameters<typeof whisper>[1]) => saying(whisper(message, card, 'refusal'))
  const said = call.words.at(-1) === sure
  const words = lines.flatMap((line) => line.split(/[\s,，、:：]+/u)).filter((word) => word && word !== sure)
  const read = readWeek(words, call, station)
  if ('lines' in read) return refuse(read)
  const { plan, monday, areaId } = read
  if (plan.length === 0) return refuse(postingTexts.how)
  if (plan.some((one) => instantOf(one.wallUntil) <= desk.clock.now())) return refuse(rosterTexts.past)
  const week = Array.from({ length: 7 }, (_, index) => addDays(monday, index))
  const name = (id: number) => desk.registry.staff(id)?.name ?? '已离开'
  const faults = postingFaults(plan, { workingDays: week.filter(isWorkingDay) })
  if (faults.length > 0) return refuse(postingFaultsCard(faults, name))
  const replaced = await shiftsStarting(desk.db, 'posting', areaId, {
    from: atLocal(monday, '00:00'),
    until: atLocal(addDays(monday, 7), '00:00'),
  })
  const span = { wallFrom: plan[0]?.wallFrom ?? '', wallUntil: plan.at(-1)?.wallUntil ?? '' }
  if (said) return keep(call, staff, { areaId, plan, replaced })
  const leaves = await leavesFrom(desk.db, localDate(desk.clock.now()))
  const away = plan.flatMap(({ personId, wallFrom }) => {
    const day = wallFrom.slice(0, 10)
    const deputy = deputyOn(leaves, personId, day)
    return deputy === null ? [] : [awayLine(name(personId), day, name(deputy))]
  })
  const shown = plan.map((one) => `${stretchWords(one)}|${name(one.personId)}`)
  const echo = rosterEcho({ lines: shown, span, replaced: replaced.length, away: [...new Set(away)] })
  return saying(
    whisper(
      message,
      echoCard(
        `/派驻 排班 ${words.join(' ')}`,
        echo.filter((line) => !line.includes('没有空档')),
      ),
    ),
  )
}

/** 下周 周警官 周一上午 周二下午 … 陈警官 …: whoever was named last has the half-days that follow. */
function readWeek(words: string[], { desk, message }: Call, station: string) {
  const now = desk.clock.now()
  const { areas } = desk.registry
  let monday = addDays(mondayOf(localDate(now)), 7)
  let areaId = areas.upTo(station, 'street')?.id ?? station
  let who: Staff | undefined
  const plan: PlannedShift[] = []
  for (const word of words) {
    const area = areas.all().find((one) => one.name === word)
    const [person] = namedBy(word, desk, message)
    const stretch = halfDaySaid(word, monday, now)
    if (/^[本这下]周$/u.test(word)) monday = addDays(mondayOf(localDate(now)), word.startsWith('下') ? 7 : 0)
    else if (area) areaId = area.id
    else if (stretch && who) plan.push({ ...stretch, personId: who.personId })
    else if (person && !holds(person, 'officer')) return postingTexts.notOfficer(person.name)
    else if (person) who = person
    else return postingTexts.line(word)
  }
  const [first] = plan
  return {
    plan: plan.sort((a, b) => a.wallFrom.localeCompare(b.wallFrom)),
    // Days that were named by date lie in whatever week they lie in.
    monday: first ? mondayOf(first.wallFrom.slice(0, 10)) : monday,
    areaId,
  }
}

const weekdays = '一二三四五六日'

function halfDaySaid(word: string, monday: string, now: Date) {
  const [, said = '', half] = /^(.+?)(上午|下午)$/u.exec(word.normalize('NFKC')) ?? []
  if (!half) return null
  const [from, until] = halfDays[half as HalfDay]
  const [, name] = /^(?:周|星期|礼拜)([一二三四五六日天])$/u.exec(said) ?? []
  if (name) return shiftOn(addDays(monday, weekdays.indexOf(name === '天' ? '日' : name)), from, until)
  const days = daysSaid([said], now)
  return days ? shiftOn(days.fromDay, from, until) : null
}

function keep(
  { desk, message }: Call,
  staff: Staff,
  { areaId, plan, replaced }: { areaId: string; plan: PlannedShift[]; replaced: Shift[] },
): Write {
  const at = desk.clock.now()
  const last = plan.at(-1)
  return {
    changes: [
      planShifts(plan, { kind: 'posting', areaId, personId: staff.personId, at, replaced }, (shift) =>
        duesOf(shift, at),
      ),
      record({
        matterId: null,
        at,
        actorId: staff.personId,
        kind: 'roster_planned',
        values: { posting: areaId, shifts: plan.length },
      }),
    ],
    posts: [
      whisper(message, planned(plan.length, last ? dayWords(instantOf(last.wallUntil)) : '')),
      ...tellTheirs(desk, staff, plan, { what: '派驻', key: `roster:${message.messageId}` }),
    ],
  }
}

/** What the calendar owes of a shift: a word half an hour before; of a posting also a look whether somebody came. */
export function duesOf(shift: Shift, now: Date): NewDue[] {
  const subject = `shift:${shift.id}`
  const what = { shiftId: shift.id }
  const before = new Date(shift.startsAt.getTime() - 30 * 60_000)
  const after = new Date(shift.startsAt.getTime() + 15 * 60_000)
  const when = (at: Date) => ({ day: localDate(at), time: localTime(at) })
  const soon = { kind: 'shift_soon', subject, occasion: 'before', what, goodUntil: shift.startsAt }
  const missing = { kind: 'posting_missing', subject, occasion: 'after', what, goodUntil: shift.endsAt }
  return [
    ...(before >= now ? [{ ...soon, ...when(before) }] : []),
    ...((shift.kind as ShiftKind) === 'posting' ? [{ ...missing, ...when(after) }] : []),
  ]
}
