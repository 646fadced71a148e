import type { Span } from './mask.ts'
import { foreignNames } from './mask-names-foreign.ts'
import {
  ambiguousSurnames,
  compoundSurnames,
  foreignSounds,
  rareSurnames,
  sureSurnames,
  titleWords,
} from './mask-names-lists.ts'
import { beforeTitle, isPlain } from './mask-names-plain.ts'
import { maskedByRules } from './mask-names-rules.ts'
import { type Guess, guessedNames, mannerOf, petNames } from './mask-names-tagger.ts'

/** Names of people: 刘翠萍 → 刘**. Among neighbours, who is called by kin or title alone stays (王姐, 周警官). */
export function maskedNames(text: string): Span[] {
  let from = 0
  return text.split('\n').flatMap((line) => {
    const begin = from
    from += line.length + 1
    return namesOfLine(line).map(([start, end]): Span => [begin + start, begin + end])
  })
}

function namesOfLine(text: string): Span[] {
  const manner = mannerOf(text)
  const post = manner === 'post'
  const guesses = [...guessedNames(text, manner), ...(post ? petNames(text) : [])].flatMap((found) => {
    const guess = whole(text, trimmed(text, found))
    const named = post ? guess : beforeTitle(text, guess)
    return named &&
      (hasHan(text, named) || (post && named.chance > latinName)) &&
      !isPlain(text, named.start, named.end)
      ? [named]
      : []
  })
  const ruled = maskedByRules(text).filter(([start, end]) => !isPlain(text, start - 1, end))
  return [
    ...foreignNames(text, post),
    ...ruled,
    ...[...guesses, ...again(text, guesses)].flatMap((guess) => starred(text, guess)),
  ]
}

/** VIP, MINI, QvQ, 520: what is not in Chinese is seldom a name. */
const latinName = 0.05

function hasHan(text: string, { start, end }: Guess): boolean {
  return /[\u4e00-\u9fff]/.test(text.slice(start, end))
}

const anySurname = `(?:${compoundSurnames}|[${sureSurnames}${ambiguousSurnames}${rareSurnames}])`
const surname = new RegExp(`^${anySurname}(?=[\\u4e00-\\u9fff])`)
const title = new RegExp(`(?<=..)(?:${titleWords})$`)
const foreign = new RegExp(`^[${foreignSounds}]+`)

/** 跟 and the like beside a name are hardly ever of it. */
function trimmed(text: string, { start, end, chance }: Guess): Guess {
  const words = text.slice(start, end)
  const bare = words.length < 3 ? words : words.replace(small, '')
  const from = start + (words.length < 3 ? 0 : words.indexOf(bare))
  return { start: from, end: from + bare.length, chance }
}

const small =
  /^[的了是在和跟与及就都也还被把给到]+(?=..)|(?<=..)[的了是在和跟与及就都也还说吗呢吧啊呀被把给来去到]+$|(?<=.{3})家$/g

/** A name in foreign sounds goes on as long as they do. */
function whole(text: string, guess: Guess): Guess {
  if (foreign.exec(text.slice(guess.start, guess.end))?.[0].length !== guess.end - guess.start) return guess
  if (guess.end - guess.start < 2) return guess
  return { ...guess, end: guess.end + (foreign.exec(text.slice(guess.end, guess.end + 6))?.[0].length ?? 0) }
}

/** Where a name, or the given name of one, stands again. */
function again(text: string, guesses: Guess[]): Guess[] {
  const names = guesses
    .filter(({ chance }) => chance > 0.5)
    .map(({ start, end }) => text.slice(start, end))
    .filter((name) => /^[\u4e00-\u9fff]{2,4}$/.test(name))
    .flatMap((name) => (name.length === 3 && surname.test(name) ? [name, name.slice(1)] : [name]))
  return names.flatMap((name) => {
    const found: Guess[] = []
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1))
      found.push({ start, end: start + name.length, chance: 1 })
    return found
  })
}

/** The surname of a name stays, and so does a title after it; a nickname or a foreign name goes as a whole. */
function starred(text: string, guess: Guess): Span[] {
  const start = compound.test(text.slice(Math.max(0, guess.start - 1), guess.start + 1))
    ? guess.start - 1
    : guess.start
  const words = text.slice(start, guess.end).replace(title, '')
  const kept = surname.exec(words)?.[0].length ?? 0
  return words.length > kept ? [[start + kept, start + words.length]] : []
}

const compound = new RegExp(`^(?:${compoundSurnames})$`)
