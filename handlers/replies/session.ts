import type { Card } from '../../matters/message.ts'
import { type SessionKind, sessionTemplates } from '../../matters/routes.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

const held = '不公开进行,不收费,不判对错。'

/** To a participant before they accept: what kind of matter, which community, when. Nobody can be told from it. */
export function invitationCard(
  seen: MatterView,
  session: { id: number; kind: SessionKind; at: Date; community: string; seat: string; others: string },
): Card {
  const { zh } = sessionTemplates[session.kind]
  return {
    tone: seen.colour ?? 'yellow',
    title: `${zh}邀请|第${session.id}号会`,
    fields: [
      { name: '事由', value: seen.confidential ? '一件需要保密的事' : seen.title },
      { name: '级别', value: seen.colourName },
      { name: '社区', value: session.community },
      { name: '时间', value: dayWords(session.at) },
      { name: '参加', value: session.others },
    ],
    lines: [`请${session.seat}答复。接受后才看得到详情。${held}`],
    actions: [
      { label: '接受', command: `/赴会 ${session.id} 接受` },
      { label: '不接受', command: `/赴会 ${session.id} 不接受` },
    ],
  }
}

/** To the chief: an officer proposes 三所一庭. */
export function proposalCard(seen: MatterView, session: { by: string; at: Date; seats: string }): Card {
  return {
    tone: 'red',
    title: `三所一庭待批|${seen.number}|${seen.title}`,
    fields: [
      { name: '地点', value: seen.place },
      { name: '摘要', value: seen.summary },
      { name: '时间', value: dayWords(session.at) },
      { name: '参加', value: session.seats },
    ],
    lines: [`${session.by}提议,已问过各方愿意调解。同意后才发邀请。`],
    actions: [
      { label: '同意', command: `/三所一庭 ${seen.number} 同意 确定` },
      { label: '看详情', command: `/看 ${seen.number}` },
    ],
  }
}

/** To the convener and the centre: who comes. */
export function sessionNewsCard(seen: MatterView, line: string): Card {
  return { tone: seen.colour ?? 'grey', title: `会次|${seen.number}`, lines: [line] }
}

const states: Record<string, string> = {
  proposed: '待所长批',
  approved: '已约',
  held: '已开',
  cancelled: '已取消',
}
const answers: Record<string, string> = { invited: '待答复', accepted: '参加', declined: '不参加' }
const mediations: Record<string, string> = {
  people: '人民调解',
  administrative: '行政调解',
  court: '法院调解',
  public_security: '治安调解',
}

/** One session in the list of a matter's: kind, day, who, result. */
export function sessionLine(
  session: {
    id: number
    kind: string
    mediationType: string | null
    at: Date | null
    state: string
    agreed: boolean | null
    result: string | null
  },
  shown: { seats: { name: string; state: string }[]; notes: boolean },
): string {
  const kind = session.mediationType
    ? (mediations[session.mediationType] ?? '调解')
    : session.kind === 'panel'
      ? '三所一庭'
      : '会诊'
  const when = session.at ? dayWords(session.at) : ''
  const seats = shown.seats.map((one) => `${one.name}${answers[one.state] ?? ''}`).join('、')
  const outcome = session.agreed === null ? (states[session.state] ?? '') : session.agreed ? '谈成' : '未成'
  return [kind, when, outcome, seats, shown.notes ? session.result : null].filter(Boolean).join(' ')
}

/** Departments that cannot be invited here: their telephones, for the convener. */
export function byTelephone(entries: readonly { name: string; phone: string | null }[]): string[] {
  return entries.map(
    ({ name, phone }) => `${name}没有接入,请打电话邀请:${phone ?? '没有登记电话,请联系管理员'}。`,
  )
}

/** Says nothing of the matter: who was only invited knows nothing of it. */
export function cancelledCard(session: { id: number; kind: string; at: Date | null }): Card {
  const { zh } = sessionTemplates[session.kind as SessionKind]
  return {
    tone: 'grey',
    title: `第${session.id}号会取消`,
    lines: [`${session.at ? dayWords(session.at) : ''}的${zh}不开了,谢谢您。`],
  }
}
