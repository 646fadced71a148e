import type { Action, Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'

/** What a department called in learns at once: what and where, to the building. Of a confidential matter not even what. */
function brief(seen: MatterView): NonNullable<Card['fields']> {
  return [
    { name: '地点', value: seen.place },
    { name: '事由', value: seen.confidential ? '有一件事需要您配合,见面时由牵头人说明' : seen.summary },
  ]
}

function titleOf(seen: MatterView): string {
  return seen.confidential ? seen.number : `${seen.number}|${seen.title}`
}

/** To liaison and deputy of a department that is called in. */
export function whistleCard(seen: MatterView, department: string, dueAt: Date): Card {
  return {
    tone: seen.emergency ? 'red' : (seen.colour ?? 'blue'),
    title: `吹哨|${titleOf(seen)}`,
    fields: [...brief(seen), { name: '最迟报到', value: dayWords(dueAt) }],
    lines: [`请${department}报到:点一下,或发 /报到 ${seen.number} 加一句话。`],
    actions: checkInSteps(seen.number),
  }
}

/** To officers: a grid worker asks for departments. */
export function askedCard(seen: MatterView, asker: string, departments: string, command: string): Card {
  return {
    tone: seen.colour ?? 'blue',
    title: `请吹哨|${titleOf(seen)}`,
    fields: brief(seen),
    lines: [`${asker}请求吹哨:${departments}。点一下就吹;不合适的,不用管它。`],
    actions: [
      { label: '吹哨', command },
      { label: '看详情', command: `/看 ${seen.number}` },
    ],
  }
}

/** To whoever whistled, the lead, and on being late the officers and the chief. */
export function checkedInCard(seen: MatterView, line: string): Card {
  return { tone: seen.colour ?? 'grey', title: `报到|${seen.number}`, lines: [line] }
}

export function unansweredCard(seen: MatterView, line: string, forDeputy: boolean): Card {
  return {
    tone: 'red',
    title: `🔴未报到|${titleOf(seen)}`,
    fields: brief(seen),
    lines: [line],
    actions: forDeputy ? checkInSteps(seen.number) : [{ label: '看详情', command: `/看 ${seen.number}` }],
  }
}

function checkInSteps(number: string): Action[] {
  return ['到场', '电话', '说明'].map((how) => ({ label: how, command: `/报到 ${number} ${how}` }))
}

/** Departments that cannot be reached here: their telephones, for the one who whistled. */
export function byTelephone(
  entries: readonly { name: string; phone: string | null }[],
  number: string,
): string[] {
  return entries.map(
    ({ name, phone }) =>
      `${name}没有接入,请打 ${phone ?? '(没有登记电话,请联系管理员)'};对方答复后发 /报到 ${number} @${name} 电话。`,
  )
}

/** A slot as the handler's card lists it; what is late stands in red. */
export function slotLine(slot: {
  name: string
  state: string
  dueAt: Date
  how: string | null
  late: boolean
}): string {
  const { name, state, dueAt, how, late } = slot
  if (state === 'here') return `🟢${name} 已报到${how ? `(${how})` : ''}${late ? ',迟到' : ''}`
  if (state === 'asked') return `⚪${name} 待民警同意吹哨`
  return `${late ? '🔴' : '🟡'}${name} 未报到,限${dayWords(dueAt)}`
}
