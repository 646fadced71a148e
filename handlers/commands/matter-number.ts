/** A matter's number as people type it: small letters, full-width signs, without zeros or the first dash, anywhere. */
const shape = /^#?([A-Z]{1,6})-?(\d{3,4})-(\d{1,3})$/iu

export function findNumber(words: string[]): { number: string | null; typed: string | null; rest: string[] } {
  const [number = null] = findNumbers(words).numbers
  const at = words.findIndex((word) => shape.test(flat(word)))
  // A word in its place that is no number is answered as one that was not found.
  if (at < 0) return { number: words[0] ?? null, typed: words[0] ?? null, rest: words.slice(1) }
  return { number, typed: words[at] ?? null, rest: words.filter((_, index) => index !== at) }
}

/** Every number among the words, in order, and the words that were none. */
export function findNumbers(words: string[]): { numbers: string[]; rest: string[] } {
  const numbers: string[] = []
  const rest: string[] = []
  for (const word of words) {
    const [, code, day, serial] = shape.exec(flat(word)) ?? []
    if (code && day && serial)
      numbers.push(`${code.toUpperCase()}-${day.padStart(4, '0')}-${serial.padStart(2, '0')}`)
    else rest.push(word)
  }
  return { numbers, rest }
}

function flat(word: string): string {
  return word.normalize('NFKC').replace(/[—–－]/gu, '-')
}
