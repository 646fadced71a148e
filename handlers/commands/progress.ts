import { timeline } from '../../db/events.ts'
import { transfersOf } from '../../db/transfers.ts'
import { answering } from '../departments.ts'
import { answer } from '../desk.ts'
import { progressCard } from '../replies/receipt.ts'
import { happeningWords } from '../replies/timeline.ts'
import { transferTold } from '../replies/transfer.ts'
import { show } from '../show.ts'
import { isWrite, ownMatter } from './own-matter.ts'
import type { Verb } from './verb.ts'

/** Steps that the reporter is told of, each by its name alone. */
const told = [
  'assigned',
  'taken',
  'logged',
  'joint_visit',
  'mediated',
  'verified',
  'transferred',
  'received',
  'transfer_declined',
  'routes_told',
  'lifted',
  'resolved',
  'concluded',
  'visited',
  'reopened',
]

export const progress: Verb = {
  name: '查进度',
  aliases: ['st', '进度'],
  args: '编号',
  help: '看我反映的事办到哪了',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { message, desk } = call
    const matter = await ownMatter(call, progress)
    if (isWrite(matter)) return matter
    const seen = await show(desk, { as: 'reporter' }, matter)
    if (!seen) return { changes: [], posts: [] }
    const events = await timeline(desk.db, matter.id)
    const done = events.filter((event) => told.includes(event.kind))
    const words = done.slice(-5).map((event) => happeningWords(event, { notes: false }))
    const card = progressCard(seen, words, desk.operator)
    const sent = (await transfersOf(desk.db, matter.id)).findLast((one) => !one.declined)
    // To whom it went, why, with what (rule I-3): for the person who asks, also where the news stayed neutral.
    const where = sent
      ? [
          transferTold(
            answering(desk, sent.department, matter.areaId).name,
            sent.receivedAt ? 'received' : 'open',
          ),
        ]
      : []
    return { changes: [], posts: [answer(message, { ...card, lines: [...card.lines, ...where] })] }
  },
}
