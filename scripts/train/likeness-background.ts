import { type Background, cellsFor, fewest, fewSigns } from '../../matters/likeness-background.ts'
import { eachGram, lettersOf, plainOf } from '../../matters/likeness-letters.ts'
import { rowsOf } from './corpora.ts'
import { principalDirections } from './likeness-directions.ts'

const cells = 2 ** 18
/** Pairs in fewer texts than this, or in more than this share of them, point nowhere. */
const fewestDirected = 22
const mostShare = 0.08
const width = 32
/** Of so many texts one is enough to know the usual scores. */
const scoredEach = 5

/** Boards, a hotline and laymen's questions: how people write of such things. The messages to be matched are left out. */
export function backgroundOf(folder: string, scoresOf: Background['scoresOf']): Background {
  const texts = textsOf(folder)
  const held = new Map<number, number>()
  const pairs = texts.map((text) => {
    const seen = new Set<number>()
    const own = new Map<number, number>()
    eachGram(lettersOf(plainOf(text)), (gram, _, length) => {
      seen.add(gram)
      if (length === 2) own.set(gram, (own.get(gram) ?? 0) + 1)
    })
    for (const gram of seen) held.set(gram, (held.get(gram) ?? 0) + 1)
    return own
  })
  const kept = new Map([...held].filter(([, count]) => count >= fewest))
  return {
    documents: texts.length,
    cells: cellsFor(kept, cells),
    ...directionsOf(pairs, held),
    width,
    scoresOf,
    ...usualOf(texts, scoresOf),
  }
}

export function usualOf(texts: string[], scoresOf: Background['scoresOf']) {
  const some = texts.filter((_, at) => at % scoredEach === 0)
  const mean = (of: (text: string) => string) => {
    const every = some.map((text) => scoresOf(of(text)))
    return Float32Array.from(every[0] ?? [], (_, at) => {
      return every.reduce((sum, scores) => sum + (scores[at] as number), 0) / every.length
    })
  }
  return {
    usual: mean((text) => text),
    usualOfFew: mean((text) => text.slice(0, fewSigns).split('\n')[0] ?? ''),
  }
}

function directionsOf(pairs: Map<number, number>[], held: ReadonlyMap<number, number>) {
  const most = pairs.length * mostShare
  const directed = Uint32Array.from(
    new Set(
      pairs.flatMap((own) =>
        [...own.keys()].filter((pair) => {
          const count = held.get(pair) ?? 0
          return count >= fewestDirected && count < most
        }),
      ),
    ),
  ).sort()
  const rarity = Float64Array.from(directed, (pair) => Math.log(pairs.length / (held.get(pair) ?? 1)))
  const found = principalDirections(pairs, directed, rarity, width)
  const largest = found.reduce((size, one) => Math.max(size, Math.abs(one)), 0)
  // The few far ends are cut, so that the many keep their grain.
  const step = largest / 4 / 127
  const whole = (one: number) => Math.max(-127, Math.min(127, Math.round(one / step)))
  return { directed, directions: Int8Array.from(found, whole) }
}

export function textsOf(folder: string): string[] {
  const board = ['annex2_raw_labelled', 'annex4_messages_with_replies', 'test_messages_unlabelled'].flatMap(
    (file) => rowsOf(folder, `taidi2020_c/${file}.jsonl`),
  )
  const texts = [
    ...board.map((row) => `${row.留言主题}\n${row.留言详情}`),
    ...rowsOf(folder, 'dongguan_sunshine_hotline/posts.jsonl').map((row) => `${row.title}\n${row.content}`),
    ...rowsOf(folder, 'legal_consult_questions/questions.jsonl').map((row) => String(row.question)),
  ]
  return [...new Set(texts)]
}
