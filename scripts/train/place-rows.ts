import { readFileSync } from 'node:fs'
import { type Row, rowsOf } from './corpora.ts'

/** A text and where in it places stand: from a character up to, not including, another. */
export interface MarkedText {
  text: string
  spans: [start: number, end: number][]
}

/**
 * The texts whose places were marked by hand for this project (place-marks.txt: source and number of the row, how
 * many characters were read, where the places stand). The texts themselves stay in the corpora.
 */
export function markedTexts(folder: string): MarkedText[] {
  const lines = readFileSync(new URL('place-marks.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
  const textOf = sources(folder)
  return lines.flatMap((line) => {
    const [row = '', length, ...marks] = line.split(' ')
    const text = textOf(row)?.slice(0, Number(length))
    if (!text) return []
    return [{ text, spans: marks.map((mark) => mark.split('-').map(Number) as [number, number]) }]
  })
}

const boards = [
  'annex2_raw_labelled',
  'annex3_messages',
  'annex4_messages_with_replies',
  'test_messages_unlabelled',
]

/** Looks a row up by its letter (t title and b body of a board message, d post, h hazard note) and number. */
function sources(folder: string): (row: string) => string | undefined {
  const messages = new Map<string, Row>()
  for (const row of boards.flatMap((file) => rowsOf(folder, `taidi2020_c/${file}.jsonl`))) {
    const number = String(row.留言编号)
    if (!messages.has(number)) messages.set(number, row)
  }
  const posts = rowsOf(folder, 'dongguan_sunshine_hotline/posts.jsonl')
  const notes = rowsOf(folder, 'sodic2021_hidden_dangers/train.jsonl')
  const read: Record<string, (number: string) => unknown> = {
    t: (number) => messages.get(number)?.留言主题,
    b: (number) => messages.get(number)?.留言详情,
    d: (number) =>
      posts[Number(number)] && `${posts[Number(number)]?.title}。${posts[Number(number)]?.content ?? ''}`,
    h: (number) => notes[Number(number)]?.content,
  }
  return (row) => {
    const text = read[row[0] ?? '']?.(row.slice(1))
    return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : undefined
  }
}
