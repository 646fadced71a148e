import { record } from '../../db/events.ts'
import { planShifts, shiftsStarting } from '../../db/shifts.ts'
import { saying, type Write } from '../../db/write.ts'
import { holds, type Staff } from '../../matters/roles.ts'
import { instantOf, shiftOn } from '../../matters/roster.ts'
import { isWorkingDay } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { rosterTexts, stretchWords } from '../replies/roster.ts'
import { colleaguesNamed } from './colleague-named.ts'
import { daysBetween, daysSaid } from './days-said.ts'
import { tellTheirs } from './duty-plan.ts'
import { echoCard } from './matter-verb.ts'
import { duesOf } from './posting-plan.ts'
import { timesOf } from './roster-lines.ts'
import type { Call } from './verb.ts'

const sure = '确定'

/** An officer for a day off (requirement A207): beside the duty desk, which never has a gap anyway. */
export async function planWeekend(call: Call, staff: Staff, station: string): Promise<Write> {
  const { desk, message } = call
  const refuse = (card: Parameters<typeof whisper>[1]) => saying(whisper(message, card, 'refusal'))
  const said = call.words.at(-1) === sure
  const words = call.words.slice(1, said ? -1 : undefined)
  const { people, rest } = colleaguesNamed(words, call)
  const [who] = people
  const now = desk.clock.now()
  const hours = rest.map(timesOf).find((one) => one !== null) ?? ['09:00', '17:30']
  const days = daysSaid(
    rest.filter((word) => timesOf(word) === null),
    now,
  )
  if (!who || people.length > 1 || !days) return refuse(rosterTexts.weekendHow)
  if (!holds(who, 'officer') && !holds(who, 'deputy_chief')) return refuse(rosterTexts.notOfficer(who.name))
  const all = daysBetween(days.fromDay, days.untilDay)
  const working = all.find(isWorkingDay)
  if (working) return refuse(rosterTexts.workingDay(working))
  const plan = all.map((day) => ({ ...shiftOn(day, hours[0], hours[1]), personId: who.personId }))
  if (plan.some((one) => instantOf(one.wallUntil) <= now)) return refuse(rosterTexts.past)
  const lines = plan.map((one) => `${stretchWords(one)}|${who.name}`)
  if (!said) return saying(whisper(message, echoCard(`/值班 周末 ${words.join(' ')}`, lines)))
  const standing = await shiftsStarting(desk.db, 'weekend', station, {
    from: instantOf(plan[0]?.wallFrom ?? ''),
    until: instantOf(plan.at(-1)?.wallUntil ?? ''),
  })
  // The same officer's day is put in place of what stood; another's stands beside it.
  const replaced = standing.filter(({ personId }) => personId === who.personId)
  const by = { kind: 'weekend', areaId: station, personId: staff.personId, at: now, replaced } as const
  const values = { weekend: plan.length }
  return {
    changes: [
      planShifts(plan, by, (shift) => duesOf(shift, now)),
      record({ matterId: null, at: now, actorId: staff.personId, kind: 'roster_planned', values }),
    ],
    posts: [
      whisper(message, rosterTexts.weekendKept(lines.join(';'))),
      ...tellTheirs(desk, staff, plan, { what: '值班', key: `weekend:${message.messageId}` }),
    ],
  }
}
