import { judge } from '../../handlers/gate/index.ts'
import { likeliestKind } from '../../handlers/read/category.ts'
import { read, readPart } from '../../handlers/read/index.ts'
import { mask } from '../../handlers/read/mask.ts'
import type { Reading } from '../../matters/reading.ts'

/** What the reader makes of one text heard alone; null where they abstain. */
export function answer(id: string | number, text: string) {
  const at = new Date()
  const { listen, score } = judge(text)
  const said = { text, nick: '', at, heard: 'direct', type: 'text', chatName: '', role: 'resident' } as const
  const [whole] = read({ ...said, neighbours: [] })
  const found: Partial<Reading> = whole ?? (listen ? readPart(text, { nick: '', at, chatName: '' }) : {})
  return {
    id,
    listen,
    score: Number(score.toFixed(3)),
    kind: found.kind ?? (listen ? likeliestKind(text) : null),
    category: found.category ?? null,
    colour: found.colour ?? null,
    urgency: found.urgency ?? null,
    location: verbatim(text, found.place?.text),
    time: verbatim(text, found.time?.text),
    amount: verbatim(text, found.amount?.text),
    masked: mask(text, { tip: found.kind === 'tip' }),
  }
}

/** The readers may put half for full width; only what stands in the text as typed is shown. */
function verbatim(text: string, words: string | undefined): string | null {
  return words && text.includes(words) ? words : null
}
