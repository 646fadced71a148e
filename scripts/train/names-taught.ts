import { nameFeatures, nameWidth } from '../../handlers/read/mask-names-features.ts'
import type { Known } from '../../handlers/read/mask-names-known.ts'
import { bestLabels, scores, type Tagger } from '../../handlers/read/tagger.ts'
import { rowsOf } from './corpora.ts'
import type { Named } from './names.ts'

const longest = 200
/** They count for less than what people labelled. */
const weight = 0.4

/**
 * Posts that nobody labelled, as a first tagger reads them: labelled ones are few, and in so many more the names stand
 * in ever other surroundings. On halves of weibo_ner that were not learned from, two names more of a hundred are seen.
 */
export function taughtTexts(folder: string, teacher: Tagger, known: Known): Named[] {
  const posts = ['weibo2018_sentiment/posts.jsonl', 'weibo_rumor_ced/posts.jsonl'].flatMap((path) =>
    rowsOf(folder, path).map((row) => String(row.text).slice(0, longest)),
  )
  return posts
    .map((text) => ({ text, spans: spansBy(teacher, text, known), weight }))
    .filter(({ spans }, i) => spans.some(({ kind }) => kind === 'P') || i % 10 === 0)
    .filter((_, i) => i % 2 === 0)
}

function spansBy(teacher: Tagger, text: string, known: Known): Named['spans'] {
  const [features = new Int32Array()] = nameFeatures(text, known, [[0, text.length]])
  const spans: Named['spans'] = []
  bestLabels(teacher, scores(teacher, features, nameWidth)).forEach((label, i) => {
    const name = teacher.labels[label] ?? 'O'
    const last = spans.at(-1)
    if (name.startsWith('B')) spans.push({ start: i, end: i + 1, kind: name.slice(2) as 'P' | 'X' | 'M' })
    else if (name.startsWith('I') && last) last.end = i + 1
  })
  return spans
}
