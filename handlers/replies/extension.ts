import { dayWords } from '../../matters/working-time.ts'

export const leadAsks = (number: string) =>
  `${number} 的延期由牵头人申请。有申请时回:/延期 ${number} 同意,或 不同意 加理由。`
export const neverExtended = (number: string) => `${number} 这类事项没有延期。办不下来可转办,或请所长督办。`
export const needsDaysAndReason = (number: string, most: number) =>
  `请写天数和理由,例如:/延期 ${number} ${Math.min(3, most)}天 对方出差,下周回来`
export const tooLong = (number: string, most: number, days: number) =>
  `${number} 最多延 ${most} 天,收到的是 ${days} 天。`
export const noTimeRuns = (number: string) => `${number} 没有正在走的办理期限。`
export const extendedOnce = (number: string) => `${number} 已经延过一次,不能再延。`
export const alreadyAsked = (number: string) => `${number} 的延期已经报上去,正等所长答复。`

/** To who asked: that it went up, or that nobody could be reached with it. */
export function asked(number: string, days: number, until: Date, reached: boolean): string[] {
  return [
    `${number} 申请延期 ${days} 天(到 ${dayWords(until)})。`,
    reached ? '已报所长,有答复就告诉您。' : '已记下,但所长还没有绑定账号,请当面或打电话报所长。',
  ]
}

/** To whoever has to decide. */
export function question(asked: { by: string; days: number; reason: string; dueAt: Date }): string[] {
  return [
    `${asked.by} 申请延期 ${asked.days} 天(到 ${dayWords(asked.dueAt)}),只能延一次。`,
    `理由:${asked.reason}`,
  ]
}

export const chiefDecides = (number: string) => `${number} 的延期由所长决定。`
export const nothingAsked = (number: string) => `${number} 没有等答复的延期申请。`
export const anotherDecides = (number: string) => `${number} 的延期是您自己申请的,要由另一位决定。`
export const whyNot = (number: string) => `请写一句理由,例如:/延期 ${number} 不同意 请先约双方见面`
export const granted = (number: string, days: number, until: Date) =>
  `${number} 已同意延期 ${days} 天,到 ${dayWords(until)}。`
export const grantedToYou = (by: string, until: Date) =>
  `${by} 同意延期,期限改到 ${dayWords(until)}。只能延这一次。`
/** To those who reported: what they were promised has moved. */
export const newDay = (until: Date) => `还需要一些时间,答复期限改到 ${dayWords(until)}。`
export const turnedDown = (number: string) => `${number} 没有延期,已告诉申请人。`
export const turnedDownToYou = (by: string, reason: string) => `${by} 没有同意延期:${reason}`
