/**
 * Words of dialects, traditional forms and slips of voice input, each with what a Mandarin speaker would have typed;
 * lexicons and signs of danger need to know the latter only. Longer ones first where one begins another.
 */
const meanings: readonly (readonly [meaning: string, words: string])[] = [
  // Cantonese
  ['困电梯', '困𨋢 困車𨋢'],
  ['电梯', '電梯 𨋢'],
  ['不见', '唔見 唔见'],
  ['不是', '唔系 唔係'],
  ['是不是', '系咪 係咪'],
  ['麻烦', '唔该 唔該'],
  ['起不来', '起唔到身 起唔返身'],
  ['出不来', '出唔到嚟 出唔返嚟 出唔嚟'],
  ['有没有', '有冇'],
  ['没有', '冇得 呒没'],
  ['没', '冇 呒'],
  ['不', '唔'],
  ['他们', '佢哋'],
  ['他', '佢'],
  ['我们', '我哋 阿拉'],
  ['在', '喺度 喺'],
  ['着火了', '着咗火 火燭 火烛'],
  ['了', '咗'],
  ['的', '嘅'],
  ['来', '嚟'],
  ['还有', '仲有'],
  ['还在', '仲喺'],
  ['那个', '嗰个 嗰個'],
  ['那', '嗰'],
  ['哪个', '边个'],
  ['家里', '屋企'],
  ['里面', '入面'],
  ['隔壁', '隔篱 隔籬'],
  ['小孩', '细路仔 细路 細路仔 細路 细伢子 细伢'],
  ['拿着', '揸住 揸着'],
  ['打电话', '倾电话'],
  ['快点', '快啲'],
  ['整', '成栋 成屋'],
  ['爸爸', '老豆 阿爸'],
  ['妈妈', '阿妈'],
  ['大爷', '阿伯'],
  ['打架', '打交'],
  ['摔了一跤', '跌咗一跤'],
  ['掉下', '跌落'],
  // Hunan, Sichuan
  ['掉河', '跌河'],
  ['掉塘', '跌塘'],
  ['孩子', '伢子 伢崽 伢 娃儿 小囡'],
  ['姑娘', '妹陀 妹坨 幺妹'],
  ['老头', '老倌子 老倌'],
  ['什么', '么子 啥子'],
  ['屋里', '屋头'],
  ['头', '脑壳'],
  ['锁着', '锁起'],
  ['着火', '遭火烧'],
  ['池塘', '堰塘'],
  ['老婆', '婆娘 堂客'],
  // Shanghai, Henan, the north-east
  ['找不到', '寻勿着 寻不着 找不着'],
  ['谁', '啥人'],
  ['我爸', '俺爹 俺爸 我爹 俺大'],
  ['我妈', '俺娘 俺妈 我娘'],
  ['我', '俺'],
  // Slips of voice input
  ['抛物', '抛雾 抛务 抛误'],
  ['瓶子', '平子'],
  ['单元', '丹元 单园'],
  ['玻璃', '波璃'],
  // Traditional forms of what danger is told with
  ['楼', '樓'],
  ['烟', '煙'],
  ['气', '氣'],
  ['见', '見'],
]

const meaningOf = new Map(
  meanings.flatMap(([meaning, words]) => words.split(' ').map((word) => [word, meaning] as const)),
)
const anyWord = new RegExp(
  [...meaningOf.keys()]
    .sort((a, b) => b.length - a.length)
    .join('|')
    .replace('平子', '(?<![太公生])平子'),
  'g',
)
/** 1 for the first letters of the words: most lines have none, and cost this one look. */
const beginnings = new Uint8Array(0x10000)
/** Their first two letters, or 0 for the second where one is a word by itself. */
const openings = new Set<number>()
for (const word of meaningOf.keys()) {
  beginnings[word.charCodeAt(0)] = 1
  openings.add(word.charCodeAt(0) * 0x10000 + (word.length > 1 ? word.charCodeAt(1) : 0))
}
const particle = /[哒咯嘞唻咧]/
const particles = /(?<=[\u4e00-\u9fa5])[哒咯嘞唻咧](?![哒咯嘞])/g

/** The text in the words of Mandarin; a text without dialect comes back as it is. */
export function inMandarin(text: string): string {
  return mayHoldAny(text) ? text.replace(anyWord, (word) => meaningOf.get(word) ?? word) : text
}

/** As `inMandarin`, with 哒, 咯, 嘞 as the 了 they stand for; to be matched with signs, not weighed. */
export function inPlainMandarin(text: string): string {
  const mandarin = inMandarin(text)
  return particle.test(mandarin) ? mandarin.replace(particles, '了') : mandarin
}

function mayHoldAny(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const first = text.charCodeAt(at)
    if (beginnings[first] === 0) continue
    if (openings.has(first * 0x10000) || openings.has(first * 0x10000 + text.charCodeAt(at + 1))) return true
  }
  return false
}
