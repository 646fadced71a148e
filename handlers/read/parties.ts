import type { PartyReading } from '../../matters/reading.ts'
import type { CategoryId, Kind, PartyRole } from '../../matters/taxonomy.ts'
import { affectedIn, minorIn, organisationsIn, otherSide, relativeIn, responsibleIn } from './parties-labels.ts'

export interface Speaking {
  text: string
  kind: Kind | null
  category: CategoryId | null
  role: 'resident' | 'volunteer' | 'staff'
}

/** Who stands in a matter and how, by role and a neutral word; names, numbers and looks stay out. */
export function readParties(told: Speaking): PartyReading[] {
  if (!told.kind) return []
  if (told.kind === 'dispute') return disputeParties(told)
  if (told.kind === 'hazard') return hazardParties(told)
  if (told.kind === 'tip') return tipParties(told)
  if (told.kind === 'care') return careParties(told)
  return [self('reporter'), ...(told.kind === 'service' ? others('affected', relativeIn(told.text)) : [])]
}

/** Words that go on with a story: further people, and a witness where the speaker was there. */
export function partiesOfPart(text: string): PartyReading[] {
  const parties: PartyReading[] = []
  if (/(?:我|我们)(?:这边|这里|这儿)?(?:也|刚|都|刚才|刚刚)*(?:看见|看到|瞧见|听见|听到|闻到|在场)|亲眼|我(?:没)?见过|^已?经?(?:打|拨|报)(?:了)?(?:110|119|120|警)|消防(?:车)?(?:到|来)了/.test(text)) parties.push(self('witness'))
  if (needsHelp.test(text)) parties.push(...others('affected', affectedIn(text)))
  return distinct(parties)
}

const needsHelp = /轮椅|行动不便|卧床|瘫|走不了|下不来|孕妇|被困|困在|受伤|谁帮|出不来|坐月子/

function disputeParties({ text, category, role }: Speaking): PartyReading[] {
  const other = otherSide(text, category)
  const organisations = others('organisation', organisationsIn(text).filter((label) => label !== other))
  if (role === 'resident' && !tellsOfOthers(text, category)) {
    return distinct([self('complainant'), ...others('respondent', [other]), ...organisations])
  }
  const [one, two] = pairIn(text)
  return distinct([self('third_party'), ...others('complainant', [one]), ...others('respondent', [two ?? other]), ...organisations])
}

function hazardParties({ text, category }: Speaking): PartyReading[] {
  return distinct([
    self('reporter'),
    ...others('responsible_party', responsibleIn(text, category)),
    ...others('minor', harm.test(text) ? minorIn(text) : []),
    ...others('affected', needsHelp.test(text) || (/(?:里面|还)有人/.test(text) && category !== 'hazard.animal') ? affectedIn(text) : []),
    ...others('victim', /(?:咬|砸|撞|绊|摔)(?:了|伤|到|中)?(?:我|我(?:妈|爸|老公|老婆))|我(?:被|让).{0,8}(?:咬|砸|绊|撞)/.test(text) ? ['受伤者'] : [], /(?:咬|砸)(?:了|伤|到|中)?我(?!妈|爸|家|女|儿|孩|老|车|的)|我(?:被|让).{0,8}(?:咬|砸)/.test(text)),
  ])
}

