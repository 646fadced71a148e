import { record } from '../../db/events.ts'
import { leavesFrom } from '../../db/leaves.ts'
import { planShifts, type Shift, shiftsBetween } from '../../db/shifts.ts'
import { saying, type Write } from '../../db/write.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { may, type Staff } from '../../matters/roles.ts'
import { instantOf, type PlannedShift, rosterFaults, type Stretch } from '../../matters/roster.ts'
import { deputyOn } from '../../matters/stand-in.ts'
import { addDays, dayWords, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff, whisper } from '../desk.ts'
import {
  awayLine,
  faultsCard,
  planned,
  rosterEcho,
  rosterTexts,
  stretchWords,
  yourShifts,
} from '../replies/roster.ts'
import { echoCard } from './matter-verb.ts'
import { shiftsOfLine } from './roster-lines.ts'
import type { Call } from './verb.ts'

const sure = '确定'

/** A plan for the duty desk: read, checked for gaps and overlaps, read back, kept at the second word. */
export async function planDuty(
  call: Call,
  staff: Staff,
  { station, lines, shifts }: { station: string; lines: string[]; shifts?: PlannedShift[] },
): Promise<Write> {
  const { desk, message } = call
  const refuse = (card: Parameters<typeof whisper>[1]) => saying(whisper(message, card, 'refusal'))
  const said = call.words.at(-1) === sure
  const typed = lines.map((line) => line.replace(/\s*确定$/u, '')).filter(Boolean)
  const plan = shifts ?? planOf(call, typed, station)
  if (!Array.isArray(plan)) return refuse(plan)
  const span = spanOf(plan)
  if (!span) return refuse(rosterTexts.how)
  const now = desk.clock.now()
  if (plan.some((one) => instantOf(one.wallUntil) <= now)) return refuse(rosterTexts.past)
  const { replaced, kept } = await beside(desk, station, span)
  const faults = rosterFaults([...kept, ...plan])
  if (faults.length > 0) return refuse(faultsCard(faults, (id) => nameOf(desk, id)))
  if (said) return keep(call, staff, { station, plan, span, replaced })
  const echo = rosterEcho({
    lines: plan.map((one) => `${stretchWords(one)}|${nameOf(desk, one.personId)}`),
    span,
    replaced: replaced.length,
    away: await awayLines(desk, plan),
  })
  return saying(whisper(message, echoCard(shifts ? '/值班 照本周' : `/值班 排班 ${typed.join(';')}`, echo)))
}

function planOf(call: Call, lines: string[], station: string) {
  const { desk, message } = call
  const plan: PlannedShift[] = []
  for (const line of lines) {
    const read = shiftsOfLine(line, { desk, message, now: desk.clock.now() })
    if (!read) return rosterTexts.line(line)
    if (!may(read.staff, 'liftEmergency', station, desk.registry.areas))
      return rosterTexts.cannot(read.staff.name)
    plan.push(...read.stretches.map((stretch) => ({ ...stretch, personId: read.staff.personId })))
  }
  return plan.sort((a, b) => a.wallFrom.localeCompare(b.wallFrom))
}

function spanOf(plan: readonly PlannedShift[]): Stretch | null {
  const from = plan.map(({ wallFrom }) => wallFrom).sort()[0]
  const until = plan
    .map(({ wallUntil }) => wallUntil)
    .sort()
    .at(-1)
  return from && until ? { wallFrom: from, wallUntil: until } : null
}

/** What stands within the span falls away; what stands at its borders has to meet it without a gap or an overlap. */
async function beside(desk: Desk, station: string, span: Stretch) {
  const now = desk.clock.now()
  const around = await shiftsBetween(desk.db, 'duty', {
    areaId: station,
    from: instantOf(`${addDays(span.wallFrom.slice(0, 10), -31)}T00:00`),
    until: instantOf(`${addDays(span.wallUntil.slice(0, 10), 31)}T00:00`),
  })
  const replaced = around.filter((one) => one.wallFrom >= span.wallFrom && one.wallUntil <= span.wallUntil)
  const standing = around.filter((one) => !replaced.includes(one))
  const before = standing.filter((one) => one.wallFrom < span.wallFrom && one.endsAt > now).at(-1)
  const after = standing.find((one) => one.wallUntil > span.wallUntil && one.wallFrom >= span.wallFrom)
  return { replaced, kept: [before, after].filter((one) => one !== undefined) }
}

async function awayLines(desk: Desk, plan: readonly PlannedShift[]): Promise<string[]> {
  const leaves = await leavesFrom(desk.db, localDate(desk.clock.now()))
  return plan.flatMap(({ personId, wallFrom }) => {
    const day = wallFrom.slice(0, 10)
    const deputy = deputyOn(leaves, personId, day)
    return deputy === null ? [] : [awayLine(nameOf(desk, personId), day, nameOf(desk, deputy))]
  })
}

function keep(
  { desk, message }: Call,
  staff: Staff,
  {
    station,
    plan,
    span,
    replaced,
  }: { station: string; plan: PlannedShift[]; span: Stretch; replaced: Shift[] },
): Write {
  const at = desk.clock.now()
  const values = { shifts: plan.length, from: span.wallFrom, until: span.wallUntil }
  return {
    changes: [
      planShifts(plan, { kind: 'duty', areaId: station, personId: staff.personId, at, replaced }),
      record({ matterId: null, at, actorId: staff.personId, kind: 'roster_planned', values }),
    ],
    posts: [
      whisper(message, planned(plan.length, dayWords(instantOf(span.wallUntil)))),
      ...tellTheirs(desk, staff, plan, { what: '值班', key: `roster:${message.messageId}` }),
    ],
  }
}

/** Everybody on a new roster is told their own shifts; who planned it sees the whole anyway. */
export function tellTheirs(
  desk: Desk,
  by: Staff,
  plan: readonly PlannedShift[],
  { what, key }: { what: string; key: string },
): Post[] {
  const people = [...new Set(plan.map(({ personId }) => personId))].filter((id) => id !== by.personId)
  return people.flatMap((personId) => {
    const lines = plan.filter((one) => one.personId === personId).map(stretchWords)
    return toStaff(desk, personId, yourShifts(what, lines), {
      key,
      about: 'answer',
      priority: priorities.answer,
      themselves: true,
    })
  })
}

function nameOf(desk: Desk, personId: number): string {
  return desk.registry.staff(personId)?.name ?? '已离开'
}
