/** Characters of one message. WeChat takes more from a telephone; what web clients lose beyond this nobody documents. */
export const longestText = 1_000

/** A text in pieces that WeChat takes: at the ends of lines where it can, never within a character. */
export function splitText(text: string, longest = longestText): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const line of text.split('\n').flatMap((one) => cut(one, longest))) {
    const joined = piece === '' ? line : `${piece}\n${line}`
    if ([...joined].length <= longest) {
      piece = joined
      continue
    }
    pieces.push(piece)
    piece = line
  }
  return [...pieces, piece].filter((one) => one.trim() !== '')
}

function cut(line: string, longest: number): string[] {
  const characters = [...line]
  const pieces = Array.from({ length: Math.max(1, Math.ceil(characters.length / longest)) }, (_, index) =>
    characters.slice(index * longest, (index + 1) * longest).join(''),
  )
  return pieces
}
