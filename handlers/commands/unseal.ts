import { standingBehind } from '../../db/reporters.ts'
import { askUnseal, decideUnseal, openUnseal } from '../../db/unseals.ts'
import type { Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { type Card, type Post, priorities } from '../../matters/message.ts'
import { states } from '../../matters/moves.ts'
import type { Right, Staff } from '../../matters/roles.ts'
import { aboutPolice } from '../../matters/vault.ts'
import { mayDo } from '../../matters/view.ts'
import { type Desk, toStaff } from '../desk.ts'
import { moved } from '../move.ts'
import { plain } from '../replies/refusals.ts'
import { nothingSealed, unsealGranted, unsealNote, unsealQuestion, unsealRefused } from '../replies/unseal.ts'
import { show } from '../show.ts'
import { choice, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'
import { look } from './unseal-look.ts'

const args = {
  decision: optional(
    choice<'yes' | 'no' | 'look'>('同意/不同意/查看', {
      同意: 'yes',
      不同意: 'no',
      驳回: 'no',
      查看: 'look',
    }),
  ),
  reason: optional(text('理由', '需当面核实赌局时间,已无其他途径')),
}
type Asked = Given<typeof args>

/** Who gave a tip is learned by two people with a reason, seen by the asker alone, once, and on record (rule K-1). */
export const unseal = matterVerb({
  name: '启封',
  aliases: ['unseal'],
  help: '申请知道反映人是谁;要所长批准,全程留痕',
  where: 'direct',
  rights: ['askUnseal', 'approveUnseal'],
  states: states.filter((state) => state !== 'draft'),
  arguments: args,
  echo({ matter, values }) {
    const what = { yes: '同意启封', no: '不同意启封', look: '查看启封结果(仅一次)' } as const
    return [
      `${matter.number}:${values.decision ? what[values.decision] : '申请启封反映人的身份'}`,
      ...(values.reason ? [`理由:${values.reason}`] : []),
      '全程留痕,并知会值班室。',
    ]
  },
  async run(given) {
    if (given.matter.category === aboutPolice) return given.refuse(nothingSealed(given.matter.number))
    if (given.values.decision === 'look') return await look(given)
    return given.values.decision ? await decide(given, given.values.decision === 'yes') : await ask(given)
  },
})

async function ask({ desk, now, matter, staff, values, reply, refuse }: Asked): Promise<Write> {
  const { number } = matter
  if (!values.reason) return refuse('启封要写理由。', `例如:/启封 ${number} ${args.reason.example}`)
  if (!mayDo(staff, 'askUnseal', matter, desk.registry.areas)) return refuse('这一片要由社区民警或所长申请。')
  const behind = await standingBehind(desk.db, matter.id)
  if (!behind.some(({ known }) => known)) return refuse(nothingSealed(number))
  if (await openUnseal(desk.db, matter.id)) return refuse(`${number} 已有一份启封申请在等批准。`)
  const others = holding(desk, 'approveUnseal', matter).filter((one) => one.personId !== staff.personId)
  if (others.length === 0) return refuse('启封要由另一位所长批准,现在没有能批的人。请联系管理员。')
  const { changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'unseal_asked', values: { note: values.reason } }],
  })
  const asked = askUnseal({
    matterId: matter.id,
    reason: values.reason,
    askedBy: staff.personId,
    askedAt: now,
  })
  const posts: Post[] = []
  for (const one of others) {
    const seen = await show(desk, { as: 'staff', staff: one }, matter)
    if (seen) posts.push(...told(desk, one, unsealQuestion(seen, staff.name, values.reason), 'asked', matter))
  }
  return { changes: [asked, ...changes], posts: [reply(plain(`${number} 的启封申请已报所长。`)), ...posts] }
}

async function decide(given: Asked, granted: boolean): Promise<Write> {
  const { desk, now, matter, staff, values, reply, refuse } = given
  const open = await openUnseal(desk.db, matter.id)
  if (!open) return refuse(`${matter.number} 没有等批准的启封申请。`)
  if (!mayDo(staff, 'approveUnseal', matter, desk.registry.areas)) return refuse('启封要由所长批准。')
  if (open.askedBy === staff.personId) return refuse('申请人不能自己批,要由另一位所长批准。')
  const reason = values.reason ?? ''
  if (!granted && !reason)
    return refuse('不同意也要写理由。', `例如:/启封 ${matter.number} 不同意 还有其他办法`)
  const asker = desk.registry.staff(open.askedBy)
  const { changes } = moved(desk, matter, staff, {
    notes: [{ kind: granted ? 'unseal_granted' : 'unseal_refused', values: reason ? { note: reason } : {} }],
  })
  const card = granted ? unsealGranted(matter.number) : unsealRefused(matter.number, reason)
  return {
    changes: [decideUnseal(open.id, { decidedBy: staff.personId, decidedAt: now, granted }), ...changes],
    posts: [
      reply(plain(`${matter.number} 的启封已${granted ? '同意' : '不同意'}。`)),
      ...(asker ? told(desk, asker, card, `decided:${open.id}`, matter) : []),
      ...(granted ? await noteToDuty(given, open) : []),
    ],
  }
}

/** Rule K-1: the duty desk knows of every unsealing. */
async function noteToDuty(
  { desk, matter, staff }: Asked,
  open: { id: number; askedBy: number; reason: string },
) {
  const asker = desk.registry.staff(open.askedBy)?.name ?? ''
  const posts: Post[] = []
  for (const one of holding(desk, 'liftEmergency', matter)) {
    const seen = await show(desk, { as: 'staff', staff: one }, matter)
    if (seen)
      posts.push(
        ...told(desk, one, unsealNote(seen, asker, staff.name, open.reason), `note:${open.id}`, matter),
      )
  }
  return posts
}

function holding(desk: Desk, right: Right, matter: Matter): Staff[] {
  return desk.registry.colleagues().filter((one) => mayDo(one, right, matter, desk.registry.areas))
}

function told(desk: Desk, staff: Staff, card: Card, what: string, matter: Matter): Post[] {
  return toStaff(desk, staff.personId, card, {
    // Each question changes the version: asked again later, it is told again.
    key: `unseal:${matter.id}:${matter.version}:${what}`,
    about: 'matter',
    priority: priorities.answer,
    matterId: matter.id,
  })
}