function tipParties({ text, category, role }: Speaking): PartyReading[] {
  const parties = [self(role === 'resident' || category === 'tip.violence' ? 'reporter' : 'reporter')]
  if (category?.startsWith('tip.fraud') || category?.startsWith('tip.theft') || category === 'tip.property_damage' || category === 'tip.threat') {
    if (lostOwn.test(text)) parties.unshift(self('victim'))
    else if (lostOther.test(text)) parties.push(...others('victim', [relativeIn(text)[0] ?? '受害人']))
  }
  if (category === 'tip.violence') {
    if (/我(?:被|让|挨).{0,8}(?:打|砍|捅|揍|抢)|(?:打|砍|捅)(?:了|伤)?我(?!家|们)/.test(text)) parties.unshift(self('victim'))
    else if (/(?:有人|个人|男的|女的|老人|保安|人)(?:被|让)?.{0,6}(?:打|砍|捅|流血|受伤|倒)/.test(text) && /被|流血|受伤|倒/.test(text)) parties.push(...others('victim', ['受伤者']))
  }
  return distinct([...parties, ...others('responsible_party', responsibleIn(text, category)), ...others('minor', /tip\.(?:theft|fraud)/.test(category ?? '') ? [] : harm.test(text) ? minorIn(text) : [])])
}

function careParties({ text, category, role }: Speaking): PartyReading[] {
  const me = self(role !== 'resident' && !emergencies.test(category ?? '') ? 'third_party' : 'reporter')
  switch (category) {
    case 'care.domestic_violence':
      return distinct([...(selfHarmed.test(text) ? [self('victim'), me] : [me, ...others('victim', ['受害人'])]), ...others('responsible_party', [/老公|丈夫|前夫|男友|男朋友|两口子|夫妻|老婆|媳妇/.test(text) ? '伴侣' : '家庭成员']), ...others('minor', minorIn(text))])
    case 'care.minor_abuse':
    case 'care.minor_bullying': {
      const childSpeaks = /叔叔|阿姨|我(?:是|在|才|上).{0,8}(?:班|年级|小学|初[一二三中]|高[一二三中]|岁)|(?:同学|大哥哥|他们|老师|我爸|我妈|爸爸|妈妈)[^,，。]{0,10}(?:打|堵|欺负|要|骂|掐|摸)(?:了)?我(?!家|们|孩|女|儿|闺|孙)|不敢告诉(?:爸|妈|老师|家)/.test(text)
      return distinct([...(childSpeaks ? [self('minor'), self('reporter')] : [me, ...others('minor', [minorIn(text)[0] ?? '儿童'])]), ...others('responsible_party', abuserIn(text))])
    }
    case 'care.minor_hardship':
      return distinct([me, ...others('minor', [minorIn(text)[0] ?? '儿童']), ...others('family_contact', guardianIn(text))])
    case 'care.self_harm':
      return distinct([self('reporter'), /我(?:真的?|也|都|就|已经|实在)?(?:不想|想死|活|要跳|撑不)/.test(text) || !/他|她|有人|女儿|儿子|邻居|同学|老公|老婆|楼顶|朋友|孩子/.test(text) ? self('affected') : other('affected', relativeIn(text)[0] ?? '需要帮助的人')])
    case 'care.missing_person':
      return distinct([me, ...(minorIn(text).length > 0 ? others('minor', minorIn(text)) : others('affected', [affectedIn(text)[0] ?? '走失者'])), ...(/我(?:妈|爸|家|儿|女|闺|孙|奶|爷|老|姥|外)/.test(text) ? [self('family_contact')] : [])])
    case 'care.mental_support':
      return [self('reporter')]
    default:
      return distinct([me, ...others('affected', [affectedIn(text)[0] ?? (category === 'care.elder_alone' ? '独居老人' : '')]), ...others('family_contact', guardianIn(text)), ...others('minor', harm.test(text) ? minorIn(text) : [])])
  }
}

