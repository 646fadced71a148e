import { record } from '../../db/events.ts'
import { giveShifts, type Shift, shiftById, shiftsOf } from '../../db/shifts.ts'
import { saying, type Write } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { holds, may, type Staff } from '../../matters/roles.ts'
import { type Desk, toStaff, whisper } from '../desk.ts'
import { rosterTexts, shiftLine, stretchWords, swapEcho, swapped, swappedTo } from '../replies/roster.ts'
import { stationOver } from '../stations.ts'
import { colleaguesNamed } from './colleague-named.ts'
import { echoCard } from './matter-verb.ts'
import type { Call } from './verb.ts'

const sure = '确定'

interface Given {
  shift: Shift
  toId: number
}

/** One's own shift to a colleague, or two shifts for each other; who plans rosters may do it for others. */
export async function swapShifts(call: Call, staff: Staff): Promise<Write> {
  const { desk, message } = call
  const refuse = (card: Parameters<typeof whisper>[1]) => saying(whisper(message, card, 'refusal'))
  const said = call.words.at(-1) === sure
  const words = call.words.slice(1, said ? -1 : undefined)
  const { people, rest } = colleaguesNamed(words, call)
  const ids = rest
    .flatMap((word) => /^(\d{1,9})(?:号班?)?$/u.exec(word.normalize('NFKC'))?.[1] ?? [])
    .map(Number)
  const [first, second] = await Promise.all(ids.slice(0, 2).map((id) => shiftById(desk.db, id)))
  if (ids.length === 0 || (people.length === 0 && ids.length < 2)) return refuse(rosterTexts.swapHow)
  if (!first || (ids.length > 1 && !second)) return refuse(rosterTexts.noSuchShift)
  if (second && second.kind !== first.kind) return refuse(rosterTexts.sameKind)
  const [to] = people
  const given: Given[] = second
    ? [
        { shift: first, toId: second.personId },
        { shift: second, toId: first.personId },
      ]
    : to
      ? [{ shift: first, toId: to.personId }]
      : []
  const problem = await problemOf(desk, staff, given)
  if (problem) return refuse(problem)
  const lines = given.map(({ shift, toId }) =>
    shiftLine({ ...shift, who: `${nameOf(desk, shift.personId)}→${nameOf(desk, toId)}` }),
  )
  if (!said) return saying(whisper(message, echoCard(`/值班 换班 ${words.join(' ')}`, swapEcho(lines))))
  const at = desk.clock.now()
  const told = new Set(given.flatMap(({ shift, toId }) => [shift.personId, toId]))
  told.delete(staff.personId)
  return {
    changes: [
      giveShifts(given),
      record({
        matterId: null,
        at,
        actorId: staff.personId,
        kind: 'shift_swapped',
        values: { shifts: given.map(({ shift }) => shift.id).join(' ') },
      }),
    ],
    posts: [
      whisper(message, swapped(lines)),
      ...[...told].flatMap((personId) =>
        toStaff(desk, personId, swappedTo(staff.name, lines), {
          key: `swap:${message.messageId}`,
          about: 'answer',
          priority: priorities.answer,
          themselves: true,
        }),
      ),
    ],
  }
}

async function problemOf(desk: Desk, staff: Staff, given: readonly Given[]) {
  for (const { shift, toId } of given) {
    const station = stationOver(desk, shift.areaId) ?? shift.areaId
    const plans = may(staff, 'roster', station, desk.registry.areas)
    const own = given.some((one) => one.shift.personId === staff.personId)
    if (!plans && !own) return rosterTexts.mayNotPlan
    if (shift.endsAt <= desk.clock.now()) return rosterTexts.over
    const to = desk.registry.staff(toId)
    if (!to || !mayHave(desk, to, shift, station)) return rosterTexts.cannot(to?.name ?? '他')
    const busy = await shiftsOf(desk.db, [toId], { from: shift.startsAt, until: shift.endsAt })
    const other = busy.find((one) => !given.some((two) => two.shift.id === one.id))
    if (other) return rosterTexts.busy(to.name, stretchWords(other))
  }
  return null
}

function mayHave(desk: Desk, to: Staff, shift: Shift, station: string): boolean {
  return shift.kind === 'duty'
    ? may(to, 'liftEmergency', station, desk.registry.areas)
    : holds(to, 'officer') || holds(to, 'deputy_chief')
}

function nameOf(desk: Desk, personId: number): string {
  return desk.registry.staff(personId)?.name ?? '已离开'
}
