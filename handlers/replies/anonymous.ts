import type { Card } from '../../matters/message.ts'
import { plain } from './refusals.ts'

export const nowUnknown: Card = plain(
  '已打开匿名。以后您确认的事不保存您是谁,只给您一个口令;进展要凭口令来问,我没法主动告诉您。',
  '以前反映的不变;要去掉请发「/删除 编号」。人身危险请直接拨110,匿名时值班室联系不上您。',
)

export const nowKnown: Card = plain(
  '已关闭匿名。以后您反映的事,身份加密保存,进展会私下告诉您。',
  '匿名时登记的仍然匿名,凭口令查。',
)

export function anonymousOnOff(on: boolean): Card {
  return plain(`匿名现在是${on ? '开' : '关'}的。要改请发「/匿名 开」或「/匿名 关」。`)
}

/** What the giver of something anonymous has to know. It is said this once. */
export function passwordLines(password: string): string[] {
  return [
    `口令 ${password}。只显示这一次,请抄下来;丢了谁也找不回。`,
    `没有保存您是谁。换任何账号都能凭口令:查进度、更正、撤回、删除、评价,例如「/查进度 ${password}」。进展我没法主动通知您。`,
  ]
}

/** Where it was opened without a draft: beside the safety steps, or in a work group. */
export function passwordCard(number: string, password: string): Card {
  return { tone: 'plain', title: `匿名登记 ${number}`, lines: passwordLines(password) }
}

export const wrongPassword: Card = plain('口令不对。请核对15位数字,一小时内最多试5次。')
export const tooManyTries: Card = plain('口令试错太多次了,请一小时后再试。', '紧急请拨110/119/120。')
