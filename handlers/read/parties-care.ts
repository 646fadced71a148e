import type { PartyReading } from '../../matters/reading.ts'
import type { Speaking } from './parties.ts'
import { affectedIn, minorIn, relativeIn } from './parties-labels.ts'
import { distinct, others, self } from './parties-make.ts'

/** Who asks for help, and for whom. Staff stay reporters where minutes count, else they are third parties. */
export function careParties({ text, category, role }: Speaking): PartyReading[] {
  const me = self(role !== 'resident' && !(category && urgent.test(category)) ? 'third_party' : 'reporter')
  switch (category) {
    case 'care.domestic_violence':
      return [
        ...victimAtHome(text, me),
        ...others('responsible_party', [partner.test(text) ? '伴侣' : '家庭成员']),
        ...others('minor', minorIn(text)),
      ]
    case 'care.minor_abuse':
    case 'care.minor_bullying':
      return [...childOf(text, me), ...others('responsible_party', [whoHarmed(text)])]
    case 'care.minor_hardship':
      return [me, ...others('minor', [aMinor]), ...others('family_contact', [guardianIn(text)])]
    case 'care.self_harm':
      return [
        self('reporter'),
        ofMyself.test(text) || !ofSomebody.test(text) ? self('affected') : someoneElse(text),
      ].flat()
    case 'care.missing_person':
      return [me, ...whoIsMissing(text), ...(myFamily.test(text) ? [self('family_contact')] : [])]
    case 'care.mental_support':
      return [self('reporter')]
    default:
      return distinct([
        me,
        ...others('affected', [
          affectedIn(text)[0] ?? (category === 'care.elder_alone' ? '独居老人' : undefined),
        ]),
        ...others('family_contact', [guardianIn(text)]),
        ...others('minor', hurt.test(text) ? minorIn(text) : []),
      ])
  }
}

/** Nothing more is said of a child that needs help, not even whether it is a girl (requirement A183). */
const aMinor = '未成年人'

const urgent =
  /^care\.(?:elder_alone|medical_emergency|trapped|missing_person|self_harm|domestic_violence|minor_abuse)$/
const hurt = /咬|伤|打了|出血|流血|砸[到中了]|撞|掉[进到下]|卡|锁|困|烫|晕|被/
const partner = /老公|丈夫|前夫|男友|男朋友|两口子|夫妻|老婆|媳妇/
const beatsMe = /(?:打|掐|揍|踹|扇|砍|拿刀|威胁|动手).{0,4}我(?!妈|爸|邻|家楼|们楼|楼)|我(?:又)?(?:被|让|挨)/
const childSpeaks =
  /叔叔|我(?:是|在|才|上).{0,8}(?:班|年级|小学|初[一二三中]|高[一二三中]|岁)|(?:同学|大哥哥|他们|老师|我爸|我妈|爸爸|妈妈)[^,，。]{0,10}(?:打|堵|欺负|要|骂|掐|摸)(?:了)?我(?!家|们|孩|女|儿|闺|孙)|不敢告诉(?:爸|妈|老师|家)/
const ofMyself = /我(?:真的?|也|都|就|已经|实在)*(?:不想|想死|活|要跳|撑不)/
const ofSomebody = /他|她|有人|女儿|儿子|邻居|同学|老公|老婆|楼顶|朋友|孩子|姑娘|大哥|大爷|老人|个人/
const myFamily = /我(?:妈|爸|家|儿|女|闺|孙|奶|爷|老|姥|外)/

function victimAtHome(text: string, me: PartyReading): PartyReading[] {
  return beatsMe.test(text) ? [self('victim'), me] : [me, ...others('victim', ['受害人'])]
}

function childOf(text: string, me: PartyReading): PartyReading[] {
  if (childSpeaks.test(text)) return [self('minor'), self('reporter')]
  return [me, ...others('minor', [aMinor])]
}

function someoneElse(text: string): PartyReading[] {
  return others('affected', [relativeIn(text)[0] ?? '需要帮助的人'])
}

function whoIsMissing(text: string): PartyReading[] {
  const [minor] = minorIn(text)
  return minor ? others('minor', [minor]) : others('affected', [affectedIn(text)[0] ?? '走失者'])
}

function whoHarmed(text: string): string | undefined {
  if (/同学|班上|大哥哥|高年级|初中生|高中生|中学生|学生|大孩子/.test(text)) return '年长学生'
  if (/老师|教练|园长|保育|托管/.test(text)) return '学校人员'
  if (/爸|妈|继父|继母|爷爷|奶奶|家长|保姆/.test(text)) return '照护人'
  return /有人|陌生|男的|女的|男人|老头|他们|几个人/.test(text) ? '身份不详者' : undefined
}

const relation = '姑姑|姑妈|舅舅|叔叔|伯伯|姨妈|小姨|奶奶|爷爷|外婆|外公|姥姥|姥爷|女儿|儿子|侄子|侄女|亲戚'
const raisedBy = new RegExp(`(?:跟|由|随|和|跟着)(${relation})`)
const reachedAt = new RegExp(`(${relation})(?=家|带|养|照顾|过|在外|电话|不在|联系|去|接|$|[,，。\\s])`)

/** Whom to call for somebody who cannot be asked. */
function guardianIn(text: string): string | undefined {
  return raisedBy.exec(text)?.[1] ?? reachedAt.exec(text)?.[1]
}
