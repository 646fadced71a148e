import type { Background } from '../../matters/likeness-background.ts'
import { type Evidence, evidenceOf, features } from '../../matters/likeness-features.ts'
import { LikenessIndex, SetPhrases } from '../../matters/likeness-index.ts'
import { type Sketch, sketchOf } from '../../matters/likeness-sketch.ts'
import type { Alike } from '../cluster/alike.ts'
import { type Post, wordsOf } from '../cluster/board.ts'
import { type Judged, pairKey } from './likeness-judged.ts'

/** Two tellings and whether they are of one incident. */
export interface Pair extends Evidence {
  older: Post
  newer: Post
  same: boolean
  /** Judged by a reader, or made to look alike; else by the clusters, which do not hold every incident. */
  sure: boolean
  weight: number
}

const mostCandidates = 25
const day = 24 * 3_600_000
/** Two posts of no cluster are taken for copies of one another above the one, for strangers below the other. */
const copy = 0.8
const stranger = 0.2
const phraseRarity = 4.5
/** Of so many posts one is told again word for word, up to so many days later. */
const repeatedEach = 7
const longestSilence = 60
/** Of pairs that have next to nothing in common every fourth is enough, counted four times. */
const farApart = 0.25
const likenessAt = features.indexOf('likeness')

/**
 * The pairs that matching would have to tell apart, met in the order of time: every post with the earlier ones it is
 * most likely to be taken for, and every look-alike with the post it was made of. `view` is what is seen of a post.
 */
export function pairsOf(
  material: { posts: Post[]; alikes: Alike[]; judged: Judged },
  background: Background,
  view: (text: string) => string,
): Pair[] {
  const { posts, alikes, judged } = material
  const taught = new Taught(posts, judged)
  const index = new LikenessIndex()
  const phrases = new SetPhrases()
  const sketches: Sketch[] = []
  const pairs: Pair[] = []
  const made = grouped(alikes, (alike) => alike.of)
  posts.forEach((newer, at) => {
    const sketch = sketchOf(view(wordsOf(newer)), background)
    const worth = Float32Array.from(sketch.grams, (gram) => phrases.worth(gram))
    for (const earlier of index.find(sketch.keys, mostCandidates)) {
      const older = posts[earlier] as Post
      const days = (newer.at - older.at) / day
      const evidence = evidenceOf(sketch, sketches[earlier] as Sketch, days, worth)
      const likeness = evidence.numbers[likenessAt] as number
      const told = taught.same(older, newer, likeness ** 2)
      if (!told) continue
      const weight = told.sure || likeness > farApart ? 1 : everyFourth(older, newer)
      if (weight > 0) pairs.push({ ...evidence, older, newer, ...told, weight })
    }
    if (taught.isFirst(newer))
      phrases.count(sketch.grams.filter((_, i) => (sketch.rarities[i] as number) >= phraseRarity))
    index.add(at, sketch.keys)
    sketches.push(sketch)
    if (newer.cluster === 0 && newer.id % repeatedEach === 0) {
      const again = evidenceOf(sketch, sketch, newer.id % longestSilence, worth)
      pairs.push({ ...again, older: newer, newer, same: true, sure: true, weight: 1 })
    }
    for (const { text, kind, there } of made.get(newer) ?? []) {
      // A title may hold nothing of what was replaced.
      if (view(text) === view(wordsOf(newer))) continue
      const evidence = evidenceOf(sketchOf(view(text), background), sketch, 0)
      const weight = kind === 'other district' ? 0.3 : 1
      pairs.push({ ...evidence, older: newer, newer, same: false, sure: true, weight })
      if (!there) continue
      // And of the same place, where it is the trouble that is another.
      const beside = evidenceOf(
        sketchOf(view(text), background),
        sketchOf(view(wordsOf(there)), background),
        0,
      )
      pairs.push({ ...beside, older: newer, newer: there, same: false, sure: true, weight: 1 })
    }
  })
  return weighed(pairs, judged)
}

function everyFourth(a: Post, b: Post): number {
  return (a.id + b.id) % 4 === 0 ? 4 : 0
}

/** Which posts are of one incident, as far as anybody said. */
class Taught {
  private readonly heads = new Map<number, number>()
  private readonly begun = new Set<number>()

  constructor(
    posts: Post[],
    private readonly judged: Judged,
  ) {
    const first = new Map<number, number>()
    for (const { cluster, id } of posts) {
      if (cluster === 0) continue
      const head = first.get(cluster)
      if (head) this.join(id, head)
      else first.set(cluster, id)
    }
    for (const [a, b] of judged.same) this.join(a, b)
  }

  /** Null where nothing can be learned from the pair. */
  same(older: Post, newer: Post, likeness: number): { same: boolean; sure: boolean } | null {
    const said = this.judged.of.get(pairKey(older.id, newer.id))
    if (said !== undefined) return said === null ? null : { same: said, sure: true }
    if (this.head(older.id) === this.head(newer.id)) return { same: true, sure: true }
    if (older.cluster || newer.cluster) return { same: false, sure: true }
    if (likeness > copy) this.join(newer.id, older.id)
    if (likeness > copy) return { same: true, sure: false }
    return likeness < stranger ? { same: false, sure: false } : null
  }

  isFirst({ id }: Post): boolean {
    const head = this.head(id)
    return !this.begun.has(head) && Boolean(this.begun.add(head))
  }

  private head(id: number): number {
    let head = id
    for (let next = this.heads.get(head); next !== undefined; next = this.heads.get(head)) head = next
    return head
  }

  private join(a: number, b: number): void {
    const [one, other] = [this.head(a), this.head(b)]
    if (one !== other) this.heads.set(one, other)
  }
}

/** Everybody's pairs of one incident weigh more than a stranger's, but not the largest incident more than the rest. */
function weighed(pairs: Pair[], judged: Judged): Pair[] {
  const groups = grouped(pairs, (pair) => groupOf(pair, judged))
  return [...groups].flatMap(([group, own]) => {
    if (group === 'stranger') return own
    const factor = group === 'judged' ? 4 : 12 / Math.sqrt(own.length)
    return own.map((pair) => ({ ...pair, weight: pair.weight * factor }))
  })
}

function groupOf({ older, newer, same }: Pair, judged: Judged): string {
  if (judged.of.has(pairKey(older.id, newer.id))) return 'judged'
  if (older === newer || (!same && older.cluster && newer.cluster)) return `alike ${older.cluster}`
  return same ? `same ${older.cluster || older.id}` : 'stranger'
}

function grouped<T, K>(all: T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const one of all) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}
