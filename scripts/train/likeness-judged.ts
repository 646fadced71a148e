import { readFileSync } from 'node:fs'

/** What a reader made of pairs of posts of the board, by their numbers: the texts are not ours to keep. */
export interface Judged {
  /** By `pairKey`; null where it could not be said. */
  of: Map<string, boolean | null>
  same: [number, number][]
}

export function judgedPairs(): Judged {
  const lines = readFileSync(new URL('likeness-judged.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const judged: Judged = { of: new Map(), same: [] }
  for (const line of lines) {
    const { posts, same } = JSON.parse(line) as { posts: [number, number]; same: boolean | null }
    judged.of.set(pairKey(...posts), same)
    if (same) judged.same.push(posts)
  }
  return judged
}

export function pairKey(a: number, b: number): string {
  return `${Math.min(a, b)},${Math.max(a, b)}`
}
