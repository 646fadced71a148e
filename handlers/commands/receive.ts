import { timeline } from '../../db/events.ts'
import { matterById } from '../../db/matters.ts'
import { answerTransfer, type Transfer, transferByNumber } from '../../db/transfers.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { priorities } from '../../matters/message.ts'
import { rolesOf, type Staff } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { answering, answersFor, colleaguesOf, tellStaff } from '../departments.ts'
import { type Desk, whisper } from '../desk.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { mask } from '../read/mask.ts'
import { plain } from '../replies/refusals.ts'
import { cameBack, received, transferNewsCard } from '../replies/transfer.ts'
import { show } from '../show.ts'
import { findNumber } from './matter-number.ts'
import type { Verb } from './verb.ts'

/** The receiver's word on a hand-over: with it the hand-over is complete, or the matter is back. */
export const receive: Verb = {
  name: '签收',
  aliases: ['receive'],
  args: '转办单号 [退回 理由]',
  help: '签收或退回转办单',
  where: 'direct',
  who: rolesOf('receive', 'transfer'),
  hidden: true,
  async run({ desk, message, asker, words }) {
    const { staff } = asker
    const { number, rest } = findNumber(words)
    const say = (line: string) => saying(whisper(message, plain(line), 'refusal'))
    const transfer = number ? await transferByNumber(desk.db, number) : undefined
    const matter = transfer && (await matterById(desk.db, transfer.matterId))
    if (!staff || !transfer || !matter || !mayAnswer(desk, staff, transfer, matter))
      return say('没有找到要您签收的转办单。请核对单号,或点转办单上的按钮。')
    if (transfer.receivedAt || matter.state !== 'transferred') {
      const by = transfer.receivedBy === null ? undefined : desk.registry.staff(transfer.receivedBy)
      return say(
        `${transfer.number} 已${transfer.declined ? '退回' : '签收'}${by ? `(${by.name})` : ''},不用再点。`,
      )
    }
    const declined = rest.includes('退回')
    const reason = mask(rest.filter((word) => word !== '退回').join(' '))
    if (declined && !reason) return say(`请写明理由:/签收 ${transfer.number} 退回 理由`)
    const given = { desk, staff, transfer, matter }
    const { changes, posts } = declined ? await decline(given, reason) : await take(given)
    const answered = { receivedBy: staff.personId, receivedAt: desk.clock.now(), declined }
    return {
      changes: [...changes, answerTransfer(transfer, answered)],
      posts: [
        whisper(
          message,
          plain(
            declined
              ? `${transfer.number} 已退回,已告诉转办的人。`
              : `${transfer.number} 已签收,这件事由您单位接着办。看事项:/看 ${matter.number}`,
          ),
        ),
        ...posts,
      ],
    }
  },
}

interface Answering {
  desk: Desk
  staff: Staff
  transfer: Transfer
  matter: Matter
}

/** The department itself; of one that is not connected, whoever may hand over and had its word by telephone. */
function mayAnswer(desk: Desk, staff: Staff, transfer: Transfer, matter: Matter): boolean {
  if (answersFor(desk, staff, transfer.department, matter.areaId)) return true
  return (
    answering(desk, transfer.department, matter.areaId).people.length === 0 &&
    mayDo(staff, 'transfer', matter, desk.registry.areas)
  )
}

async function take({ desk, staff, transfer, matter }: Answering): Promise<Write> {
  const { name } = answering(desk, transfer.department, matter.areaId)
  const { fresh, changes } = moved(desk, matter, staff, {
    set: {
      leadDepartment: transfer.department,
      co: [...new Set([...matter.co, matter.leadDepartment])].filter((one) => one !== transfer.department),
    },
    notes: [{ kind: 'received', values: { note: `${transfer.number} ${name}`, transfer: transfer.number } }],
  })
  const told = await show(desk, { as: 'reporter' }, fresh)
  return {
    changes,
    posts: [
      ...(await tellSenders({ desk, staff, transfer, matter: fresh }, `${name}已签收 ${transfer.number}。`)),
      ...(told
        ? await newsToReporters(desk, fresh, received(told, name), `received:${transfer.number}`)
        : []),
    ],
  }
}

/** Back to where it was: to its lead, who goes on if they had begun. */
async function decline({ desk, staff, transfer, matter }: Answering, reason: string): Promise<Write> {
  const { name } = answering(desk, transfer.department, matter.areaId)
  const sent = (await timeline(desk.db, matter.id)).findLast((event) => event.kind === 'transferred')
  const note = { note: `${transfer.number} ${name}退回:${reason}`, transfer: transfer.number }
  const back = { to: 'assigned' as const, kind: 'transfer_declined', values: note }
  const { fresh, changes } = moved(desk, matter, staff, {
    steps: sent?.fromState === 'handling' ? [back, { to: 'handling' }] : [back],
    set: {
      called:
        sent?.values?.wasCalled === true
          ? matter.called
          : matter.called.filter((one) => one !== transfer.department),
    },
  })
  const line = `${name}退回 ${transfer.number}:${reason}。事情还在我们这里,请接着办或另转。`
  return {
    changes,
    posts: [
      ...(await tellSenders({ desk, staff, transfer, matter: fresh }, line)),
      ...(await newsToReporters(desk, fresh, cameBack, `declined:${transfer.number}`)),
    ],
  }
}

/** Whoever sent it and the lead; where neither is there any more, whoever may hand it over again. */
async function tellSenders({ desk, staff, transfer, matter }: Answering, line: string) {
  const own = colleaguesOf(desk, [transfer.byId, matter.leadId])
  const senders =
    own.length > 0
      ? own
      : desk.registry.colleagues().filter((one) => mayDo(one, 'transfer', matter, desk.registry.areas))
  return await tellStaff(
    desk,
    matter,
    senders.filter((one) => one.personId !== staff.personId),
    (seen) => transferNewsCard(seen, line),
    { key: `transfer:${transfer.number}:answered`, about: 'matter', priority: priorities.answer },
  )
}
