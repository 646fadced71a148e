import { type Known, pairSlot, registerSlots } from '../../handlers/read/mask-names-known.ts'
import { shapeOf } from '../../handlers/read/tagger-templates.ts'
import type { Words } from '../../handlers/read/tagger-words.ts'
import { rowsOf } from './corpora.ts'
import { examples } from './examples.ts'
import { randomFrom, shuffle } from './random.ts'

const pairSlots = 2 ** 19
/** In as many messages a pair has to stand to count as seen at all, and then for each further level. */
const levels = [8, 12, 20, 40, 90, 250, 800]
const registerSize = 2 ** 14

/** Learns how usual pairs of characters are, and how posts of social media differ from neighbours' talk. */
export function trainKnown(folder: string, words: Words): Known {
  const posts = texts(folder, 'weibo2018_sentiment/posts.jsonl', 'text')
  const talk = texts(folder, 'nus_sms_zh/messages.jsonl', 'text')
  const messages = texts(folder, 'taidi2020_c/annex3_messages.jsonl', '留言详情')
  const titles = texts(folder, 'taidi2020_c/annex3_messages.jsonl', '留言主题')
  const own = [...examples('reports'), ...examples('chatter')].flatMap(({ rows }) =>
    rows.map(({ text }) => text),
  )
  const further = [
    texts(folder, 'waimai_10k/reviews.jsonl', 'review'),
    texts(folder, 'cold_offensive/comments.jsonl', 'text'),
    texts(folder, 'weibo_rumor_ced/posts.jsonl', 'text'),
    texts(folder, 'legal_consult_questions/questions.jsonl', 'question'),
    texts(folder, 'dongguan_sunshine_hotline/posts.jsonl', 'content'),
    rowsOf(folder, 'lccc_toy/dialogues.jsonl').map((row) => [row.turns].flat().join('\n')),
  ]
  const plain = [...own, ...talk.filter((_, i) => i % 8 === 0), ...titles]
  return { words, pairs: usualPairs([posts, talk, messages, ...further].flat()), ...register(posts, plain) }
}

function texts(folder: string, path: string, field: string): string[] {
  return rowsOf(folder, path).map((row) => String(row[field] ?? ''))
}

function usualPairs(all: string[]): Uint32Array {
  const counts = new Map<number, number>()
  for (const text of all) {
    const seen = new Set<number>()
    for (let i = 0; i + 1 < text.length; i++)
      seen.add(shapeOf(text.charCodeAt(i)) * 65_536 + shapeOf(text.charCodeAt(i + 1)))
    for (const pair of seen) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  const pairs = new Uint32Array(pairSlots / 8)
  for (const [pair, count] of counts) {
    const level = levels.filter((least) => count >= least).length
    const slot = pairSlot(pairs, Math.floor(pair / 65_536), pair % 65_536)
    const shift = 4 * (slot & 7)
    const held = ((pairs[slot >> 3] as number) >>> shift) & 15
    if (level > held) pairs[slot >> 3] = ((pairs[slot >> 3] as number) + (level - held) * 2 ** shift) >>> 0
  }
  return pairs
}

/** A logistic regression on characters and pairs, rounded to whole steps. */
function register(
  posts: string[],
  plain: string[],
): Pick<Known, 'register' | 'registerStep' | 'registerBase'> {
  const weights = new Float32Array(registerSize)
  let base = 0
  const random = randomFrom(9)
  const all = [...posts.map((text) => ({ text, post: 1 })), ...plain.map((text) => ({ text, post: 0 }))]
  for (let epoch = 0; epoch < 6; epoch++) {
    for (const { text, post } of shuffle(all, random)) {
      const slots = registerSlots(text, registerSize)
      if (slots.length === 0) continue
      const root = Math.sqrt(slots.length)
      let sum = 0
      for (const slot of slots) sum += weights[slot] as number
      const down = 0.3 * (post - 1 / (1 + Math.exp(-sum / root - base)))
      for (const slot of slots) weights[slot] = (weights[slot] as number) + down / root
      base += 0.03 * down
    }
  }
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127
  return {
    register: Int8Array.from(weights, (weight) => Math.round(weight / step)),
    registerStep: step,
    registerBase: base,
  }
}
