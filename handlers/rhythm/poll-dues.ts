import type { NewDue } from '../../db/dues.ts'
import { closePoll, pollById } from '../../db/polls.ts'
import { addDays, atLocal, localDate, localTime } from '../../matters/working-time.ts'
import { pollResult } from '../replies/poll.ts'
import type { DueKind } from './due-kind.ts'
import { unaskedPost } from './unasked.ts'

/** After so many days nobody remembers the question. */
const staleAfterDays = 7

/** The end of a question, at its hour. */
export function closingOf(pollId: number, day: string, time: string): NewDue {
  return { kind: 'poll_closes', subject: `poll:${pollId}`, occasion: 'end', day, time, what: { pollId } }
}

/** The group hears what came of it, as soon as its day has room. */
export function resultOf(pollId: number, now: Date): NewDue {
  const day = localDate(now)
  return {
    kind: 'poll_result',
    subject: `poll:${pollId}`,
    occasion: 'result',
    day,
    time: localTime(now),
    goodUntil: atLocal(addDays(day, staleAfterDays), '22:00'),
    what: { pollId },
  }
}

/** Three days after it was put: who voted is let go, the counts stay. */
export const pollCloses: DueKind = {
  kind: 'poll_closes',
  missed: 'always made up: no voice counts after its hour, however late that is seen',
  async raise(desk, due) {
    const poll = await pollById(desk.db, Number(due.what?.pollId))
    if (!poll || poll.closedAt) return { drop: 'it was closed' }
    const now = desk.clock.now()
    return { changes: [closePoll(poll, now, resultOf(poll.id, now))], posts: [] }
  },
}

/** The counts of a question that is over, in its group. */
export const pollTold: DueKind = {
  kind: 'poll_result',
  missed: 'dropped a week after the question was closed',
  async raise(desk, due) {
    const poll = await pollById(desk.db, Number(due.what?.pollId))
    const group = poll && desk.registry.groupById(poll.groupId)
    if (!poll || !group) return { drop: 'the group is gone' }
    return await unaskedPost(desk, group, pollResult(poll), {
      key: `poll:${poll.id}:result`,
      about: 'reminder',
      over: 'wait',
    })
  },
}