const emergencies = /^care\.(?:elder_alone|medical_emergency|trapped|missing_person|self_harm|domestic_violence|minor_abuse)$/
const harm = /咬|伤|打了|出血|流血|砸[到中了]|撞|掉[进到下]|卡|锁|困|烫|晕|被/
const lostOwn = /我.{0,16}(?:被|让人?|给人?)(?:人)?(?:偷|骗|撬|划|扎|砸|盗|威胁)|(?:偷|骗|盗|撬|顺)(?:了|走)?(?:了)?我(?!妈|爸|们小区|婆|奶|爷|邻)|我.{0,8}(?:丢了|不见了|没了|转了|垫了|汇了|充了|打了|交了|付了|投了)|(?:转|垫|汇|充|打|投|付)(?:了|进去|过去).{0,12}\d|(?:威胁|恐吓|骚扰)我|我(?:家)?(?:的)?(?:车|门|电瓶|电动车|包|手机|快递)/
const lostOther = /(?:我|俺)?(?:妈|爸|奶奶|爷爷|婆婆|公公|老公|老婆|邻居|表妹|表弟|女儿|儿子|外婆|姥姥|老人|大爷|大妈|阿姨).{0,16}(?:骗|转|汇|偷|丢|诈)|有人.{0,6}被(?:骗|偷)/
const selfHarmed = /(?:打|掐|揍|踹|扇|砍|拿刀|威胁|动手).{0,4}我(?!妈|爸|邻|家楼|们楼|楼)|我(?:又)?(?:被|让|挨)/

function abuserIn(text: string): string[] {
  if (/同学|班上|大哥哥|高年级|初中生|高中生|中学生|学生|大孩子/.test(text)) return ['年长学生']
  if (/老师|教练|园长|保育/.test(text)) return ['学校人员']
  if (/爸|妈|继父|继母|爷爷|奶奶|家长|大人|男人/.test(text)) return ['照护人']
  return /有人|陌生|男的|女的|他们|几个人/.test(text) ? ['身份不详者'] : []
}

function guardianIn(text: string): string[] {
  const relation = /(姑姑|姑妈|舅舅|叔叔|伯伯|姨妈|小姨|奶奶|爷爷|外婆|外公|姥姥|姥爷|女儿|儿子|侄子|侄女)(?=家|带|养|照顾|过|在外|电话|不在|联系|去|接|$|[,，。\s])/.exec(text)
  const kin = /(?:跟|由|随|和|跟着)(姑姑|姑妈|舅舅|叔叔|伯伯|姨妈|小姨|奶奶|爷爷|外婆|外公|姥姥|姥爷|亲戚)/.exec(text)
  const found = kin?.[1] ?? relation?.[1]
  return found ? [found] : []
}

/** 婆媳, 两口子: told by somebody else, one complains of the other; who is right is nobody's guess. */
function pairIn(text: string): [string, string | undefined] {
  if (/婆媳|婆婆|儿媳/.test(text)) return ['婆婆', '儿媳']
  if (/两口子|夫妻|夫妇|老公|老婆|丈夫|妻子|离婚/.test(text)) return ['夫妻一方', '夫妻另一方']
  if (/父子|母子|母女|父女|儿子|女儿|兄弟|姐妹|赡养/.test(text)) return ['家庭成员一方', '家庭成员另一方']
  return ['反映的居民', undefined]
}

/** 楼上两口子天天吵: a neighbour who tells of it is no party. */
function tellsOfOthers(text: string, category: CategoryId | null): boolean {
  if (category !== 'dispute.marriage_family' && category !== 'dispute.romantic') return false
  return !/我(?:家)?(?:和|跟|的)?(?:老公|老婆|丈夫|妻子|媳妇|婆婆|公公|儿子|女儿|爸|妈|弟|哥|姐|妹|前夫|前妻|男友|女友|男朋友|女朋友|丈母娘|岳|家|们|要离|想离|离婚)/.test(text)
}

function self(role: PartyRole): PartyReading {
  return { role, self: true, label: '反映人' }
}

function other(role: PartyRole, label: string): PartyReading {
  return { role, self: false, label }
}

function others(role: PartyRole, labels: (string | undefined)[], mine = false): PartyReading[] {
  return labels.flatMap((label) => (label ? [mine ? self(role) : other(role, label)] : []))
}

function distinct(parties: PartyReading[]): PartyReading[] {
  return parties.filter((party, i) => parties.findIndex((p) => p.role === party.role && p.self === party.self && p.label === party.label) === i)
}
