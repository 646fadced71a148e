import type { Listing } from '../../db/listings.ts'
import { dayWords } from '../../matters/working-time.ts'

/** How a listing stands, for those who see the matter. */
export function listingLine(listing: Listing, now: Date, name: (personId: number | null) => string): string {
  const who = `${listing.responsible}整改,限${dayWords(listing.dueAt)}`
  if (listing.delistedAt)
    return `已销号:${who},${dayWords(listing.delistedAt)}由${name(listing.delistedBy)}复查`
  const late = listing.dueAt < now ? ',已超期' : ''
  return `挂牌中:${who}${late}(${name(listing.listedBy)}挂牌)`
}

export const listingTexts = {
  hazardsOnly: (number: string) => `${number} 不是安全隐患,不能挂牌。纠纷和求助请用 /督办。`,
  listedAlready: (number: string, line: string) => `${number} 已经挂牌。${line}`,
  noPerson: '责任单位请写单位名称(物业公司、某某商店),不写个人姓名、门牌和电话。',
  listed: (number: string, responsible: string, dueAt: Date) =>
    `${number} 已挂牌:${responsible},限${dayWords(dueAt)}整改。整改好由另一位同事复查后 /销号。`,
  notListed: (number: string) => `${number} 没有挂牌。`,
  sameHand: (number: string) =>
    `${number} 要由没参与挂牌和整改的另一位同事复查销号,请换一位网格员、民警或所长来做。`,
  stays: (number: string) => `已记复查结果,${number} 继续挂牌。整改好再请人复查。`,
  delisted: (number: string) => `${number} 复查合格,已销号。`,
  delistedBy: (number: string, by: string) => `${number} 已由${by}复查销号,可以办结了。`,
  standsStill: (number: string) =>
    `${number} 还在挂牌,先由另一位同事复查销号,再办结:/销号 ${number} 复查结果`,
} as const
