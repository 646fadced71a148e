import { judge } from '../handlers/gate/index.ts'
import { read, readPart } from '../handlers/read/index.ts'
import { mask } from '../handlers/read/mask.ts'
import type { Reading } from '../matters/reading.ts'

const remedy = 'each line must be one JSON object with "id" (string or number) and "text" (string)'

// A reader that has seen enough (| head) closes the pipe; that is its right and no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

let malformed = 0
let number = 0
for await (const line of lines(process.stdin)) {
  number++
  if (line.trim() === '') continue
  const asked = parse(line)
  if (typeof asked === 'string') {
    malformed++
    console.error(`line ${number}: ${asked}; ${remedy}. Skipped.`)
    continue
  }
  if (!process.stdout.write(`${JSON.stringify(answer(asked.id, asked.text))}\n`)) await drained()
}
process.exitCode = malformed > 0 ? 1 : 0

/** What the local rules make of one text heard alone; null where they abstain. */
function answer(id: string | number, text: string) {
  const at = new Date()
  const { listen, score } = judge(text)
  const said = { text, nick: '', at, heard: 'passive', type: 'text', chatName: '', role: 'resident' } as const
  const [whole] = read({ ...said, neighbours: [] })
  const found: Partial<Reading> = whole ?? (listen ? readPart(text, { nick: '', at, chatName: '' }) : {})
  return {
    id,
    listen,
    score: Number(score.toFixed(3)),
    kind: found.kind ?? null,
    category: found.category ?? null,
    colour: found.colour ?? null,
    urgency: found.urgency ?? null,
    location: verbatim(text, found.place?.text),
    time: verbatim(text, found.time?.text),
    amount: verbatim(text, found.amount?.text),
    masked: mask(text),
  }
}

/** The readers may put half for full width; only what stands in the text as typed is shown. */
function verbatim(text: string, words: string | undefined): string | null {
  return words && text.includes(words) ? words : null
}

/** The line's id and text, or what is wrong with it. */
function parse(line: string): { id: string | number; text: string } | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object'
  const { id, text } = value as Record<string, unknown>
  if (typeof id !== 'string' && typeof id !== 'number') return '"id" is missing or neither string nor number'
  if (typeof text !== 'string') return '"text" is missing or not a string'
  return { id, text }
}

/** Cuts at \n only: node's readline also cuts at U+2028, which JSON may carry inside a string. */
async function* lines(input: NodeJS.ReadStream): AsyncGenerator<string> {
  input.setEncoding('utf8')
  let rest = ''
  for await (const chunk of input) {
    const pieces = (rest + chunk).split('\n')
    rest = pieces.pop() ?? ''
    yield* pieces.map(withoutMark)
  }
  if (rest) yield withoutMark(rest)
}

function withoutMark(line: string): string {
  return line.startsWith('\ufeff') ? line.slice(1) : line
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve))
}
