import { longestWord, type Words, wordHashes } from '../../handlers/read/tagger-words.ts'
import { rowsOf } from './corpora.ts'
import { setBit } from './tagger.ts'

const size = 65_536 / 4
/** In as many messages a word has to stand: a name or two of a private person do not come so far. */
const floor = 5

/** The words that a word-cutter found in the messages to a provincial board, as bits; nobody can read them back. */
export function trainWords(folder: string): Words {
  const messages = new Map<string, number>()
  for (const row of rowsOf(folder, 'taidi2020_c/annex2_tokenised_9210.jsonl')) {
    for (const word of new Set(String(row.tokens).split(/\s+/)))
      messages.set(word, (messages.get(word) ?? 0) + 1)
  }
  const words = new Uint32Array(size)
  for (const [word, count] of messages) {
    if (count < floor || word.length > longestWord || !/^[\u4e00-\u9fa5]{2,}$/.test(word)) continue
    for (const hash of wordHashes(word, 0, word.length)) setBit(words, hash)
  }
  return words
}
