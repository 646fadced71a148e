import { nameFeatures, nameWidth } from './mask-names-features.ts'
import { loadKnown, pairLevel, registerOf } from './mask-names-known.ts'
import { givenCharacters, rareSurnames, sureSurnames } from './mask-names-lists.ts'
import { sitesOf } from './mask-names-sites.ts'
import { isKnown, loadTagger, scores } from './tagger.ts'
import { chancesOf } from './tagger-chances.ts'
import { longestWord, wordHashes } from './tagger-words.ts'

/** Characters that may be a name, and how likely the likeliest of them is part of one. */
export interface Guess {
  start: number
  end: number
  chance: number
}

const weights = (name: string) => new URL(`../../prompts/weights/${name}`, import.meta.url)
const tagger = loadTagger(weights('names.bin'))
const known = loadKnown(weights('names.bin'), weights('words.bin'))

/**
 * A character `least` likely to belong to a name goes with its neighbours if one of them is `sure`. Chosen on
 * weibo_ner dev (nine names in ten, one other character in twenty) and on our own lines of neighbours' talk.
 */
const bounds = {
  post: { least: 0.0005, sure: 0.001, alone: 0.3 },
  between: { least: 0.004, sure: 0.015, alone: 0.8 },
  talk: { least: 0.03, sure: 0.2, alone: 0.95 },
}
/** 杨梅, 沈阳, 秋天: a word of the dictionary has to be this likely a name. */
const plainWord = 0.5
const inNames = /[\p{L}\p{N}·•．_]/u

/** Whether a text reads like a post of social media or rather like neighbours' talk or a report. */
export type Manner = keyof typeof bounds

export function mannerOf(text: string): Manner {
  return (['talk', 'between'] as const)[registerOf(text, known)] ?? 'post'
}

/** What the tagger takes for names: rather too much than too little, since a name left open cannot be taken back. */
export function guessedNames(text: string, manner: Manner): Guess[] {
  const stretches: [number, number][] = manner === 'talk' ? sitesOf(text, known) : [[0, text.length]]
  const features = nameFeatures(text, known, stretches)
  return stretches.flatMap(([from], turn) => {
    const fit = scores(tagger, features[turn] as Int32Array, nameWidth)
    const chances = chancesOf(tagger, fit, (label) => label.endsWith('-P'))
    return runs(text, from, chances, bounds[manner])
  })
}

type Bounds = Record<'least' | 'sure' | 'alone', number>

/** Neighbours that may be of a name, with one among them that is likely enough. */
function runs(text: string, from: number, chances: Float64Array, bounds: Bounds): Guess[] {
  const { least, sure, alone } = bounds
  const guesses: Guess[] = []
  for (let i = 0; i < chances.length; i++) {
    const first = i
    let chance = 0
    while (i < chances.length && (chances[i] as number) > least && inNames.test(text[from + i] as string))
      chance = Math.max(chance, chances[i++] as number)
    const [start, end] = [from + first, from + i]
    if (isWord(text, start, end) && chance < plainWord) continue
    if (end === start || chance <= (end - start === 1 ? alone : sure)) continue
    const run = chances.subarray(first, i)
    const weakest = Math.min(...run)
    // Hardly any name is that long: of such a run only what stands out of it.
    if (run.length > longestName && weakest < plainWord && !/[·•．]/.test(text.slice(start, end)))
      guesses.push(...runs(text, start, run, { ...bounds, least: weakest }))
    else guesses.push({ start, end, chance })
  }
  return guesses
}

const longestName = 4

/** Whether those characters are one word of the dictionary. */
export function isWord(text: string, start: number, end: number): boolean {
  if (end - start < 2 || end - start > longestWord) return false
  return wordHashes(text, start, end).every((hash) => isKnown(known.words, hash))
}

const pet = new RegExp(`([${givenCharacters}])\\1|[${sureSurnames}${rareSurnames}]小[\\u4e00-\\u9fff]`, 'g')

/** 佳佳, 萌萌, 叶小美 in a post, unless the pair is a usual one (天天). */
export function petNames(text: string): Guess[] {
  return [...text.matchAll(pet)].flatMap((match) => {
    const level = pairLevel(known.pairs, text.charCodeAt(match.index), text.charCodeAt(match.index + 1))
    return level <= 3 ? [{ start: match.index, end: match.index + match[0].length, chance: 1 }] : []
  })
}
