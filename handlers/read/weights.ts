import { readFileSync, writeFileSync } from 'node:fs'

/** Rows of learned numbers by name, and what else the model has to know (thresholds, names of classes). */
export interface Weights {
  about: Record<string, unknown>
  numbers: Record<string, Int8Array | Uint16Array | Uint32Array | Float32Array>
}

const kinds = { i8: Int8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array } as const
type Kind = keyof typeof kinds
const mark = 'FQW1'

/** Throws naming the file and the remedy where it is not whole. */
export function readWeights(file: string | URL): Weights {
  const bytes = readFileSync(file)
  if (bytes.toString('latin1', 0, 4) !== mark) throw new Error(`${file} holds no weights; ${remedy}`)
  const headLength = bytes.readUInt32LE(4)
  const head = JSON.parse(bytes.toString('utf8', 8, 8 + headLength)) as {
    about: Weights['about']
    rows: { name: string; kind: Kind; length: number; at: number }[]
  }
  const body = 8 + headLength + padding(8 + headLength)
  const numbers: Weights['numbers'] = {}
  for (const { name, kind, length, at } of head.rows) {
    const Row = kinds[kind]
    const end = body + at + length * Row.BYTES_PER_ELEMENT
    if (end > bytes.length) throw new Error(`${file} ends too early in ${name}; ${remedy}`)
    // Copied, so that every row begins where its numbers may begin in memory.
    numbers[name] = new Row(Uint8Array.prototype.slice.call(bytes, body + at, end).buffer)
  }
  return { about: head.about, numbers }
}

const remedy = 'run `npm run train`, or take the file from the repository anew'

export function writeWeights(file: string | URL, { about, numbers }: Weights): void {
  let at = 0
  const rows = Object.entries(numbers).map(([name, row]) => {
    const here = at
    at += row.byteLength + padding(row.byteLength)
    return { name, kind: kindOf(row), length: row.length, at: here }
  })
  const head = Buffer.from(JSON.stringify({ about, rows }))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(head.length)
  const parts: Uint8Array[] = [Buffer.from(mark), size, head, Buffer.alloc(padding(8 + head.length))]
  for (const row of Object.values(numbers)) {
    parts.push(Buffer.from(row.buffer, row.byteOffset, row.byteLength), Buffer.alloc(padding(row.byteLength)))
  }
  writeFileSync(file, Buffer.concat(parts))
}

function kindOf(row: Weights['numbers'][string]): Kind {
  const found = Object.entries(kinds).find(([, Row]) => row instanceof Row)
  if (!found) throw new Error('weights are Int8Array, Uint16Array, Uint32Array or Float32Array')
  return found[0] as Kind
}

/** Bytes up to the next multiple of eight. */
function padding(length: number): number {
  return (8 - (length % 8)) % 8
}

/** Numbers as whole steps of one size, −127 … 127. */
export function inSteps(values: Float32Array): { steps: Int8Array; size: number } {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  const size = most / 127 || 1
  return { steps: Int8Array.from(values, (value) => Math.round(value / size)), size }
}
