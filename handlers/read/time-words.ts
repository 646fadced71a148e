/**
 * Parts of the day in wall hours, and the words people use for them; beyond 24 is the small hours of the next day.
 * `night` ones cross midnight.
 */
export const partsOfDay: Record<string, { from: number; to: number; night?: boolean; words: string }> = {
  凌晨: {
    from: 0,
    to: 6,
    words: '凌晨 拂晓 黎明时分 黎明前 天没亮 天还没亮 天不亮 天蒙蒙亮 蒙蒙亮 麻麻亮 五更天',
  },
  清晨: { from: 5, to: 8, words: '清晨 清早 大清早 一清早 一大早 一早 大早上 天刚亮 天一亮' },
  早上: { from: 6, to: 10, words: '早上 一早上 早晨 早间 早高峰 早饭时 早饭后' },
  上午: { from: 8, to: 12, words: '上午 午前 头晌 前晌 头午 上半晌 半上午' },
  中午: {
    from: 11,
    to: 14,
    words: '中午 大中午 正午 正晌午 晌午 晌午头 午间 午休 午休时间 午饭时 午饭后',
  },
  下午: { from: 12, to: 18, words: '下午 午后 后晌 过晌 下晌 后半晌 下半晌 半下午' },
  放学: { from: 16, to: 18, words: '放学 放学后 放学时 放学的时候' },
  傍晚: {
    from: 17,
    to: 20,
    words: '傍晚 黄昏 傍黑 傍黑儿 擦黑 擦黑儿 天擦黑 麻麻黑 天刚黑 掌灯时分 晚高峰 下班后',
  },
  晚上: {
    from: 18,
    to: 24,
    night: true,
    words: '晚上 大晚上 夜里 夜晚 夜间 晚间 黑夜 入夜 入夜后 天黑后 晚饭后 晚饭时 上半夜 前半夜',
  },
  半夜: {
    from: 23,
    to: 29,
    night: true,
    words:
      '半夜 大半夜 半夜里 半夜三更 深更半夜 三更半夜 黑更半夜 深夜 午夜 夜半 子夜 三更天 半夜间 夜深人静',
  },
  后半夜: { from: 24, to: 30, night: true, words: '后半夜 下半夜 后半宿 下半宿' },
  白天: { from: 8, to: 18, words: '白天 大白天 日间' },
}

const partOfWord = new Map(
  Object.entries(partsOfDay).flatMap(([part, { words }]) =>
    words.split(' ').map((word) => [word, part] as const),
  ),
)
/** Single letters stand for a part only beside a day or an hour (昨晚, 早8点), so the pattern leaves them out. */
const partOfLetter: Record<string, string> = {
  早: '早上',
  晨: '早上',
  晚: '晚上',
  夜: '晚上',
  a: '上午',
  p: '下午',
}

/** The part of the day a word stands for (夜里 → 晚上). */
export function partOf(word: string): string | null {
  return partOfWord.get(word) ?? partOfLetter[word] ?? null
}

/** Longer words first: alternation takes the first that fits. Those 楼上 are loud 半夜, not 上半夜. */
export const partPattern = [...partOfWord.keys()]
  .sort((a, b) => b.length - a.length)
  .map((word) => (/^[上下]半/.test(word) ? `(?<!楼)${word}` : word))
  .join('|')

/** 昨天, 前儿个, 大大后天; 今晚 gives its 今. In 以后天天 there is no 后天, in 之前晚上 no 前晚. */
export const dayPattern =
  '(?<![以之今往然最])(?:大{0,2}[前后](?:天(?!天(?!气))|日(?=[早晚上下中夜,，。]|$)|儿个?)|前(?=[早晚夜]))|[今昨明](?:天|日(?!头条|之后|之星|方舟)|儿个?|个儿?(?!月|星期|礼拜|周))|当天|[今昨明当](?=[早晚夜晨])'

const shifts: Record<string, number> = { 前: -2, 昨: -1, 今: 0, 当: 0, 明: 1, 后: 2 }

/** How many days from today a word of the pattern is: 大前天 -3. */
export function dayShift(word: string): number {
  const big = word.lastIndexOf('大') + 1
  const shift = shifts[word[big] ?? ''] ?? 0
  return shift + Math.sign(shift) * big
}

/** 上上个, 下一, 这, 本 before a week or a month. What lives 楼上 or came 晚上 is no last week's. */
export const turnPattern = '(?:(?<![楼早晚路网街马身以])(?:上{1,4}|下{1,4})一?个?|[这本今此当]个?)'
/** How many weeks or months such a word moves. */
export function turnOf(word: string): number {
  const [letters = ''] = /^[上下]*/.exec(word) ?? []
  return letters.startsWith('下') ? letters.length : -letters.length
}

/** 周三, 礼拜天, 星期日: 1 Monday … 7 Sunday. 一周一次 has no Monday. */
export const weekPattern =
  '(?:(?:礼拜|星期|(?<!(?<![周期拜])[一二两三四五六七八九十几半])周)(?:六日|(?:[一二三四五六日天末]|[1-7](?![天日号]|小时))(?![年个度次趟]))|双休日)'
export function weekdayOf(word: string): number {
  const letter = word.at(-1) ?? ''
  return '日天'.includes(letter) ? 7 : '一二三四五六'.indexOf(letter) + 1 || Number(letter)
}

/** Idioms for what comes again and again. */
export const againPattern =
  '天天|夜夜|日日|隔三[差岔]五|三天两头|三不五时|隔天(?!的)|整天|成天|一天到晚|从早到晚|没日没夜|每到|每逢'
/** Told to come again: 每两周, 隔天, 整宿. */
export const everyPattern = `每隔?[零〇一二两三四五六七八九十几\\d]{0,3}个?(?:工作日|天|日|晚|夜|周|月|年|季度|星期|礼拜|小时|分钟)|隔(?:[一二两三四五六七八九十几\\d]{1,2}个?)?(?:天|日|周|月|星期|礼拜|小时)(?=[就一都便又来])|一个?(?:天|周|月|年|星期|礼拜)(?=[一两二三四五六七八九十几\\d]{1,2}[次回趟])|[两二三四五六半\\d]个?(?:天|周|月|年|星期|礼拜)(?=一[次回趟])|月月|年年|周周|整宿|成宿|(?<![个\\d一二三四五六七八九十])工作日(?=[早晚上下中每的都])|${againPattern}`

/** Traditional letters that times are written with, and in the same order the simplified ones the rules know. */
const traditional = '禮週後個點號時鐘鍾兩間來過內從農曆歷臘閏節剛這現淩裡裏開國慶陽際幾'
const simple = '礼周后个点号时钟钟两间来过内从农历历腊闰节刚这现凌里里开国庆阳际几'
const anyTraditional = new RegExp(`[${traditional}]`, 'g')

/** Simplifies them; every letter keeps its place. */
export function simplified(text: string): string {
  return text.replace(anyTraditional, (letter) => simple.charAt(traditional.indexOf(letter)))
}
