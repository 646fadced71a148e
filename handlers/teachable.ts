import type { HeardMessage } from '../matters/message.ts'
import { featuresOf } from './read/features.ts'
import { inMandarin } from './read/lexicon/dialect.ts'
import { deidentify } from './refine/deidentify.ts'

/** What is no field anywhere must not stand as a number either: illness, faith, origin (rules S-1, S-6). */
const sensitive =
  /(?:心脏|血压|血糖|糖尿|癌|肿瘤|脑梗|脑血栓|中风|偏瘫|瘫|抑郁|焦虑|失眠|精神(?:病|分裂|障碍|失常|不正常)|神经病|疯[子了婆]?|傻子|弱智|智障|癫痫|羊癫疯|自闭|多动症|残疾|艾滋|HIV|乙肝|肝炎|结核|性病|怀孕|孕妇|流产|堕胎|化疗|透析|痴呆|吸毒|前科|坐过牢|刑满|基督|佛教|信佛|信教|教堂|清真|穆斯林|回族|维族|维吾尔|藏族|少数民族|同性恋)(?:[病症]|患者)?/gi

/** A mask leaves the surname standing: 王**. */
const starred = /\p{Script=Han}?\*+/gu

/**
 * What may be kept of a report's words for learning: the numbers of its pieces after names, doors, numbers, accounts,
 * links, mentions and what is sensitive were taken out.
 */
export function teachable(words: string, { sender, mentions }: HeardMessage): number[] {
  const nicks = [sender, ...mentions].map(({ nick }) => nick)
  return featuresOf(deidentify(inMandarin(words), nicks).replace(starred, ' ').replace(sensitive, ' '))
}

/** The numbers of a story told in two pieces; null where those of one piece may not be kept. */
export function teachableOf(first: number[] | null, further: number[] | null): number[] | null {
  return first && further && [...new Set([...first, ...further])].sort((a, b) => a - b)
}
