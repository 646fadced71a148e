import { positionOf } from './likeness-background.ts'
import type { KeyName } from './likeness-key-names.ts'
import type { NameKind } from './likeness-names.ts'
import type { Sketch } from './likeness-sketch.ts'

type Known = Pick<Sketch, 'grams' | 'loose'>

/** Share of a name's letters that stand together in another text too, in either order. */
export function covered(name: KeyName, other: Known): number {
  let found = 0
  for (let at = 0; at < name.pairs.length; at++) {
    const written = positionOf(other.grams, name.pairs[at] as number) >= 0
    if (written || positionOf(other.loose, name.loose[at] as number) >= 0) found++
  }
  return found / name.pairs.length
}

export interface NamesShared {
  /** Share of each text's names, by weight, that the other knows; null where it names nothing. */
  ofA: number | null
  ofB: number | null
  /** How telling the most telling site or company is that both name; 0 for none. */
  site: number
  /** Neither knows a single name of the other, though both name something telling. */
  none: boolean
}

/** A name rarer than this can decide on its own. */
export const decisive = 6

export function namesShared(a: Sketch, b: Sketch): NamesShared {
  const [one, other] = [known(a.names, b), known(b.names, a)]
  const both =
    a.names.some((name) => name.rarity > decisive) && b.names.some((name) => name.rarity > decisive)
  return {
    ofA: one.share,
    ofB: other.share,
    site: Math.max(one.site, other.site),
    none: both && one.share !== null && other.share !== null && !one.any && !other.any,
  }
}

function known(names: KeyName[], other: Known) {
  let [all, found, site] = [0, 0, 0]
  let any = false
  for (const name of names) {
    const share = covered(name, other)
    all += name.weight
    found += name.weight * share
    if (share > 0 && name.rarity > decisive) any = true
    if (share >= 0.5 && (name.kind === 'site' || name.kind === 'org'))
      site = Math.max(site, share * name.rarity)
  }
  return { share: all > 0 ? found / all : null, site, any }
}

/**
 * Of the main names of one kind: both unknown to the other text, one, none; null where either text has none that is as
 * rare as `from`.
 */
export function strange(a: Sketch, b: Sketch, kind: NameKind, from = decisive): 0 | 1 | 2 | null {
  const [one, other] = [a.principal[kind], b.principal[kind]]
  if (!one || !other || one.rarity < from || other.rarity < from) return null
  const unknown = Number(covered(one, b) < 0.5) + Number(covered(other, a) < 0.5)
  return unknown as 0 | 1 | 2
}
