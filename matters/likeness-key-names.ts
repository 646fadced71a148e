import { type Background, isUnheard, rarity } from './likeness-background.ts'
import { eitherWay, gram, lettersOf } from './likeness-letters.ts'
import { type FoundName, type NameKind, namesIn } from './likeness-names.ts'

/** A name to which a text gives weight: it stands in its head, or more than once. */
export interface KeyName {
  kind: NameKind
  /** Those of its pairs that are not everybody's, as written and in either order. */
  pairs: number[]
  loose: number[]
  /** Of its rarest pair. */
  rarity: number
  weight: number
}

export interface Names {
  key: KeyName[]
  /** Pairs of every name, weighty or not; of runs none. */
  pairs: Set<number>
}

/** A pair more common than this is no part of what tells a name from others. */
const telling = 5.5
const longestStem = 4

/** The names of a text; `head` says how much of it is its head, as signs of `plain` and as letters. */
export function keyNames(
  plain: string,
  letters: Int32Array,
  head: { plain: number; letters: number },
  times: ReadonlyMap<number, number>,
  background: Background,
): Names {
  const spoken = namesIn(plain).flatMap((name) => spokenName(name, head.plain, background))
  const runs = rareRuns(letters, head.letters, times, background)
  return {
    key: [...spoken.filter(({ isKey }) => isKey).map(({ name }) => name), ...runs],
    pairs: new Set(spoken.flatMap(({ name }) => name.pairs)),
  }
}

function spokenName(found: FoundName, headEnd: number, background: Background) {
  const stem = lettersOf(found.stem).slice(-longestStem)
  const own = pairsOf(stem, (pair) => rarity(background, pair) >= telling)
  const { pairs, loose } = own.pairs.length > 0 ? own : withWord(stem, found.word, background)
  if (pairs.length === 0) return []
  const inHead = found.at < headEnd
  const name = keyName(found.kind, pairs, loose, { inHead, times: found.times }, background)
  return [{ name, isKey: inHead || found.times > 1 }]
}

const estate =
  /^(?:花园|家园|新村|公寓|[嘉佳]园|[雅名佳嘉丽景新]苑|小区|新城|山庄|别墅|[华首]府|公馆|[豪华]庭|名[都城]|幼儿园)$/

/** 安和 stands in 公安和 too; 安和花 is an estate's name. */
function withWord(stem: Int32Array, word: string, background: Background) {
  if (!estate.test(word)) return { pairs: [], loose: [] }
  const [a, b] = [stem.at(-2) ?? 0, stem.at(-1) ?? 0]
  const triple = gram(a, b, lettersOf(word)[0])
  return rarity(background, triple) >= telling
    ? { pairs: [triple], loose: [eitherWay(a, b)] }
    : { pairs: [], loose: [] }
}

/** Names that no word gives away: three or more letters whose pairs nobody else writes. */
function rareRuns(
  letters: Int32Array,
  headEnd: number,
  times: ReadonlyMap<number, number>,
  background: Background,
): KeyName[] {
  const runs: KeyName[] = []
  const isRare = (at: number) => {
    const [a, b] = [letters[at] ?? 0, letters[at + 1] ?? 0]
    return a !== 0 && b !== 0 && isUnheard(background, gram(a, b))
  }
  for (let from = 0; from < letters.length; from++) {
    if (!isRare(from)) continue
    let to = from
    while (isRare(to)) to++
    if (to - from >= 2) {
      const { pairs, loose } = pairsOf(letters.subarray(from, to + 1), () => true)
      const inHead = to < headEnd
      const least = Math.min(...pairs.map((pair) => times.get(pair) ?? 1))
      if (inHead || least > 1) runs.push(keyName('run', pairs, loose, { inHead, times: least }, background))
    }
    from = to
  }
  return runs
}

function keyName(
  kind: NameKind,
  pairs: number[],
  loose: number[],
  said: { inHead: boolean; times: number },
  background: Background,
): KeyName {
  const rarest = Math.max(...pairs.map((pair) => rarity(background, pair)))
  const stress = (1 + Math.log(said.times)) * (said.inHead ? 2 : 1) * (kind === 'run' ? 0.5 : 1)
  return { kind, pairs, loose, rarity: rarest, weight: Math.max(0, rarest - 4.5) * stress }
}

function pairsOf(letters: Int32Array, take: (pair: number) => boolean) {
  const pairs: number[] = []
  const loose: number[] = []
  for (let at = 0; at + 1 < letters.length; at++) {
    const [a, b] = [letters[at] as number, letters[at + 1] as number]
    const pair = gram(a, b)
    if (!take(pair)) continue
    pairs.push(pair)
    loose.push(eitherWay(a, b))
  }
  return { pairs, loose }
}

/** The weightiest name of each kind. */
export function principals(names: KeyName[]): Partial<Record<NameKind, KeyName>> {
  const found: Partial<Record<NameKind, KeyName>> = {}
  for (const name of names) if (name.weight > (found[name.kind]?.weight ?? 0)) found[name.kind] = name
  return found
}
