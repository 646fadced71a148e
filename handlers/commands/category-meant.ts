import { type Category, type CategoryId, categories } from '../../matters/taxonomy.ts'
import { without } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

/** The categories a word may mean: an id, a name or a part of one, a word people say for it; the exact ones alone. */
export function categoriesMeant(word: string): Category[] {
  const said = word.normalize('NFKC')
  if ([...said].length < 2) return []
  const all = [...categories.values()]
  const exact = all.filter((one) => one.id === said || bare(one.zh) === said)
  if (exact.length > 0) return exact
  const named = all.filter((one) => one.zh.includes(said))
  return named.length > 0 ? named : all.filter((one) => one.cueWords.includes(said))
}

const bare = (zh: string) => zh.replace(/\(.*\)/u, '')

/** One category of the taxonomy: 邻里漏水, 漏水. */
export const category: Argument<CategoryId> = {
  label: '类别',
  type: 'category',
  optional: false,
  example: '邻里漏水',
  take(words) {
    for (const [at, word] of words.entries()) {
      const [meant, ...others] = categoriesMeant(word)
      if (!meant) continue
      if (others.length > 0) {
        const choices = [meant, ...others].slice(0, 5).map((one) => bare(one.zh))
        return { problem: `「${word}」可能是:${choices.join('、')}。请写全名。` }
      }
      return { value: meant.id, rest: without(words, at) }
    }
    return null
  },
}
