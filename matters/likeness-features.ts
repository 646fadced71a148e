import { type Filled, filledIn } from './likeness-forms.ts'
import { decisive, type NamesShared, namesShared, strange } from './likeness-names-shared.ts'
import { type Sketch, wordWeight } from './likeness-sketch.ts'

/** In this order the weights stand. */
export const placeFeatures = [
  'one',
  'rareShared',
  'namesMost',
  'namesLeast',
  'noNames',
  'district',
  'parts',
  'site',
  'keysBoth',
  'keysHalf',
] as const
export const matterFeatures = [
  'one',
  'likeness',
  'contained',
  'gap',
  'codes',
  'direction',
  'headDirection',
  'words',
  'headWordsMost',
  'headWordsLeast',
  'topic',
] as const

/** Why two texts are not the same incident, whatever else they share. */
export type Veto = 'names' | 'site' | 'org' | 'road' | 'run' | 'route' | 'district' | 'form' | 'copied form'

export interface Evidence {
  place: number[]
  matter: number[]
  veto: Veto | null
}

/** What two texts, told so many days apart, say for and against one incident. `worth` discounts a's grams (0–1 each). */
export function evidenceOf(a: Sketch, b: Sketch, days: number, worth?: Float32Array): Evidence {
  const common = inCommon(a, b, worth)
  const names = namesShared(a, b)
  const filled = common.contained > 0.2 ? filledIn(a, b) : { inHead: 0, anywhere: 0, again: 0 }
  const district = ['区', '县'].some((kind) => apart(ending(a.districts, kind), ending(b.districts, kind)))
  const parts = ['期', '栋', '组', '单元', '中', '小'].filter((kind) => numberedApart(a, b, kind)).length
  const codes = [...a.codes].filter((code) => b.codes.has(code)).length
  const [ofA, ofB] = [names.ofA ?? 0.5, names.ofB ?? 0.5]
  return {
    place: [
      1,
      Math.log1p(common.rare),
      Math.max(ofA, ofB),
      Math.min(ofA, ofB),
      names.ofA === null || names.ofB === null ? 1 : 0,
      district ? 1 : 0,
      Math.min(parts, 2),
      names.site / 10,
      Math.log1p(common.keysBoth) / 3,
      Math.log1p(common.keysHalf) / 3,
    ],
    matter: [
      1,
      Math.sqrt(common.likeness),
      Math.sqrt(common.bareContained),
      Math.log1p(days) / 6,
      Math.min(codes, 5) / 5,
      along(a.direction, b.direction),
      along(a.headDirection, b.headDirection),
      Math.sqrt(common.words),
      Math.max(common.headWordsOfA, common.headWordsOfB),
      Math.min(common.headWordsOfA, common.headWordsOfB),
      Math.log1p(common.topic) / 3,
    ],
    veto: vetoOf(a, b, { names, filled, district, contained: common.contained }),
  }
}

function vetoOf(
  a: Sketch,
  b: Sketch,
  seen: { names: NamesShared; filled: Filled; district: boolean; contained: number },
): Veto | null {
  const { names, filled, district, contained } = seen
  const [site, org, road] = [strange(a, b, 'site'), strange(a, b, 'org'), strange(a, b, 'road')]
  if (filled.again >= decisive || (contained > 0.6 && filled.anywhere >= decisive + 1)) return 'copied form'
  if (filled.inHead >= decisive && site !== 0 && org !== 0) return 'form'
  if (names.none) return 'names'
  if (site === 2) return 'site'
  if (site === null && org === 2 && road !== 0) return 'org'
  if (site === null && org === null && road === 2) return 'road'
  if (site === null && org === null && road === null && strange(a, b, 'run') === 2) return 'run'
  if (numberedApart(a, b, '路') || numberedApart(a, b, '号线')) return 'route'
  return district && contained > 0.4 ? 'district' : null
}

interface Common {
  /** How much of the shorter text's weight stands in the other too. */
  contained: number
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
  topic: number
  headWordsOfA: number
  headWordsOfB: number
}

const rareFrom = 7.5
const keyFrom = 5.5

function inCommon(a: Sketch, b: Sketch, worth?: Float32Array): Common {
  const [sharedOfA, sharedOfB] = [new Float32Array(a.grams.length), new Float32Array(b.grams.length)]
  let [all, bare, rare, words, keysBoth, keysHalf, topic] = [0, 0, 0, 0, 0, 0, 0]
  for (let i = 0, j = 0; i < a.grams.length && j < b.grams.length; ) {
    const [left, right] = [a.grams[i] as number, b.grams[j] as number]
    if (left === right) {
      const rarity = a.rarities[i] as number
      // A name that comes in matter after matter is still that name.
      const worthOf = a.named[i] ? 1 : (worth?.[i] ?? 1)
      sharedOfA[i] = worthOf
      sharedOfB[j] = worthOf
      all += worthOf * rarity * rarity
      if (rarity > rareFrom) rare += worthOf * (rarity - rareFrom)
      if (rarity > keyFrom && (a.headed[i] || b.headed[j])) {
        const key = worthOf * (rarity - keyFrom)
        if (!a.headed[i] || !b.headed[j]) keysHalf += key
        else keysBoth += key
        if (a.headed[i] && b.headed[j] && !a.sited[i] && !b.sited[j]) topic += key
      }
      if (!a.named[i] && !b.named[j]) {
        bare += worthOf * rarity * rarity
        words += worthOf * wordWeight(rarity)
      }
    }
    if (left <= right) i++
    if (right <= left) j++
  }
  return {
    contained: all / Math.min(a.length, b.length) ** 2,
    likeness: share(bare, Math.sqrt(a.bare * b.bare)),
    bareContained: share(bare, Math.min(a.bare, b.bare)),
    rare,
    keysBoth,
    keysHalf,
    topic,
    words: share(words, Math.sqrt(a.words * b.words)),
    headWordsOfA: headWords(a, sharedOfA),
    headWordsOfB: headWords(b, sharedOfB),
  }
}

function share(of: number, all: number): number {
  return all > 0 ? Math.min(1, of / all) : 0
}

/** How much of what the head is about stands in the other text. */
function headWords(of: Sketch, shared: Float32Array): number {
  let [all, found] = [0, 0]
  for (const at of of.head) {
    if (of.named[at]) continue
    const weight = wordWeight(of.rarities[at] as number)
    all += weight
    found += weight * (shared[at] as number)
  }
  return all > 0 ? found / all : 0
}

function along(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number)
  return Math.max(0, sum)
}

function ending(names: Set<string>, kind: string): Set<string> {
  return new Set([...names].filter((name) => name.endsWith(kind)))
}

function numberedApart(a: Sketch, b: Sketch, kind: string): boolean {
  return apart(a.numbered.get(kind), b.numbered.get(kind))
}

/** Both say something, and nothing of it is the same. */
function apart(a: Set<string> | undefined, b: Set<string> | undefined): boolean {
  return Boolean(a?.size && b?.size && ![...a].some((one) => b.has(one)))
}
