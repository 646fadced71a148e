import type { Reading } from '../../matters/reading.ts'

const plea =
  /管[管不一啊呀]|没人管|来人|快来|喊人|派人|处理|解决|登记|记[一录下]|帮帮|救|催|咋办|怎么办|咋整|点办|出(?:大)?事/u
const longestPlea = 14

/** 快喊人来, 你管不管: whoever turns to the bot with no more than this means what was told here just before. */
export function pleads(text: string, readings: readonly Pick<Reading, 'category'>[]): boolean {
  const words = text.trim()
  if (words.length > longestPlea || readings.some(({ category }) => category !== null)) return false
  return plea.test(words)
}
