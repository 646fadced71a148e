import { type Sketch, wordWeight } from './likeness-sketch.ts'

/** What two texts have in common, gram by gram. */
export interface Common {
  /** How much of the shorter text's weight stands in the other too; and how much where set phrases count as well. */
  contained: number
  copied: number
  /** Cosine of the grams that belong to no name; and how much of the shorter text's stand in the other. */
  likeness: number
  bareContained: number
  /** How far the shared grams are beyond what everybody writes. */
  rare: number
  /** That cosine, where no gram counts for more than a good word. */
  words: number
  /** How far beyond good words the grams are that stand in both heads, or in one of them and anywhere in the other. */
  keysBoth: number
  keysHalf: number
  /** Of those in both heads, what belongs to no place. */
  key: number
  headWordsOfA: number
  headWordsOfB: number
  headWordsBoth: number
  /** Cosine of both heads, names and all; and how much of the head that is less known to the other stands there. */
  headLikeness: number
  headLeast: number
}

const rareFrom = 7.5
const keyFrom = 5.5

/** Goes through the grams of both at once; `worth` discounts a's. */
export function inCommon(a: Sketch, b: Sketch, worth?: Float32Array): Common {
  const [sharedOfA, sharedOfB] = [new Float32Array(a.grams.length), new Float32Array(b.grams.length)]
  let [copied, all, bare, rare, words, keysBoth, keysHalf, nowhere] = [0, 0, 0, 0, 0, 0, 0, 0]
  let [heads, headOfA, headOfB, headWordsBoth] = [0, 0, 0, 0]
  for (let i = 0, j = 0; i < a.grams.length && j < b.grams.length; ) {
    const [left, right] = [a.grams[i] as number, b.grams[j] as number]
    if (left === right) {
      const rarity = a.rarities[i] as number
      // A name that comes in matter after matter is still that name.
      const worthOf = a.named[i] ? 1 : (worth?.[i] ?? 1)
      sharedOfA[i] = worthOf
      sharedOfB[j] = worthOf
      all += worthOf * rarity * rarity
      copied += rarity * rarity
      if (a.headed[i]) headOfA += rarity * rarity
      if (b.headed[j]) headOfB += rarity * rarity
      if (a.headed[i] && b.headed[j]) heads += rarity * rarity
      if (rarity > rareFrom) rare += worthOf * (rarity - rareFrom)
      if (rarity > keyFrom && (a.headed[i] || b.headed[j])) {
        const key = worthOf * (rarity - keyFrom)
        if (!a.headed[i] || !b.headed[j]) keysHalf += key
        else keysBoth += key
        if (a.headed[i] && b.headed[j] && !a.sited[i] && !b.sited[j]) nowhere += key
      }
      if (!a.named[i] && !b.named[j]) {
        bare += worthOf * rarity * rarity
        words += worthOf * wordWeight(rarity)
        if (a.headed[i] && b.headed[j]) headWordsBoth += wordWeight(rarity)
      }
    }
    if (left <= right) i++
    if (right <= left) j++
  }
  return {
    contained: all / Math.min(a.length, b.length) ** 2,
    copied: copied / Math.min(a.length, b.length) ** 2,
    likeness: share(bare, Math.sqrt(a.bare * b.bare)),
    bareContained: share(bare, Math.min(a.bare, b.bare)),
    rare,
    keysBoth,
    keysHalf,
    key: nowhere,
    words: share(words, Math.sqrt(a.words * b.words)),
    headWordsOfA: share(headWords(a, sharedOfA), a.headWords),
    headWordsOfB: share(headWords(b, sharedOfB), b.headWords),
    headWordsBoth: share(headWordsBoth, Math.sqrt(a.headWords * b.headWords)),
    headLikeness: share(heads, Math.sqrt(a.headWeight * b.headWeight)),
    headLeast: Math.min(share(headOfA, a.headWeight), share(headOfB, b.headWeight)),
  }
}

function share(of: number, all: number): number {
  return all > 0 ? Math.min(1, of / all) : 0
}

/** How much of what the head is about stands in the other text, by weight. */
function headWords(of: Sketch, shared: Float32Array): number {
  let found = 0
  for (const at of of.head)
    if (!of.named[at]) found += wordWeight(of.rarities[at] as number) * (shared[at] as number)
  return found
}
