import type { Card } from '../../matters/message.ts'
import { departmentNames } from '../../matters/taxonomy.ts'
import type { MatterView } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import type { Operator } from '../desk.ts'
import { passwordLines } from './anonymous.ts'
import { emergencyLine, plain } from './refusals.ts'

/** The neutral receipt in a group: no party, no door, no sum, no blame (rule P-1). */
export const heardYou: Card = plain('收到,请看我给您的私信,确认后就登记。', `${emergencyLine}。`)

export const notUnderstood: Card = plain(
  '没听出要登记的事。要反映问题,请说清什么事、在哪里、什么时候;发「/帮助」看我能做什么。我不能查人、查车主,也不能判断消息真假。',
  `${emergencyLine}。`,
)

/** The same to who has a draft open: what they told before stands. */
export const notUnderstoodBeside: Card = plain(
  '这句我没听出要补充什么。您刚才那条草稿还在:回 1 确认,2 修改,3 不报。',
  `我不能查人、查车主,也不能判断消息真假。${emergencyLine}。`,
)

/** To who calls for the bot where somebody else is telling already. */
export const alreadyTold: Card = plain(
  '群里刚说的这件已有人在反映,本人确认后就登记。您也要反映,请把什么事、在哪里发给我。',
  `${emergencyLine}。`,
)

/** To who is afraid to be known as the one who told. */
export const youStaySecret: Card = plain(
  '您是谁加密保存,不会告诉被反映的人,群里也不会提起;线索连办案人员默认都看不到您是谁。',
  '想连我也不知道您是谁:先发「/匿名」再说。',
)

/** What the reporter gets when a report has become a matter. */
export function receiptCard(
  matter: MatterView,
  operator: Operator,
  { taken = true, password = null }: { taken?: boolean; password?: string | null } = {},
): Card {
  // Nobody of this kind is connected here: better said than kept in silence.
  const alone = taken ? [] : [`这里还没有接入${matter.department},为免耽误,请您直接联系他们。`]
  return {
    tone: 'plain',
    title: `已登记 ${matter.number}`,
    lines: [
      whoHasIt(matter),
      ...alone,
      matter.dueAt ? `最迟 ${dayWords(matter.dueAt)} 前答复您。` : '办好后答复您。',
      ...(password
        ? passwordLines(password)
        : [
            `回「查进度 ${matter.number}」看进展,回「撤回 ${matter.number}」可撤。${toInspector(matter) ? '' : `值班电话 ${operator.dutyPhone}。`}`,
          ]),
      `${emergencyLine}。`,
    ],
    ...(!password && { actions: [{ label: '查进度', command: `/查进度 ${matter.number}` }] }),
  }
}

function toInspector({ department }: MatterView): boolean {
  return department === departmentNames.police_inspection
}

function whoHasIt(matter: MatterView): string {
  if (toInspector(matter)) return '已交督察,只有督察能看到,被反映的单位看不到。也可以直接拨12389。'
  if (matter.kind === 'tip') return '已收到线索。办案人员默认看不到您是谁;群里不会提起。'
  return `已交${matter.department}${matter.lead === '待交办' ? '安排' : `,${matter.lead}负责`}。`
}

export function joinedCard(matter: MatterView, password: string | null = null): Card {
  return {
    tone: 'plain',
    title: `已并入 ${matter.number}`,
    lines: [
      `这件事已在办(${matter.state}),您的反映已并入同一件${password ? '' : ',进展也会告诉您'}。`,
      ...(password ? passwordLines(password) : [`回「查进度 ${matter.number}」看进展。`]),
    ],
    ...(!password && { actions: [{ label: '查进度', command: `/查进度 ${matter.number}` }] }),
  }
}

/** State, what was done, what is next, who, until when. */
export function progressCard(matter: MatterView, done: string[], operator: Operator): Card {
  return {
    tone: matter.colour ?? 'grey',
    title: `${matter.number}|${matter.colourName}|${matter.state}`,
    lines: [
      ...(done.length > 0 ? [`已做:${done.join('、')}`] : []),
      matter.dueAt ? `期限:${dayWords(matter.dueAt)}` : '期限:未定',
      `负责:${matter.lead}(${matter.department}) 值班电话 ${operator.dutyPhone}`,
    ],
  }
}

/** To those who reported, when something about their matter has changed. */
export function newsCard(matter: MatterView, news: string): Card {
  return {
    tone: matter.colour ?? 'grey',
    // Whoever looks over the shoulder need not read what it was about.
    title: `${matter.number}|您反映的事`,
    lines: [news, `回「查进度 ${matter.number}」看详情。`],
  }
}
