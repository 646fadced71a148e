/** One message: the incident it is of, and the one it was put into. */
export interface Grouped {
  gold: string | number
  found: string | number
}

interface Figure {
  name: string
  value: number
  of: number
}

/**
 * Of all pairs of messages put together, how many are of one incident (precision), and of those of one incident how
 * many were put together (recall). `worth` says how much a pair counts that was put together and should not have been.
 */
export function pairwise<T extends Grouped>(all: T[], worth: (a: T, b: T) => number = () => 1): Figure[] {
  let [right, wrong, missed] = [0, 0, 0]
  all.forEach((a, index) => {
    for (const b of all.slice(0, index)) {
      const [same, together] = [a.gold === b.gold, a.found === b.found]
      if (same && together) right++
      else if (same) missed++
      else if (together) wrong += worth(a, b)
    }
  })
  return figures(right / (right + wrong), right / (right + missed), right + missed)
}

/** The same, message by message: what share of those put with it belongs with it, and the other way round. */
export function bcubed(all: Grouped[]): Figure[] {
  const [gold, found, both] = [new Map(), new Map(), new Map()] as Map<string | number, number>[]
  const more = (map: Map<string | number, number> | undefined, key: string | number) =>
    map?.set(key, (map.get(key) ?? 0) + 1)
  for (const one of all) {
    more(gold, one.gold)
    more(found, one.found)
    more(both, `${one.gold}|${one.found}`)
  }
  let [precision, recall] = [0, 0]
  for (const one of all) {
    const shared = both?.get(`${one.gold}|${one.found}`) ?? 0
    precision += shared / (found?.get(one.found) ?? 1) / all.length
    recall += shared / (gold?.get(one.gold) ?? 1) / all.length
  }
  return figures(precision, recall, all.length)
}

function figures(precision: number, recall: number, of: number): Figure[] {
  return [
    { name: 'precision', value: precision, of },
    { name: 'recall', value: recall, of },
    { name: 'F1', value: (2 * precision * recall) / (precision + recall), of },
  ]
}
