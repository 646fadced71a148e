import { countOn } from '../../db/clocks.ts'
import { clocksToClimb, type Running } from '../../db/clocks-due.ts'
import { type Happening, record } from '../../db/events.ts'
import { supervise } from '../../db/supervisions.ts'
import { type Change, together, type Write } from '../../db/write.ts'
import { type RungOf, rungsDue } from '../../matters/ladder.ts'
import { priorities } from '../../matters/message.ts'
import { endOfQuietHours } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { ladderLine, levelName, redFromStart } from '../replies/clocks.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoIs } from '../who.ts'
import { batch, type Duty } from './duty.ts'

/** Over its time a matter is told to the chief, a day later to the brigade's, three days later to the bureau's. */
export const climbLadder: Duty = {
  name: 'climb ladder',
  missed: 'always made up: every rung whose hour has passed is climbed at once, each once',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const over = await clocksToClimb(desk.db, now, batch)
    return await Promise.all(over.map((one) => climb(desk, one, now)))
  },
}

async function climb(desk: Desk, { clock, matter }: Running, now: Date): Promise<Write> {
  const rungs = rungsDue(matter.colour, clock, now)
  const top = rungs.at(-1)
  if (!top) return { changes: [], posts: [] }
  const writes = await Promise.all(rungs.map((one) => climbOne(desk, { clock, matter }, one, now)))
  return together({ changes: [countOn(clock, { rung: top.rung })], posts: [] }, ...writes)
}

async function climbOne(
  desk: Desk,
  { clock, matter }: Pick<Running, 'clock' | 'matter'>,
  { rung, level, role }: RungOf,
  now: Date,
): Promise<Write> {
  const fromStart = now < clock.dueAt
  const line = fromStart ? redFromStart : ladderLine(level, clock.dueAt)
  const posts = await remindStaff(desk, matter, whoIs(desk, matter, role), {
    lines: [line],
    // Whoever turned it red has mostly told the chief just now (`tellIfRed`): the same key, so that it is said once.
    key: fromStart
      ? `red:${matter.id}:${matter.version}`
      : `ladder:${clock.id}:${rung}:${clock.dueAt.getTime()}`,
    priority: fromStart ? priorities.answer : priorities.reminder,
    actions: [
      { label: '督办', command: `/督办 ${matter.number}` },
      { label: '看详情', command: `/看 ${matter.number}` },
    ],
    notBefore: !fromStart ? endOfQuietHours(now) : undefined,
  })
  const told: Happening = {
    matterId: matter.id,
    at: now,
    actorId: null,
    // Whoever has bound no identity cannot be told here, and has to be by other means.
    kind: posts.length > 0 ? 'climbed' : 'climb_skipped',
    values: { level, note: levelName(level) },
  }
  const watch: Change = supervise({ matterId: matter.id, level, reason: '超期未办结', since: now })
  return { changes: [...(fromStart ? [] : [watch]), record(told)], posts }
}
