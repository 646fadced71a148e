/** A matter's number as people type it: small letters, full-width signs, without zeros or the first dash, anywhere. */
const shape = /^#?([A-Z]{1,6})-?(\d{3,4})-(\d{1,3})$/iu
/** One in brackets or with a sign or an @ stuck to it: 【AH-1117-01】 AH-1117-01, AH-1117-01@小林 AH-1117-01、AH-1117-02 */
const stuck =
  /^[[({<"'“‘「『【《:,。、;]*(#?[A-Z]{1,6}-?\d{3,4}-\d{1,3})(?:$|[\])}>"'”’」』】》:,。.、;!]+|(?=@))(.*)$/iu

export function findNumber(said: string[]): { number: string | null; typed: string | null; rest: string[] } {
  const words = unstuckFirst(said)
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
  for (const word of words.flatMap(unstuck)) {
    const [, code, day, serial] = shape.exec(flat(word)) ?? []
    if (code && day && serial)
      numbers.push(`${code.toUpperCase()}-${day.padStart(4, '0')}-${serial.padStart(2, '0')}`)
    else rest.push(word)
  }
  return { numbers, rest }
}

/** Loosens the first number of all, and leaves every other word as it was written. */
function unstuckFirst(words: string[]): string[] {
  const first = words.findIndex(
    (word) => unstuck(word).length > 1 || shape.test(flat(unstuck(word)[0] ?? '')),
  )
  return words.flatMap((word, at) => (at === first ? unstuck(word) : [word]))
}

/** The numbers that stand stuck together at the beginning of a word, each as a word, and what follows them. */
function unstuck(word: string): string[] {
  const [, number, behind = ''] = stuck.exec(flat(word)) ?? []
  if (!number) return [word]
  return behind === '' ? [number] : [number, ...unstuck(behind)]
}

function flat(word: string): string {
  return word.normalize('NFKC').replace(/[—–－]/gu, '-')
}
