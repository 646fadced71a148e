/** What a text is like, character by character, under one-letter names; each row has `edge` more at either end. */
export type Rows = Record<string, Int32Array>

export const edge = 4

/** Features written as the rows and offsets they join: `c-1 c0` is the last character with this one. */
export interface Templates {
  width: number
  /** For each feature the pieces [row, offset]; rows by their place in `names`. */
  pieces: readonly (readonly [row: number, offset: number])[][]
  names: readonly string[]
}

export function templatesOf(...lines: string[]): Templates {
  const names: string[] = []
  const pieces = lines
    .flatMap((line) => line.split(','))
    .map((feature) =>
      feature
        .trim()
        .split(/\s+/)
        .map((piece): [number, number] => {
          const name = piece.slice(0, 1)
          if (!names.includes(name)) names.push(name)
          return [names.indexOf(name), Number(piece.slice(1))]
        }),
    )
  return { names, pieces, width: pieces.length }
}

/** The hash of every feature at every character: `width` of them a character, row by row. 0 is none's. */
export function featuresOf(templates: Templates, rows: Rows, length: number): Int32Array {
  const { names, pieces, width } = templates
  const columns = names.map((name) => rows[name] ?? new Int32Array(length + 2 * edge))
  const all = new Int32Array(length * width)
  const hashes = new Int32Array(length)
  for (let t = 0; t < width; t++) {
    hashes.fill(Math.imul(t + 1, 0x9e3779b1))
    for (const [row, offset] of pieces[t] as Templates['pieces'][number])
      mix(hashes, columns[row] as Int32Array, edge + offset)
    finish(hashes, all, t, width)
  }
  return all
}

// One short loop over one row at a time is what the engine makes fast code of: this runs for every message.
function mix(hashes: Int32Array, column: Int32Array, offset: number): void {
  for (let i = 0; i < hashes.length; i++) {
    const hash = Math.imul((hashes[i] as number) ^ (column[i + offset] as number), 0x85ebca6b)
    hashes[i] = hash ^ (hash >>> 15)
  }
}

function finish(hashes: Int32Array, all: Int32Array, from: number, width: number): void {
  for (let i = 0, at = from; i < hashes.length; i++, at += width) {
    const hash = Math.imul(hashes[i] as number, 0x27d4eb2f)
    all[at] = hash ^ (hash >>> 14) || 1
  }
}

/** A row with a value for each character of the text. */
export function row(text: string, codeOf: (code: number, i: number) => number, outside = 0): Int32Array {
  const values = new Int32Array(text.length + 2 * edge).fill(outside)
  for (let i = 0; i < text.length; i++) values[i + edge] = codeOf(text.charCodeAt(i), i)
  return values
}

/** Figures are one figure, letters one letter: what they are exactly says little and is soon unknown. */
export function shapeOf(code: number): number {
  if (code >= 48 && code <= 57) return 48
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? 97 : code
}
