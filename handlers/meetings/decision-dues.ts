import { type Decision, decisionById } from '../../db/decisions.ts'
import type { NewDue } from '../../db/dues.ts'
import { meetingById } from '../../db/meetings.ts'
import { priorities } from '../../matters/message.ts'
import { addDays, atLocal, nextWorkingDay, workingDayBefore } from '../../matters/working-time.ts'
import { toStaff } from '../desk.ts'
import { decisionReminderCard } from '../replies/minutes.ts'
import type { DueKind } from '../rhythm/due-kind.ts'
import { decisionLines } from './decision-lines.ts'
import { chairsOf } from './people.ts'

export const decisionSubject = ({ id }: Pick<Decision, 'id'>) => `decision:${id}`

/** A decision is brought to its owner's mind on the working day before, and to owner and chair once it is over. */
export function decisionDues(decision: Pick<Decision, 'id' | 'dueOn'>, now: Date): NewDue[] {
  const common = { kind: 'decision_due', subject: decisionSubject(decision), time: '09:00' }
  const ahead = workingDayBefore(decision.dueOn)
  const owed: NewDue[] = [
    {
      ...{ ...common, occasion: `ahead@${decision.dueOn}`, day: ahead },
      ...{ goodUntil: atLocal(decision.dueOn, '18:00'), what: { decision: decision.id, part: 'ahead' } },
    },
    {
      ...{ ...common, occasion: `over@${decision.dueOn}`, day: nextWorkingDay(addDays(decision.dueOn, 1)) },
      what: { decision: decision.id, part: 'over' },
    },
  ]
  return owed.filter(({ day, time }) => atLocal(day, time) > now)
}

/** The reminders of a decision. */
export const decisionDue: DueKind = {
  kind: 'decision_due',
  missed: 'of what is coming dropped when its day is over; of what is over always made up',
  async raise(desk, due) {
    const decision = await decisionById(desk.db, Number(due.what?.decision))
    if (decision?.state !== 'open') return { drop: 'the decision is settled' }
    const meeting = await meetingById(desk.db, decision.meetingId)
    const over = due.what?.part === 'over'
    const isTomorrow = addDays(due.wall.slice(0, 10), 1) === decision.dueOn
    const owner = desk.registry.staff(decision.ownerId)
    const people = [
      ...new Set([...(owner ? [owner] : []), ...(over && meeting ? chairsOf(desk, meeting) : [])]),
    ]
    const posts = []
    for (const staff of people) {
      const [line = ''] = await decisionLines(desk, [decision], { as: 'staff', staff })
      const card = decisionReminderCard(decision.id, line, over ? 'over' : isTomorrow ? 'tomorrow' : 'soon')
      posts.push(
        ...toStaff(desk, staff.personId, card, {
          key: `decision:${decision.id}:${due.what?.part}:${decision.dueOn}`,
          ...{ about: 'reminder', priority: priorities.reminder },
        }),
      )
    }
    return posts.length > 0 ? { changes: [], posts } : { drop: 'nobody can be reached' }
  },
}
