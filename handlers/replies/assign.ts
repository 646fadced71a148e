import type { Card } from '../../matters/message.ts'
import type { MatterView } from '../../matters/view.ts'
import { matterCard } from './matter-card.ts'

export const assignTexts = {
  assigned: (number: string, lead: string, helpers: { partner?: string; co?: string }) =>
    `已交办 ${number} 给 ${lead}${helpers.partner ? `,搭档 ${helpers.partner}` : ''}${helpers.co ? `,协办 ${helpers.co}` : ''}。`,
  partnerIsLead: (name: string) => `${name}已经牵头,搭档请选另一位。`,
  byTelephone: (department: string, phone: string | null, number: string) =>
    `${department}没有接入,请打 ${phone ?? '(没有登记电话,请联系管理员)'} 说明 ${number} 要他们协办。`,
  toPartner: (by: string, lead: string, number: string) =>
    `${by} 请您做搭档,${lead} 牵头。您可以记办理:/办理 ${number} 做了什么;化解和办结由牵头人来。`,
} as const

/** To the liaison of a department named with an assignment. Of a confidential matter the building and not what. */
export function toDepartment(
  seen: MatterView,
  told: { by: string; lead: string; department: string; note: string },
): Card {
  const actions = [{ label: '看详情', command: `/看 ${seen.number}` }]
  const lines = [
    `${told.by} 请${told.department}协办,${told.lead} 牵头。做了什么请记:/办理 ${seen.number} 做了什么。`,
    ...(told.note ? [`交代:${told.note}`] : []),
  ]
  if (!seen.confidential) return matterCard(seen, actions, lines)
  return {
    tone: seen.emergency ? 'red' : (seen.colour ?? 'blue'),
    title: `协办|${seen.number}`,
    fields: [
      { name: '地点', value: seen.place },
      { name: '事由', value: '有一件需要保密的事,由牵头人当面说明' },
    ],
    lines: lines.slice(0, 1),
    actions,
  }
}
