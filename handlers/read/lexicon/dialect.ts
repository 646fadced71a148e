import { simplify } from '../simplified.ts'
import { dialectWords, type Limits } from './dialect-words.ts'

interface Word extends Limits {
  word: string
  meaning: string
}

/** The words that begin with a letter, the longest first; 0 for a letter that begins none, which most are. */
const lists: Word[][] = [[]]
const listOf = new Uint16Array(0x10000)

for (const [meaning, words, limits] of dialectWords)
  for (const word of words.split(' ')) plant({ word: simplify(word), meaning, ...limits })
for (const list of lists) list.sort((one, other) => other.word.length - one.word.length)

function plant(word: Word): void {
  const first = word.word.charCodeAt(0)
  if (listOf[first] === 0) listOf[first] = lists.push([]) - 1
  ;(lists[listOf[first] as number] as Word[]).push(word)
}

/** The text in the words of Mandarin and simplified letters; a text that has no others comes back as it is. */
export function inMandarin(typed: string): string {
  const text = simplify(typed)
  let plain = ''
  let done = 0
  for (let at = 0; at < text.length; ) {
    const list = listOf[text.charCodeAt(at)] as number
    const found = list === 0 ? undefined : (lists[list] as Word[]).find((word) => stands(word, text, at))
    if (!found) {
      at++
      continue
    }
    plain += text.slice(done, at) + found.meaning
    at += found.word.length
    done = at
  }
  return done === 0 ? text : plain + text.slice(done)
}

function stands({ word, notAfter, notBefore }: Word, text: string, at: number): boolean {
  if (!text.startsWith(word, at)) return false
  const next = text[at + word.length]
  if (notBefore && next !== undefined && notBefore.includes(next)) return false
  const last = text[at - 1]
  return !(notAfter && last !== undefined && notAfter.includes(last))
}

const particle = /[哒咯嘞唻咧]/
const particles = /(?<=[\u4e00-\u9fa5])[哒咯嘞唻咧](?![哒咯嘞])/g

/** As `inMandarin`, with 哒, 咯, 嘞 as the 了 they stand for; to be matched with signs, not weighed. */
export function inPlainMandarin(text: string): string {
  const mandarin = inMandarin(text)
  return particle.test(mandarin) ? mandarin.replace(particles, '了') : mandarin
}
