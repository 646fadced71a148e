export const assignTexts = {
  assigned: (number: string, lead: string, partner: string | undefined) =>
    `已交办 ${number} 给 ${lead}${partner ? `,搭档 ${partner}` : ''}。`,
  partnerIsLead: (name: string) => `${name}已经牵头,搭档请选另一位。`,
  toPartner: (by: string, lead: string, number: string) =>
    `${by} 请您做搭档,${lead} 牵头。您可以记办理:/办理 ${number} 做了什么;化解和办结由牵头人来。`,
} as const
