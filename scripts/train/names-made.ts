import {
  ambiguousSurnames,
  compoundSurnames,
  foreignSounds,
  givenCharacters,
  rareSurnames,
  sureSurnames,
} from '../../handlers/read/mask-names-lists.ts'

type Random = () => number
const one = (random: Random, all: string) => all[Math.floor(random() * all.length)] as string
const word = (random: Random, all: readonly string[]) => all[Math.floor(random() * all.length)] as string

const latin =
  'amy Andy Anna Ben Bella Coco Cindy David Eric Emma Eva Frank Fiona Grace Gina Helen Henry Ivy Iris Jack Jason Jenny Jessica JoJo Joyce Kevin Kitty Kelly Leo Lily Linda Lucy Lulu Mark Mary Max Mia Mike Nana Nancy Nick Olivia Peter Queenie Rick Rose Ruby Sam Sandy Sherry Sophie Tina Tom Tony Vicky Vincent Vivian Wendy Yoyo Zoe'.split(
    ' ',
  )
const before = '小大老阿'
const after = [
  '儿',
  '子',
  '仔',
  '宝',
  '妞',
  '妹',
  '哥',
  '姐',
  '爷',
  '叔',
  '少',
  '神',
  '总',
  '老师',
  '先生',
  '小姐',
  '同学',
  '老板',
  '爷爷',
  '院长',
  '主席',
  '队',
  '导',
]

/** A name as people bear it in China, or as people are called in talk and in social media; none is anybody's. */
export function madeName(random: Random): string {
  const turn = random()
  if (turn < 0.55) return fullName(random)
  if (turn < 0.63) return given(random)
  if (turn < 0.76) return nickname(random)
  if (turn < 0.83) return surname(random) + word(random, after)
  if (turn < 0.93) return foreign(random)
  return word(random, latin)
}

export function fullName(random: Random): string {
  return surname(random) + given(random)
}

function surname(random: Random): string {
  const turn = random()
  if (turn < 0.02) return word(random, compoundSurnames.split('|'))
  // The first surnames are the most frequent ones, in life as in the list.
  if (turn < 0.35) return one(random, sureSurnames.slice(0, 12))
  if (turn < 0.75) return one(random, sureSurnames)
  return one(random, turn < 0.91 ? ambiguousSurnames : rareSurnames)
}

/** One or two characters, now and then of those that names seldom have. */
function given(random: Random): string {
  const character = () => (random() < 0.93 ? one(random, givenCharacters) : one(random, rare))
  if (random() < 0.06) return character().repeat(2)
  return random() < 0.3 ? character() : character() + character()
}

const rare =
  '乙二三心一夏丁凡小大童元昱可尧仪禾米果豆暖甜糖鱼猫兔熊笑念忆沐朵尼苏艺觅朔弈邑鹿巾冉伊依晚酒九七木未末也亦又之以与'

function nickname(random: Random): string {
  const character = () => (random() < 0.7 ? one(random, givenCharacters) : one(random, rare))
  const turn = random()
  if (turn < 0.3) return character().repeat(2)
  if (turn < 0.6) return one(random, before) + character() + (random() < 0.25 ? character() : '')
  if (turn < 0.9) return (random() < 0.4 ? character() : '') + character() + word(random, after.slice(0, 12))
  return one(random, before) + one(random, sureSurnames)
}

function foreign(random: Random): string {
  const part = () => {
    let name = ''
    for (let i = 0; i < 2 + Math.floor(random() * 3); i++) name += one(random, foreignSounds)
    return name
  }
  return random() < 0.3 ? `${part()}${random() < 0.7 ? '·' : ''}${part()}` : part()
}
