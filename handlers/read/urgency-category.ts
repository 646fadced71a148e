import type { Danger } from '../../matters/reading.ts'
import type { CategoryId } from '../../matters/taxonomy.ts'
import { soundsAbandoned } from '../gate/danger-alone.ts'
import { posesAsOffice } from '../gate/danger-fraud.ts'

/** What a danger makes of the matter, whatever else the words are about. `choices` are the categoriser's, best first. */
export function categoryOfDanger(danger: Danger, text: string, choices: readonly CategoryId[]): CategoryId {
  switch (danger) {
    case 'fire':
      return 'hazard.fire_active'
    case 'gas':
      return 'hazard.gas'
    case 'trapped':
      return /电梯|電梯|lift|轿厢|升降机|铁(?:盒|箱)子|上下楼(?:那|坐)|(?<!楼)梯(?:停|卡|.{0,3}不动)|卡(?:在)?[\d一二三四五六七八九十]+[楼层].{0,2}[跟和与到]?[\d一二三四五六七八九十]+[楼层]/i.test(
        text,
      )
        ? 'hazard.elevator'
        : 'care.trapped'
    case 'self_harm':
      return 'care.self_harm'
    case 'violence':
      return atHome.test(text) ? 'care.domestic_violence' : 'tip.violence'
    case 'child':
      // Who flees from a drinker with her child tells of herself.
      if (ownVictim.test(text)) return 'care.domestic_violence'
      return peers.test(text) && !grownUp.test(text) ? 'care.minor_bullying' : 'care.minor_abuse'
    case 'missing':
      return 'care.missing_person'
    case 'medical':
      return soundsAbandoned(text) ? 'care.elder_alone' : 'care.medical_emergency'
    case 'electric':
      return 'hazard.water_power_heat'
    case 'fraud':
      if (posesAsOffice(text)) return 'tip.fraud.impersonate_police'
      return choices.find((one) => one.startsWith('tip.fraud.')) ?? 'tip.fraud.other'
  }
}

const atHome =
  /家暴|女的[^,，。]{0,6}[喊哭][^,，。]{0,4}别打|他[^,，。]{0,4}喝了?(?:酒|多)|喝了酒回来|我(?:跟|和|带着?)(?:闺女|女儿|儿子|孩子|娃)[^,，。]{0,4}(?:锁|躲|藏)|家庭暴力|(?:老公|丈夫|前夫|男朋友|男友|老婆|媳妇|妻子|婆婆|公公|我爸|我妈|爸爸|妈妈|女婿|儿子|儿媳)[^,，。]{0,12}(?:打|揍|掐|踹|扇|砍|捅|拿|动手|殴)|(?:打|揍|掐|踹|殴打)(?:他|她|自己|我)?(?:的)?(?:老婆|媳妇|女人|妻子|老公|我妈|妈妈|爸妈|父母)|(?:两口子|夫妻|夫妇|小两口)[^,，。]{0,10}(?:打|动手|动刀|拿刀)|被(?:我)?(?:老公|丈夫|前夫|男友|男朋友|老婆|儿子|女婿)/
const ownVictim =
  /(?:老公|丈夫|他)[^,，。]{0,4}喝(?:了|多|醉)[^。]{0,24}(?:我(?:跟|和|带着?)|[打踹扇掐]我|挨了)|我(?:跟|和|带着?)(?:闺女|女儿|儿子|孩子|娃)[^,，。]{0,4}(?:锁|躲|藏)/
const peers =
  /同学|校|班|放学|大哥哥|大孩子|高年级|初中生|高中生|中学生|小学生|学生|大哥|混混|几个(?:人|男|女)|要钱|保护费|霸凌|欺凌|欺负/
const grownUp =
  /皮带|烟头|衣架|擀面杖|家里[^,，。]{0,6}打|(?:爸爸?|妈妈?|继父|继母|后[爸妈]|养父|养母|老师|教练|保姆|大人|男人|叔叔|邻居|亲戚|姑|舅|爷爷|奶奶|家长|男的|陌生人|有人)[^,，。\s]{0,8}(?:打|揍|掐|踹|虐|摸|烫|关|绑|扇|拖|拽|抱|踢|饿|尾随)|猥亵|性侵|强奸|拐|抱走|人贩|虐待|往死里|(?:毒|殴)打(?:孩|小|娃|儿|女)|打(?:孩子|小孩|娃|儿子|女儿)/
