import type { PartyReading } from '../../matters/reading.ts'
import type { CategoryId, Kind } from '../../matters/taxonomy.ts'
import { careParties } from './parties-care.ts'
import {
  affectedIn,
  minorIn,
  organisationsIn,
  otherSide,
  relativeIn,
  responsibleIn,
} from './parties-labels.ts'
import { distinct, others, self } from './parties-make.ts'

export interface Speaking {
  text: string
  kind: Kind | null
  category: CategoryId | null
  role: 'resident' | 'volunteer' | 'staff'
}

/** Who stands in a matter and how, by role and a neutral word; names, numbers and looks stay out. */
export function readParties(told: Speaking): PartyReading[] {
  switch (told.kind) {
    case 'dispute':
      return distinct(disputeParties(told))
    case 'hazard':
      return distinct(hazardParties(told))
    case 'tip':
      return distinct(tipParties(told))
    case 'care':
      return distinct(careParties(told))
    case 'service':
      return [self('reporter'), ...others('affected', relativeIn(told.text))]
    case 'feedback':
      return [self('reporter')]
    case null:
      return []
  }
}

/** Words that go on with a story: further people, and a witness where the speaker was there. */
export function partiesOfPart(text: string): PartyReading[] {
  const witness = wasThere.test(text) ? [self('witness')] : []
  return distinct([...witness, ...others('affected', needsHelp.test(text) ? affectedIn(text) : [])])
}

const wasThere =
  /(?:我|我们)(?:这边|这里|这儿)?(?:也|刚|都|刚才|刚刚)*(?:看见|看到|瞧见|听见|听到|闻到|在场)|亲眼|我(?:没)?见过|已经?(?:打|拨|报)(?:了)?(?:110|119|120|警)|消防(?:车)?(?:到|来)了|(?:110|119|120|警)[、和]?(?:110|119|120)?(?:都|已经|也)?(?:打|拨|报)(?:了|过|通)|(?:打|拨|报)了?(?:110|119|120|警)了/
const needsHelp = /轮椅|行动不便|卧床|瘫|走不了|下不来|孕妇|被困|困在|受伤|谁帮|出不来|坐月子|里面有人|还有人/
const harm = /咬|伤|打了|出血|流血|砸[到中了]|撞|掉[进到下]|卡|锁|困|烫|晕|被/

function disputeParties({ text, category, role }: Speaking): PartyReading[] {
  const side = otherSide(text, category)
  const bodies = organisationsIn(text).filter((label) => label !== side)
  const organisations = others('organisation', bodies)
  if (role === 'resident' && !tellsOfOthers(text, category)) {
    return [self('complainant'), ...others('respondent', [side]), ...organisations]
  }
  const [one, two] = pairIn(text)
  return [
    self('third_party'),
    ...others('complainant', [one]),
    ...others('respondent', [two ?? side]),
    ...organisations,
  ]
}

function hazardParties({ text, category }: Speaking): PartyReading[] {
  return [
    self('reporter'),
    ...(struckMe.test(text) ? [self('victim')] : []),
    ...others('responsible_party', responsibleIn(text, category)),
    ...others('minor', harm.test(text) ? minorIn(text) : []),
    ...others('affected', needsHelp.test(text) && category !== 'hazard.animal' ? affectedIn(text) : []),
  ]
}

const struckMe =
  /(?:咬|砸|绊|撞)(?:了|伤|到|中)?我(?!妈|爸|家|女|儿|孩|老|车|的)|我(?:被|让).{0,8}(?:咬|砸|绊|撞)/

function tipParties({ text, category }: Speaking): PartyReading[] {
  const ofLoss = category !== null && /^tip\.(?:fraud|theft)/.test(category)
  return [
    ...victimOfTip(text, category),
    self('reporter'),
    ...others('responsible_party', responsibleIn(text, category)),
    ...others('minor', !ofLoss && harm.test(text) ? minorIn(text) : []),
  ]
}

const kin =
  '妈|爸|奶奶|爷爷|婆婆|公公|老公|老婆|邻居|表妹|表弟|女儿|儿子|外婆|姥姥|姥爷|老人|大爷|大妈|阿姨|朋友|同事'
const lostOther = new RegExp(`(?:${kin})[^,，。]{0,14}(?:骗|转|汇|偷|丢|诈)|有人.{0,6}被(?:骗|偷)`)
const lostOwn =
  /我.{0,16}(?:被|让人?|给人?)(?:人)?(?:偷|骗|撬|划|扎|砸|盗|威胁)|(?:偷|骗|盗|撬|顺)(?:了|走)?(?:了)?我|我.{0,8}(?:丢了|不见了|没了)|(?:转|垫|汇|充|打|交|投|付)(?:了|进去|过去).{0,12}\d?|(?:威胁|恐吓|骚扰)我|我(?:家)?(?:的)?(?:车|门|电瓶|电动车|包|手机|快递)/
const beatenMyself = /我(?:被|让|挨).{0,8}(?:打|砍|捅|揍|抢)|(?:打|砍|捅)(?:了|伤)?我(?!家|们)/
const beaten = /(?:被|把).{0,8}(?:打|砍|捅|揍|刺|抢)|流血|受伤|打伤|砍伤|倒地/

function victimOfTip(text: string, category: CategoryId | null): PartyReading[] {
  if (category === 'tip.violence') {
    if (beatenMyself.test(text)) return [self('victim')]
    return others('victim', beaten.test(text) ? ['受伤者'] : [])
  }
  if (!category || !/^tip\.(?:fraud|theft|property_damage|threat)/.test(category)) return []
  if (lostOther.test(text)) return others('victim', [relativeIn(text)[0] ?? '受害人'])
  return lostOwn.test(text) ? [self('victim')] : []
}

/** 婆媳, 两口子: told by somebody else, one complains of the other; who is right is nobody's guess. */
function pairIn(text: string): [string, string | undefined] {
  if (/婆媳|婆婆|儿媳/.test(text)) return ['婆婆', '儿媳']
  if (/两口子|夫妻|夫妇|老公|老婆|丈夫|妻子|离婚/.test(text)) return ['夫妻一方', '夫妻另一方']
  if (/父子|母子|母女|父女|儿子|女儿|兄弟|姐妹|赡养/.test(text)) return ['家庭成员一方', '家庭成员另一方']
  return ['反映的居民', undefined]
}

const ownFamily =
  /我(?:家)?(?:和|跟|的)?(?:老公|老婆|丈夫|妻子|媳妇|婆婆|公公|儿子|女儿|爸|妈|弟|哥|姐|妹|前夫|前妻|男友|女友|男朋友|女朋友|丈母娘|岳|家|们|要离|想离|离婚)/

/** 楼上两口子天天吵: a neighbour who tells of it is no party. */
function tellsOfOthers(text: string, category: CategoryId | null): boolean {
  return (category === 'dispute.marriage_family' || category === 'dispute.romantic') && !ownFamily.test(text)
}
