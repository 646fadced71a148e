import { placeWords } from './place.ts'
import type { Reading } from './reading.ts'
import { categories } from './taxonomy.ts'

const longest = 120

type Told = Pick<Reading, 'place' | 'category' | 'facts' | 'rules' | 'amount'>

/**
 * What the matter is kept as, from a template (rules M-3, K-3): where (no door), what, how often, how many, how much.
 * Nothing the reporter typed gets in but numbers and the name of a spot.
 */
export function summarise(reading: Told): string {
  const place = placeWords(reading.place, { precision: 'building' })
  const category = reading.category ? (categories.get(reading.category)?.zh ?? '事项') : '类别待定的事项'
  const parts = [`${place}:${category.replace(/\(.*\)/, '')}`, ...particulars(reading)]
  return [...parts.join(',')].slice(0, longest).join('')
}

function particulars(reading: Told): string[] {
  const { facts, rules } = reading
  const amount = facts.amountCny ?? reading.amount?.cny
  return [
    rules.includes('Y2') ? '反复发生' : '',
    rules.includes('Y9') ? '持续三个月以上' : '',
    facts.households ? `涉及${facts.households}户` : '',
    facts.people ? `涉及${facts.people}人` : '',
    facts.quantity ? `数量${facts.quantity}` : '',
    amount ? `金额约${amount}元` : '',
    facts.moneyMoved ? '资金已转出' : '',
    facts.injury === 'minor' || facts.injury === 'serious' ? '有人受伤' : '',
    rules.includes('Y8') ? '已有人处理过未见效' : '',
    facts.needs?.length ? `需照顾:${facts.needs.join('、')}` : '',
    facts.noCall ? '不要打电话' : '',
    facts.homeVisit ? '希望上门办理' : '',
    facts.fraudFeatures?.length ? `诈骗特征命中${facts.fraudFeatures.length}条` : '',
  ].filter((words) => words !== '')
}
