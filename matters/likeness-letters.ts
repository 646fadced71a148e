/** More of a text than this says nothing new of what it is about, and would only cost time. */
export const longest = 1500
const joining = /[.·•・\-—_"“”'‘’《》「」『』【】()（）〈〉]/g
const apart = /[^a-z0-9\u3400-\u9fff]+/g

/** A text in one script: half width, lower case, quotes and brackets gone, any other sign one space. */
export function plainOf(text: string): string {
  return text
    .slice(0, 2 * longest)
    .normalize('NFKC')
    .toLowerCase()
    .replace(joining, '')
    .replace(apart, ' ')
    .trim()
}

/** Plain text as numbers: a Chinese letter by its code, a run of digits or Latin letters by one number above 65535, 0 where a space stands. */
export function lettersOf(plain: string): Int32Array {
  const letters = new Int32Array(Math.min(plain.length, longest))
  let length = 0
  for (let at = 0; at < plain.length && length < longest; ) {
    const code = plain.charCodeAt(at)
    if (code === 32 || code > 127) {
      letters[length++] = code === 32 ? 0 : code
      at++
      continue
    }
    let run = 0x811c9dc5
    for (; at < plain.length && isRun(plain.charCodeAt(at)); at++)
      run = Math.imul(run ^ plain.charCodeAt(at), 0x01000193)
    letters[length++] = (run >>> 1) | 0x40000000
  }
  return letters.subarray(0, length)
}

function isRun(code: number): boolean {
  return code > 32 && code < 128
}

/** One number for two or three letters that stand together. */
export function gram(a: number, b: number, c = 0): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35) ^ Math.imul(c + 0x165667b1, 0x27d4eb2f)
  h = Math.imul(h ^ (h >>> 13), 0x2c1b3c6d)
  return (h ^ (h >>> 16)) >>> 0
}

/** One number for two letters in either order: typists swap them. */
export function eitherWay(a: number, b: number): number {
  return gram(Math.min(a, b), Math.max(a, b), 1)
}

/** Every pair and triple of neighbours, each with the place of its first letter. */
export function eachGram(
  letters: Int32Array,
  visit: (gram: number, at: number, length: 2 | 3) => void,
): void {
  for (let at = 0; at + 1 < letters.length; at++) {
    const a = letters[at] as number
    const b = letters[at + 1] as number
    if (a === 0 || b === 0) continue
    const c = letters[at + 2] ?? 0
    visit(gram(a, b), at, 2)
    if (c !== 0) visit(gram(a, b, c), at, 3)
  }
}
