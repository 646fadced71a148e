import { type Common, inCommon } from './likeness-common.ts'
import { type Filled, filledIn } from './likeness-forms.ts'
import { decisive, type NamesShared, namesShared, strange } from './likeness-names-shared.ts'
import type { Sketch } from './likeness-sketch.ts'

/** What is known of two texts, in the order in which their weights stand; the last, the time between, is weighed alone. */
export const features = [
  'rareShared',
  'namesMost',
  'namesLeast',
  'noNames',
  'district',
  'parts',
  'site',
  'keysBoth',
  'keysHalf',
  'numbered',
  'likeness',
  'contained',
  'containedWithNames',
  'codes',
  'direction',
  'headDirection',
  'words',
  'headWordsMost',
  'headWordsLeast',
  'headWordsBoth',
  'headLikeness',
  'headLeast',
  'key',
  'topic',
  'topicShares',
  'headTopic',
  'headTopicShares',
  'shorter',
  'longer',
  'phrases',
  'filledInHead',
  'filledAnywhere',
  'mainSite',
  'mainOrg',
  'mainRoad',
  'gap',
] as const

/** Why two texts are not the same incident, whatever else they share. */
export type Veto =
  | 'names'
  | 'site'
  | 'org'
  | 'road'
  | 'run'
  | 'route'
  | 'district'
  | 'form'
  | 'copied form'
  | 'few words'

export interface Evidence {
  /** One of each of `features`. */
  numbers: number[]
  veto: Veto | null
}

/** What two texts, told so many days apart, say for and against one incident. `worth` discounts a's grams (0–1 each). */
export function evidenceOf(a: Sketch, b: Sketch, days: number, worth?: Float32Array): Evidence {
  const common = inCommon(a, b, worth)
  const names = namesShared(a, b)
  const filled = common.copied > 0.2 ? filledIn(a, b) : { inHead: 0, anywhere: 0, again: 0 }
  const district = ['区', '县'].some((kind) => apart(ending(a.districts, kind), ending(b.districts, kind)))
  const parts = ['期', '栋', '组', '单元', '中', '小'].filter((kind) => numberedApart(a, b, kind)).length
  const codes = [...a.codes].filter((code) => b.codes.has(code)).length
  const [ofA, ofB] = [names.ofA ?? 0.5, names.ofB ?? 0.5]
  return {
    numbers: [
      Math.log1p(common.rare),
      Math.max(ofA, ofB),
      Math.min(ofA, ofB),
      names.ofA === null || names.ofB === null ? 1 : 0,
      district ? 1 : 0,
      Math.min(parts, 2),
      names.site / 10,
      Math.log1p(common.keysBoth) / 3,
      Math.log1p(common.keysHalf) / 3,
      Math.min(numberedAlike(a, b), 2),
      Math.sqrt(common.likeness),
      Math.sqrt(common.bareContained),
      common.contained,
      Math.min(codes, 5) / 5,
      along(a.direction, b.direction),
      along(a.headDirection, b.headDirection),
      Math.sqrt(common.words),
      Math.max(common.headWordsOfA, common.headWordsOfB),
      Math.min(common.headWordsOfA, common.headWordsOfB),
      common.headWordsBoth,
      common.headLikeness,
      common.headLeast,
      Math.log1p(common.key) / 3,
      along(a.topic.lean, b.topic.lean),
      along(a.topic.roots, b.topic.roots),
      along(a.headTopic.lean, b.headTopic.lean),
      along(a.headTopic.roots, b.headTopic.roots),
      Math.log1p(Math.min(a.letters.length, b.letters.length)),
      Math.log1p(Math.max(a.letters.length, b.letters.length)),
      common.copied > 0 ? 1 - common.contained / common.copied : 0,
      filled.inHead / 10,
      filled.anywhere / 10,
      ...(['site', 'org', 'road'] as const).map((kind) => knownBetween(strange(a, b, kind))),
      Math.log1p(days) / 6,
    ],
    veto: isTooLittle(a, b, common)
      ? 'few words'
      : vetoOf(a, b, { names, filled, district, contained: common.copied }),
  }
}

/** 1 where each text knows the main name of the other, below nothing where one does not; 0 where either has none. */
function knownBetween(unknown: 0 | 1 | 2 | null): number {
  return unknown === null ? 0 : ([1, -0.3, -1][unknown] as number)
}

/** Of a dozen letters a name is half: what they say of it has to be the same too. */
function isTooLittle(a: Sketch, b: Sketch, { headWordsOfA, headWordsOfB }: Common): boolean {
  return (
    Math.max(a.letters.length, b.letters.length) <= fewLetters && Math.max(headWordsOfA, headWordsOfB) < 0.4
  )
}

function vetoOf(
  a: Sketch,
  b: Sketch,
  seen: { names: NamesShared; filled: Filled; district: boolean; contained: number },
): Veto | null {
  const { names, filled, district, contained } = seen
  const rare = contained > alikeFrom ? telling : decisive
  const site = strange(a, b, 'site', rare)
  const [org, road] = [strange(a, b, 'org', rare), strange(a, b, 'road', rare)]
  if (filled.again >= rare) return 'copied form'
  // Where each knows the names of the other and tells them in words of its own, what stands in the gap is no name.
  const isOther = contained > copyFrom || Math.min(names.ofA ?? 0, names.ofB ?? 0) < wellKnown
  if (isOther && contained > alikeFrom && filled.anywhere >= decisive + 1) return 'copied form'
  if (isOther && filled.inHead >= decisive && site !== 0 && org !== 0) return 'form'
  if (names.none) return 'names'
  if (site === 2) return 'site'
  if (site === null && org === 2 && road !== 0) return 'org'
  if (site === null && org === null && road === 2) return 'road'
  if (site === null && org === null && road === null && strange(a, b, 'run') === 2) return 'run'
  if (numberedApart(a, b, '路') || numberedApart(a, b, '号线')) return 'route'
  const elsewhere = contained > copyFrom && apart(a.districts, b.districts)
  return elsewhere || (district && contained > 0.4) ? 'district' : null
}

/** Where most of the words are the same, less is enough to be a name (an everyday one: 蓝天, 红星). */
const alikeFrom = 0.6
const telling = 4.5
const fewLetters = 16
const wellKnown = 0.9
/** So much of the shorter text in the other is a copy. */
const copyFrom = 0.8

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

/** In how many ways of counting both say the same: bus 205, building 3. */
function numberedAlike(a: Sketch, b: Sketch): number {
  return [...a.numbered].filter(([kind, numbers]) => {
    const others = b.numbered.get(kind)
    return others !== undefined && [...numbers].some((number) => others.has(number))
  }).length
}

/** Both say something, and nothing of it is the same. */
function apart(a: Set<string> | undefined, b: Set<string> | undefined): boolean {
  return Boolean(a?.size && b?.size && ![...a].some((one) => b.has(one)))
}
