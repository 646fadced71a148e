import type { Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { plain } from './refusals.ts'

/** Hours within which a granted identity can be looked at, once. */
export const unsealHours = 24

/** To the second person, who decides. */
export function unsealQuestion(matter: MatterView, asker: string, reason: string): Card {
  const { number } = matter
  return {
    tone: 'yellow',
    title: `启封申请|${number}|${matter.title}`,
    fields: [
      { name: '申请人', value: asker },
      { name: '理由', value: reason },
    ],
    lines: ['同意后,只有申请人能看一次,全程留痕,并知会值班室。', `不同意请写:/启封 ${number} 不同意 理由`],
    actions: [
      { label: '同意', command: `/启封 ${number} 同意 确定` },
      { label: '不同意', command: `/启封 ${number} 不同意 理由不充分 确定` },
    ],
  }
}

export function unsealGranted(number: string): Card {
  return {
    tone: 'yellow',
    title: `启封已同意|${number}`,
    lines: [`${unsealHours}小时内只能看一次,看了就记入台账。只用于申请的理由,不得外传。`],
    actions: [{ label: '查看(仅一次)', command: `/启封 ${number} 查看 确定` }],
  }
}

export function unsealRefused(number: string, reason: string): Card {
  return plain(`${number} 的启封没有同意:${reason}。身份继续保密。`)
}

/** The platform and the account on it: no name, no nickname, for none is kept. */
export function unsealedCard(
  number: string,
  people: { label: string; platform: string; externalId: string }[],
): Card {
  return {
    tone: 'yellow',
    title: `${number} 启封结果(仅此一次)`,
    fields: people.map(({ label, platform, externalId }) => ({
      name: label,
      value: `${platform} 账号 ${externalId}`,
    })),
    lines: ['请记住、不要转发;系统不再显示。知情范围越小越好。'],
  }
}

/** To the duty desk (rule K-1): that it was done, by whom and for what; not whom it showed. */
export function unsealNote(matter: MatterView, asker: string, approver: string, reason: string): Card {
  return plain(`${matter.number} 已启封:${asker}申请,${approver}同意。理由:${reason}。`)
}

export const nothingSealed = (number: string) => `${number} 没有可启封的身份。`
