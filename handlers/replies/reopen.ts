import type { Card } from '../../matters/message.ts'
import { emergencyLine, plain } from './refusals.ts'

export const reopenedNews = '这件事已重新办理,有进展会告诉您。'

export function reopenedForLead(reason: string): string {
  return `这件事重开了:${reason}`
}

export function reopenedCard(number: string): Card {
  return plain(`${number} 已重开,回到办理;原来约的回访已取消。`)
}

export function studiedAgain(number: string): Card {
  return plain(`${number} 已重开,回到待研判。`)
}

/** To the reporter. */
export function reopenedForYou(number: string, lead: string | null): Card {
  return plain(
    `${number} 已重新办理${lead ? `,由${lead}负责` : ''},会再和您联系。`,
    `回「查进度 ${number}」看进展。${emergencyLine}。`,
  )
}

/** Why a resident wishes it opened again: fixed words are kept, never their own (rule M-3). */
export const reopenReasons = {
  unsettled: '反映人说没有解决',
  again: '反映人说又发生了',
  worse: '反映人说变严重了',
  other: '反映人要求重新办理',
} as const

export function whyReopen(number: string): Card {
  return {
    tone: 'plain',
    title: `${number} 为什么要重新办?`,
    lines: [`点一个就行,也可以写:/重开 ${number} 又吵了。`],
    actions: ['没有解决', '又发生了', '更严重了'].map((reason) => ({
      label: reason,
      command: `/重开 ${number} ${reason}`,
    })),
  }
}

export function stillOpen(number: string, state: string): Card {
  return plain(
    `${number} 现在是「${state}」,还没办完,不用重开。`,
    `看进展:/查进度 ${number};有新情况直接告诉我。`,
  )
}

export function cannotReopen(number: string, state: string): Card {
  return plain(`${number} 现在是「${state}」,不能重开。`, '事情还在的话,请再说一遍,我重新登记。')
}

export const forgotten = '这件事的资料已按期限删除,不能重开。请重新反映:直接说什么事、在哪里。'
export const perhapsForgotten =
  '没有找到您反映过的这件事;很久以前的,资料可能已按期限删除。请重新反映:直接说什么事、在哪里。'
export const dangerFirst = '先按紧急情况处理了。要重开原来那件,之后再发一次。'
