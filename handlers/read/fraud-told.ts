import { findDanger } from '../gate/danger.ts'

const speaksToYou = /[您你](?!们)|尊敬的|【[^】]{2,12}】|亲爱的/
const tellsOwn =
  /(?:我|俺|咱)(?:们)?(?:家|妈|爸|爹|娘|爷|奶|姥|外|婆|公|老|儿|女|媳|哥|姐|弟|妹|叔|舅|姑|姨|邻居|同事|同学|朋友|刚|也|都|就|被|把|该|怎么|今天|上午|下午|昨)|(?:我|俺)(?:已经|现在)?(?:转|汇|打|付|给|填|输|念|说)了|(?:他|她|对方|那边|人家|骗子)(?:说|让|叫|要|讲|教|喊)|怎么办|咋办|是不是(?:骗|真)|正在(?:跟|给|听|和)|被骗|拦不住|劝不/

/**
 * Is money moving in what is told here, or somebody in another danger? What only quotes a swindler ("请您马上转到安全账户")
 * orders it, and does not tell of it.
 */
export function isUnderWay(text: string): boolean {
  const { danger } = findDanger(text)
  if (danger !== 'fraud') return danger !== null
  return tellsOwn.test(text) || !speaksToYou.test(text)
}
