import { record } from '../../db/events.ts'
import { cancelLeave, leaveById, leavesFrom, takeLeave } from '../../db/leaves.ts'
import { saying, type Write } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { holds, rolesOf, type Staff } from '../../matters/roles.ts'
import { mayStandIn } from '../../matters/stand-in.ts'
import { isWorkingDay, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff, whisper } from '../desk.ts'
import {
  cancelledFor,
  daysWords,
  deputyNowAway,
  leaveEcho,
  leaveList,
  leaveTexts,
  toDeputy,
} from '../replies/leave.ts'
import { colleaguesNamed } from './colleague-named.ts'
import { daysBetween, daysSaid } from './days-said.ts'
import { echoCard } from './matter-verb.ts'
import type { Call, Verb } from './verb.ts'

const sure = '确定'
const most = 60

/** Leave with a deputy, so that nothing is brought to somebody who is away (W-36). */
export const leave: Verb = {
  name: '请假',
  aliases: ['leave'],
  args: '起止 代班人 | 列表 | 取消 号',
  help: '请假并指定代班人,期间的提醒都给代班人',
  where: 'direct',
  who: rolesOf('take'),
  async run(call) {
    const { words, asker } = call
    if (!asker.staff) return saying()
    const [first = ''] = words
    if (/^(?:列表|看|查)$/u.test(first)) return await listed(call, asker.staff)
    if (/^(?:取消|撤销|销假)$/u.test(first)) return await cancelled(call, asker.staff)
    return words.length === 0 ? await listed(call, asker.staff) : await taken(call, asker.staff)
  },
}

async function taken(call: Call, staff: Staff): Promise<Write> {
  const { desk, message } = call
  const now = desk.clock.now()
  const said = call.words.at(-1) === sure
  const words = said ? call.words.slice(0, -1) : call.words
  const refuse = (card: Parameters<typeof whisper>[1]) => saying(whisper(message, card, 'refusal'))
  const { people, rest, unclear } = colleaguesNamed(words, call)
  const days = daysSaid(rest, now)
  if (!days) return refuse(leaveTexts.noDays)
  if (days.untilDay < localDate(now)) return refuse(leaveTexts.past)
  const count = daysBetween(days.fromDay, days.untilDay)
  if (count.length > most) return refuse(leaveTexts.tooLong)
  const [absent, deputy] = whoAndDeputy(staff, people)
  const able = whoMayStandIn(desk, absent)
  if (unclear.length > 0) return refuse(leaveTexts.nobody(unclear.map(({ name }) => name)))
  if (!deputy) return refuse(leaveTexts.nobody(able.map(({ name }) => name)))
  if (!able.includes(deputy))
    return refuse(
      leaveTexts.notFit(
        deputy.name,
        able.map(({ name }) => name),
      ),
    )
  const standing = await leavesFrom(desk.db, days.fromDay)
  const clash = standing.filter((one) => one.fromDay <= days.untilDay && days.fromDay <= one.untilDay)
  const own = clash.find((one) => one.personId === absent.personId)
  if (own) return refuse(leaveTexts.overlaps(own.id, daysWords(own.fromDay, own.untilDay)))
  const theirs = clash.find((one) => one.personId === deputy.personId)
  if (theirs) return refuse(leaveTexts.deputyAway(deputy.name, daysWords(theirs.fromDay, theirs.untilDay)))
  const left = clash.filter((one) => one.deputyId === absent.personId)
  if (!said)
    return saying(
      whisper(
        message,
        echoCard(
          `/请假 ${words.join(' ')}`,
          leaveEcho({
            ...days,
            who: absent.name,
            deputy: deputy.name,
            days: count.length,
            working: count.filter(isWorkingDay).length,
            standsInFor: left.map((one) => desk.registry.staff(one.personId)?.name ?? ''),
          }),
        ),
      ),
    )
  return kept(call, staff, { absent, deputy, ...days, left: left.map((one) => one.personId) })
}

