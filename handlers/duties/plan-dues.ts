import { owe, plannedUntil, planUntil } from '../../db/dues.ts'
import type { Write } from '../../db/write.ts'
import { addDays, localDate } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { dueKinds } from '../rhythm/kinds.ts'
import { type Duty, failing } from './duty.ts'

/** Days that are planned ahead: an outage shorter than this finds its rows waiting. */
const ahead = 8
/** At most so many days at once, after an outage of weeks. */
const most = 31

/** Puts down what the calendar will owe in the next days. */
export const planDues: Duty = planDuesOf(dueKinds)

/** The same for these kinds. */
export function planDuesOf(kinds: readonly DueKind[]): Duty {
  return {
    name: 'plan dues',
    missed: 'days passed over are planned afterwards, and each due is raised or dropped by its own policy',
    async due(desk: Desk) {
      const today = localDate(desk.clock.now())
      const until = await plannedUntil(desk.db)
      const writes = await Promise.all(
        kinds.map((kind) => planOne(desk, kind, until.get(kind.kind), today).catch(failing)),
      )
      return writes.filter((write) => write !== null)
    },
  }
}

async function planOne(
  desk: Desk,
  kind: DueKind,
  before: string | undefined,
  today: string,
): Promise<Write | null> {
  if (!kind.plan) return null
  const first = before === undefined ? today : addDays(before, 1)
  const last = addDays(today, ahead)
  const days: string[] = []
  for (let day = first; day <= last && days.length < most; day = addDays(day, 1)) days.push(day)
  const end = days.at(-1)
  if (end === undefined) return null
  const owed = await kind.plan(desk, days)
  return { changes: [owe(owed), planUntil(kind.kind, before, end)], posts: [] }
}
