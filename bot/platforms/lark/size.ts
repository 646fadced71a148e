/**
 * Bytes of a whole request that Lark takes: 150 KB for a text, 30 KB for a card (open.feishu.cn, im-v1/message/create;
 * over that 230025). Whether a K is 1,000 or 1,024 is not said, so it is 1,000; a card's style tags may weigh more than
 * they are long, so a little less.
 */
export const mostBytes = { text: 149_000, card: 29_500 } as const

/** Room for what stands around the content: receiver, type, uuid. */
const envelope = 400

/** What this content weighs in a request, where it stands as a string in a string. */
export function weight(content: unknown): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(content))) + envelope
}

/** Cuts a text into pieces that go out one by one, at a line's end where there is one; no character is torn. */
export function pieces(text: string, most: number = mostBytes.text): string[] {
  const done: string[] = []
  let rest = text
  while (weight({ text: rest }) > most) {
    const at = longestPrefix(rest, (part) => weight({ text: part }) <= most)
    const line = rest.lastIndexOf('\n', at)
    const end = line > at / 2 ? line : at
    done.push(rest.slice(0, end))
    rest = rest.slice(line === end ? end + 1 : end)
  }
  return [...done, rest].filter((part) => part.trim() !== '')
}

/** Where the longest beginning that fits ends, between two whole characters. */
export function longestPrefix(text: string, fits: (part: string) => boolean): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(text.slice(0, middle))) low = middle
    else high = middle - 1
  }
  const torn = low > 0 && /[\ud800-\udbff]/.test(text.charAt(low - 1))
  return Math.max(torn ? low - 1 : low, 1)
}
