import type { Need } from './needs.ts'

interface Node {
  /** Children that have to be met: 1, or all of them. */
  least: number
  parents: number[]
  /** The needs that are met with it. */
  answers: number[]
}

interface Letter {
  next: Map<number, Letter>
  /** The node that is met where the word ends here; −1: none. */
  word: number
}

/**
 * Compiles needs once; the answer runs over a text once and says for each need whether it is met (1), or null where none
 * is, so that patterns that cannot match are never tried. A word met wakes those that wait for it, and those wake theirs.
 */
export function compileHints(needs: readonly Need[]): (text: string) => Uint8Array | null {
  const nodes: Node[] = []
  const known = new Map<string, number>()
  const first = new Int32Array(0x10000).fill(-1)
  const letters: Letter[] = []
  const always: number[] = []
  const roots = needs.map((need) => (need === 'anything' ? -1 : plant(need)))
  roots.forEach((root, index) => {
    if (root < 0) always.push(index)
    else (nodes[root] as Node).answers.push(index)
  })
  const met = new Float64Array(nodes.length)
  const count = new Uint16Array(nodes.length)
  const counted = new Float64Array(nodes.length)
  let turn = 0
  let found: Uint8Array | null = null

  return (text) => {
    turn++
    found = always.length > 0 ? answersFor(always) : null
    const low = text.toLowerCase()
    for (let at = 0; at < low.length; at++) {
      const from = first[low.charCodeAt(at)] as number
      if (from < 0) continue
      let letter: Letter | undefined = letters[from]
      for (let to = at + 1; letter; to++) {
        if (letter.word >= 0) meet(letter.word)
        letter = to < low.length ? letter.next.get(low.charCodeAt(to)) : undefined
      }
    }
    return found
  }

  function meet(node: number): void {
    if (met[node] === turn) return
    met[node] = turn
    const { answers, parents } = nodes[node] as Node
    if (answers.length > 0) found = answersFor(answers, found ?? undefined)
    for (const parent of parents) {
      const before = counted[parent] === turn ? (count[parent] as number) : 0
      counted[parent] = turn
      count[parent] = before + 1
      if (before + 1 >= (nodes[parent] as Node).least) meet(parent)
    }
  }

  function answersFor(
    indices: readonly number[],
    into: Uint8Array = new Uint8Array(needs.length),
  ): Uint8Array {
    for (const index of indices) into[index] = 1
    return into
  }

  function plant(need: Exclude<Need, 'anything'>): number {
    const key = JSON.stringify(need)
    const old = known.get(key)
    if (old !== undefined) return old
    const node = nodes.push({ least: 1, parents: [], answers: [] }) - 1
    known.set(key, node)
    if ('word' in need) plantWord(need.word, node)
    else {
      const children = new Set(
        ('all' in need ? need.all : need.any).flatMap((one) => (one === 'anything' ? [] : [plant(one)])),
      )
      if ('all' in need) (nodes[node] as Node).least = children.size
      for (const child of children) (nodes[child] as Node).parents.push(node)
    }
    return node
  }

  function plantWord(word: string, node: number): void {
    const start = word.charCodeAt(0)
    if ((first[start] as number) < 0) first[start] = letters.push({ next: new Map(), word: -1 }) - 1
    let letter = letters[first[start] as number] as Letter
    for (let at = 1; at < word.length; at++) {
      const code = word.charCodeAt(at)
      const next = letter.next.get(code) ?? { next: new Map(), word: -1 }
      letter.next.set(code, next)
      letter = next
    }
    letter.word = node
  }
}
