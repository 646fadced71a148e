import type { AmountReading, Danger, Facts } from '../../matters/reading.ts'
import type { CategoryId, Kind } from '../../matters/taxonomy.ts'
import { moneyJustMoved } from '../gate/danger-fraud.ts'
import { countHouseholds, countPeople, findQuantity } from './facts-count.ts'
import { fraudFeaturesIn } from './facts-fraud.ts'
import { needsIn } from './facts-needs.ts'

/** What a text is known to be about when its facts are read. */
export interface About {
  kind: Kind | null
  category: CategoryId | null
  danger: Danger | null
}

/** Only what was said. Nothing is concluded from silence. */
export function readFacts(text: string, amount: AmountReading | null, about: About): Facts {
  const fraud = about.category?.startsWith('tip.fraud') ?? false
  const features = fraud ? fraudFeaturesIn(text) : []
  const needs = needsIn(text, about)
  return present({
    amountCny: amount?.cny,
    households: countHouseholds(text),
    people: countPeople(text),
    quantity: findQuantity(text),
    injury: injuryIn(text),
    called110: called(text, '110|报警|警察') || undefined,
    called119: called(text, '119|消防|火警') || undefined,
    fraudFeatures: features.length > 0 ? features : undefined,
    moneyMoved: (fraud && (moneyJustMoved(text) || lost(text))) || undefined,
    needs: needs.length > 0 ? needs : undefined,
    homeVisit:
      (about.kind === 'service' &&
        /上门|来(?:我)?家里?(?:办|给|采|拍|照)|到家里?(?:来)?(?:办|给|采|拍)/.test(text)) ||
      undefined,
    noCall: noCall.test(text) || undefined,
  })
}

/** 别给我回电话 他听见更疯: a call would give them away. */
const noCall =
  /(?:别|不要|不能|甭)(?:再|往我这|给我|跟我)*(?:回|打|来)(?:过来|给我)?(?:个|的)?(?:电话|语音|视频)|(?:别|不要|甭)(?:给我)?打(?:过)?来|(?:不(?:方便|能|敢)|没法|没办法)(?:接|打)(?:电话|语音)|不(?:方便|敢)(?:说话|出声|吭声|开口|讲话)|(?:说话|出声|手机|电话)(?:一)?响?(?:就|会|要)?(?:被)?.{0,3}(?:听见|听到|发现)/

const unhurt =
  /没(?:有)?(?:人)?(?:受伤|伤[到着亡]|伤)|无人(?:员)?(?:受伤|伤亡)|人(?:都|也)?没事|没(?:砸|撞|碰|咬|烧|伤)[到着]人|未(?:造成)?(?:人员)?(?:受伤|伤亡)|人没(?:伤|受)/
const grave =
  /骨折|重伤|昏迷|大出血|流血不止|血流不止|止不住血|抢救|缝了?.{0,3}针|断了(?:胳膊|腿|手|肋)|(?:胳膊|腿|手|肋骨)断|满(?:头|脸|身)(?:都)?是?血|不省人事|烧伤|ICU|捅伤|砍伤|打成.{0,4}伤/
const slight =
  /擦伤|破皮|出血|流血|淤青|青一块|红肿|轻[微伤]|划[伤破]|抓[伤破]|咬[了伤到破]|扭伤|崴|肿了|蹭破|磕[破伤]|砸伤|摔伤|烫伤|打伤|受了?(?:点)?伤|受伤/

function injuryIn(text: string): Facts['injury'] {
  if (unhurt.test(text)) return 'none'
  if (grave.test(text)) return 'serious'
  return slight.test(text) && !/(?:怕|万一|容易|差点|险些|会|可能).{0,8}(?:伤|咬)/.test(text)
    ? 'minor'
    : undefined
}

/** 已打119, 报警了; not 快打119, 要不要报警. */
function called(text: string, whom: string): boolean {
  const done = new RegExp(
    `(?:已经?|刚刚?|都|我|也|有人|保安|邻居)(?:已经?|都|给|就|先)*(?:打|拨|报|叫)(?:了|过|通|完)?(?:电话)?(?:给)?(?:了)?(?:${whom})|(?:打|拨|报|叫)(?:了|过|完|通了)(?:个)?(?:${whom})|(?:${whom})(?:电话)?(?:已经?)?(?:打|报|叫|拨)?(?:了|过了|来了|到了|在路上)`,
  )
  return (
    done.test(text) &&
    !new RegExp(
      `(?:快|赶紧|请|要不要|要不|应该|建议|可以|别|没|再不|直接|帮忙|谁)(?:点)?(?:帮忙)?(?:打|拨|报|叫)?(?:了|个)?(?:${whom})`,
    ).test(text)
  )
}

const lost = (text: string) =>
  /被骗(?:了|走|去)|骗(?:走|了)|(?:转|汇|打|垫|充|投)(?:了|进去了?|过去了?|出去了?)/.test(text) &&
  !/没(?:有)?(?:转|被骗|上当|汇)|差[点些]/.test(text)

function present(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Facts
}
