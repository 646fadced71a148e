import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import { categorise } from '../read/category.ts'
import { fold } from '../read/lexicon/cue.ts'
import { cueSums } from '../read/lexicon/index.ts'
import { noSuchCategory } from '../replies/study.ts'
import { without } from './argument-kinds.ts'
import type { Argument } from './arguments.ts'

/** What was typed, and up to four categories it may mean, best first. */
export interface CategoryMeant {
  word: string
  ids: CategoryId[]
  /** It is the one, and nobody need be asked. */
  plain: boolean
}

/** A category by id, name or a word for it behind 类别=; without that only by its whole name. */
export const category: Argument<CategoryMeant> = {
  label: '类别',
  type: 'category',
  optional: false,
  example: '类别=邻里漏水',
  take(words, { named }) {
    for (const [at, word] of words.entries()) {
      const meant = named ? categoryMeant(word) : byName(word)
      if (meant) return { value: meant, rest: without(words, at) }
      if (named) return { problem: noSuchCategory(word) }
    }
    return null
  },
}

/** What a word means: a category's name, a part of names, a cue, or what the reader makes of it; null where nothing. */
export function categoryMeant(word: string): CategoryMeant | null {
  const said = word.normalize('NFKC').trim()
  const all = [...categories.values()]
  const partly = all.filter((one) => [...said].length >= 2 && one.zh.normalize('NFKC').includes(said))
  const cued = all.filter((one) => one.cueWords.includes(said))
  const exact = byName(said)
  if (exact) return exact
  const named = partly.length > 0 ? partly : cued
  const ids = named.length > 0 ? named.map((one) => one.id) : guesses(said)
  if (ids.length === 0) return null
  // Of what only the reader makes of a word a person chooses, even where there is but one.
  return { word, ids: ids.slice(0, 4), plain: named.length === 1 }
}

function guesses(said: string): CategoryId[] {
  const guess = categorise(said)
  const cues = [...cueSums(fold(said))].filter(([id, sum]) => categories.has(id) && sum > 0)
  // Where no word is known, what seems likeliest is noise.
  if (cues.length === 0 && guess.category === null) return []
  const byCues = cues.sort((a, b) => b[1] - a[1]).map(([id]) => id)
  return [...new Set([...(guess.category ? [guess.category] : []), ...byCues, ...guess.choices])]
}

function byName(word: string): CategoryMeant | null {
  const said = word.normalize('NFKC')
  const bare = (name: string) => name.normalize('NFKC').replace(/\(.*\)/u, '')
  const found =
    categories.get(said.toLowerCase()) ??
    [...categories.values()].find((one) => one.zh.normalize('NFKC') === said || bare(one.zh) === said)
  return found ? { word, ids: [found.id], plain: true } : null
}
