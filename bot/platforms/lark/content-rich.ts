type Json = Record<string, unknown>

/** The words of a rich text: title, then line by line; links with their address, people by their number. */
export function wordsOfPost(post: Json): string {
  const lines = (Array.isArray(post.content) ? post.content : []).map((line) =>
    (Array.isArray(line) ? (line as Json[]) : []).map(wordsOfPart).join(''),
  )
  return [string(post.title), ...lines].filter((line) => line.trim() !== '').join('\n')
}

function wordsOfPart(part: Json): string {
  if (part.tag === 'at') return `${string(part.user_id)} `
  if (part.tag === 'a') return [string(part.text), string(part.href)].filter(Boolean).join(' ')
  return string(part.text)
}

/** What can be read of a card as it is received: a lossy picture of it, of which only words are of use. */
export function wordsOfCard(card: Json): string {
  const words: string[] = []
  collect(card, words)
  return words.join('\n').slice(0, 4000)
}

const wordy = new Set(['text', 'content', 'title', 'subtitle'])

function collect(value: unknown, words: string[]): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    for (const one of value) collect(one, words)
    return
  }
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner !== 'string') collect(inner, words)
    else if (wordy.has(key) && inner.trim() !== '') words.push(inner)
  }
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