function kept(
  { desk, message }: Call,
  by: Staff,
  {
    absent,
    deputy,
    fromDay,
    untilDay,
    left,
  }: { absent: Staff; deputy: Staff; fromDay: string; untilDay: string; left: number[] },
): Write {
  const now = desk.clock.now()
  const days = daysWords(fromDay, untilDay)
  const occasion = { about: 'answer', priority: priorities.answer } as const
  const key = `leave:${absent.personId}:${fromDay}:${untilDay}:${message.messageId}`
  return {
    changes: [
      takeLeave({
        personId: absent.personId,
        deputyId: deputy.personId,
        fromDay,
        untilDay,
        madeAt: now,
        madeById: by.personId,
      }),
      record({
        matterId: null,
        at: now,
        actorId: by.personId,
        kind: 'leave_taken',
        values: { personId: absent.personId, deputyId: deputy.personId },
      }),
    ],
    posts: [
      whisper(message, leaveTexts.kept(absent.name, days, deputy.name)),
      ...(deputy.personId === by.personId
        ? []
        : toStaff(desk, deputy.personId, toDeputy(absent.name, days), { ...occasion, key })),
      ...(absent.personId === by.personId
        ? []
        : toStaff(desk, absent.personId, leaveTexts.kept(absent.name, days, deputy.name), {
            ...occasion,
            key: `${key}:own`,
            themselves: true,
          })),
      ...left.flatMap((personId) =>
        toStaff(desk, personId, deputyNowAway(absent.name, days), { ...occasion, key: `${key}:left` }),
      ),
    ],
  }
}

/** One's own leave; a chief may write down that of a colleague who cannot. */
function whoAndDeputy(staff: Staff, people: Staff[]): [Staff, Staff | undefined] {
  const others = people.filter((one) => one.personId !== staff.personId)
  const [first, second] = others
  if (leads(staff) && first && second) return [first, second]
  if (leads(staff) && first && people.length > others.length && people[0] === first) return [first, staff]
  return [staff, first]
}

/** Those who could do all that this person does; nobody of another station. */
function whoMayStandIn(desk: Desk, absent: Staff): Staff[] {
  return desk.registry
    .colleagues()
    .filter((one) => one.personId !== absent.personId && mayStandIn(one, absent))
}

async function listed({ desk, message }: Call, staff: Staff): Promise<Write> {
  const today = localDate(desk.clock.now())
  const rows = (await leavesFrom(desk.db, today)).filter(
    (one) => [one.personId, one.deputyId].includes(staff.personId) || seesAll(staff),
  )
  const name = (id: number) => desk.registry.staff(id)?.name ?? '已离开'
  return saying(
    whisper(
      message,
      leaveList(
        rows.map((one) => ({
          ...one,
          who: name(one.personId),
          deputy: name(one.deputyId),
          mayCancel: one.personId === staff.personId || leads(staff),
        })),
      ),
    ),
  )
}

async function cancelled({ desk, message, words }: Call, staff: Staff): Promise<Write> {
  const id = Number(/\d+/u.exec(words.slice(1).join('').normalize('NFKC'))?.[0] ?? 0)
  const found = id > 0 ? await leaveById(desk.db, id) : undefined
  if (!found || found.cancelledAt) return saying(whisper(message, leaveTexts.noSuch, 'refusal'))
  if (found.personId !== staff.personId && !leads(staff))
    return saying(whisper(message, leaveTexts.notYours, 'refusal'))
  const now = desk.clock.now()
  const days = daysWords(found.fromDay, found.untilDay)
  const who = desk.registry.staff(found.personId)?.name ?? ''
  const told = [found.deputyId, found.personId].filter((personId) => personId !== staff.personId)
  return {
    changes: [
      cancelLeave(id, now),
      record({
        matterId: null,
        at: now,
        actorId: staff.personId,
        kind: 'leave_cancelled',
        values: { personId: found.personId },
      }),
    ],
    posts: [
      whisper(message, leaveTexts.cancelled(days)),
      ...told.flatMap((personId) =>
        toStaff(desk, personId, cancelledFor(who, days), {
          key: `leave-cancelled:${id}`,
          about: 'answer',
          priority: priorities.answer,
          themselves: true,
        }),
      ),
    ],
  }
}

function leads(staff: Staff): boolean {
  return holds(staff, 'chief') || holds(staff, 'deputy_chief')
}

function seesAll(staff: Staff): boolean {
  return leads(staff) || holds(staff, 'duty_desk') || holds(staff, 'officer') || holds(staff, 'zz_center')
}
