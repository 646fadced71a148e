import { toNumber } from './number.ts'

const figure = '(\\d{1,4}|[一二两三四五六七八九十百]+|十几|几十|好?几十?|上百|数十)'
const households = new RegExp(
  `(?:^|[^\\d.:：])${figure}(?:多|来|余)?(?:户|家(?:人|住户|业主|商户|都|一起|联名)?(?=[^具里庭务长电装教政的门]|$)|个住户)`,
)
const people = new RegExp(
  `(?:^|[^\\d第])${figure}(?:多|来|余)?(?:个|名|号|位)?(?:人(?!民|家|行|次|以|均|份)|工人|民工|农民工|工友|业主|村民|居民|老头|大妈|学生)`,
)
const quantity = new RegExp(
  `((?:${figure.slice(1, -1)})(?:多|来|余)?(?:只|个|瓶|罐|桶|箱|辆|台|袋|吨|公斤|斤))(?:的)?(?:大|小|装满的?|空的?)?(液化气罐?|液化气瓶|煤气罐|煤气瓶|气罐|钢瓶|电动车|电瓶车|电瓶|汽油|柴油|酒精|烟花|鞭炮|油漆|稀料|炸药)`,
)
const listed = /(?:^|\n)\s*(\d{1,3})\s*[.、．)）:：]/g

/** A chain message counts its highest number; otherwise what was said: 三户, 23家. */
export function countHouseholds(text: string): number | undefined {
  if (/接龙/.test(text) || (text.match(listed)?.length ?? 0) >= 5) {
    const numbers = [...text.matchAll(listed)].map((match) => Number(match[1]))
    if (numbers.length > 0) return Math.max(...numbers)
  }
  return counted(households.exec(text)?.[1], 500)
}

export function countPeople(text: string): number | undefined {
  return counted(people.exec(text)?.[1], 5000)
}

/** 20只液化气罐: what was counted, in the words of a fixed list. */
export function findQuantity(text: string): string | undefined {
  const match = quantity.exec(text)
  return match?.[1] && match[2] ? match[1] + match[2] : undefined
}

/** At least two: "有一个人" counts nothing. 十几 is 11, 几十 is 20. */
function counted(words: string | undefined, most: number): number | undefined {
  if (!words) return undefined
  const value = vague[words] ?? toNumber(words)
  return value !== null && value !== undefined && value >= 2 && value <= most ? value : undefined
}

const vague: Record<string, number | undefined> = {
  十几: 11,
  几十: 20,
  好几十: 20,
  几: 3,
  好几: 3,
  上百: 100,
  数十: 20,
}
