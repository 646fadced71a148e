import type { About } from './facts.ts'

const immobile =
  /轮椅|瘫|卧床|偏瘫|腿脚(?:不|不太)(?:便|好|利索)|行动不便|走不(?:动|了)路?|拄拐|失能|下不(?:了|来)床|起不来床|动不了|不能走|生活不能自理|坐不起来|不方便(?:出门|走动)/
const pregnant = /孕妇|怀孕|怀着(?:孕|宝宝|二胎)|大肚子|坐月子|月子里|产妇|快生了|待产|哺乳|挺着肚/
const disabled = /残疾|残障|盲人|聋哑|听不见(?:的)?(?:老|人)|智力(?:障碍|残)|视障|听障|看不见的/
const aloneOld = /独居|空巢|孤寡|一个人(?:住|在家)|自己一个人住/
const old =
  /老人|老太|老头|大爷|大妈|大娘|奶奶|爷爷|阿婆|阿公|[七八九]十(?:多|来)?岁|[789]\d(?:多)?岁|姥|外婆|外公|老伯|老爷子/
const baby =
  /婴儿(?!车|床|用品|奶粉|房)|新生儿|刚出生|满月|[几\d一二三四五六七八九十]+个(?:多)?月(?:大)?的?(?:宝宝|孩子|娃|宝|婴)|早产/
const minor =
  /孩子|小孩|女儿|儿子|闺女|孙子|孙女|娃|宝宝|小(?:女|男)(?:孩|生)|小朋友|学生|(?:^|[^\d])(?:[1-9]|1[0-7])岁|[一二三四五六七八九十]岁|十[一二三四五六七]岁|未成年|幼儿|少女|少年|班的|年级/
const struck =
  /咬|伤|打|出血|流血|砸[到中了]|撞|被|走失|走丢|不见|堵|抢|欺负|掉[进下]|卡|锁|困|晕|烫|吓|不在了|没人管|辍学|不想念|不上学|孤儿/

/** The protection those concerned need, as a need and never as a diagnosis (rule S-1). */
export function needsIn(text: string, about: About): string[] {
  const needs: string[] = []
  if (immobile.test(text)) needs.push('行动不便')
  if (concernsMinor(text, about)) needs.push('未成年')
  if (pregnant.test(text)) needs.push('孕产')
  if (disabled.test(text)) needs.push('残障')
  if (aloneOld.test(text) && (old.test(text) || about.category === 'care.elder_alone')) needs.push('独居老人')
  return needs
}

/** A child is concerned where the matter is about children, or one was struck by it; not where one merely passes by. */
function concernsMinor(text: string, about: About): boolean {
  if (about.category?.startsWith('care.minor')) return true
  if (baby.test(text)) return true
  if (!minor.test(text) || !struck.test(text)) return false
  const bystander =
    /没(?:有)?(?:砸|咬|伤|撞|碰)[着到]|幸亏|幸好|还好|万一|怕|小心|注意|接(?:送)?孩子|过小孩|差点/
  return about.kind !== 'service' && about.kind !== 'feedback' && !bystander.test(text)
}
