/** Newer matters of one gram than this are not looked at: a gram that common finds nothing. */
const mostMatters = 200

/**
 * Finds the matters a telling may belong to by its most telling grams, without looking at the others: the work grows
 * with the keys of the telling, not with the matters that are open.
 */
export class LikenessIndex {
  private readonly matters = new Map<number, number[]>()

  /** The matters that share most keys, best first; a key counts less the more matters share it. */
  find(keys: readonly number[], most: number): number[] {
    const votes = new Map<number, number>()
    for (const key of keys) {
      const found = this.matters.get(key)
      if (!found) continue
      const vote = 1 / (1 + Math.log(found.length))
      for (const matter of found) votes.set(matter, (votes.get(matter) ?? 0) + vote)
    }
    return [...votes]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, most)
      .map(([matter]) => matter)
  }

  add(matter: number, keys: readonly number[]): void {
    for (const key of keys) {
      const found = this.matters.get(key)
      if (!found) this.matters.set(key, [matter])
      else if (!found.includes(matter)) {
        found.push(matter)
        if (found.length > mostMatters) found.shift()
      }
    }
  }
}

const cells = 2 ** 22
/** Counts are halved after so many matters, that what was worn out long ago may tell something again. */
const halvedAfter = 20_000

/**
 * In how many matters a gram came before. What stands in matter after matter is somebody's set phrase, however rare in
 * general. Two counters a gram, of which the lower is believed, so that a collision rarely harms.
 */
export class SetPhrases {
  private readonly first = new Uint8Array(cells)
  private readonly second = new Uint8Array(cells)
  private opened = 0

  /** How much a gram is worth as a sign of one matter: 1 in up to two of them, then less and less. */
  worth(gram: number): number {
    const times = Math.min(this.first[gram & (cells - 1)] as number, this.second[gram >>> 10] as number)
    return 1 / (1 + 0.5 * Math.max(0, times - 2))
  }

  /** Counts the grams of a matter once, when it is opened. */
  count(grams: Iterable<number>): void {
    if (++this.opened % halvedAfter === 0)
      for (let at = 0; at < cells; at++) {
        this.first[at] = (this.first[at] as number) >> 1
        this.second[at] = (this.second[at] as number) >> 1
      }
    for (const gram of grams) {
      const [one, other] = [gram & (cells - 1), gram >>> 10]
      if ((this.first[one] as number) < 255) this.first[one] = (this.first[one] as number) + 1
      if ((this.second[other] as number) < 255) this.second[other] = (this.second[other] as number) + 1
    }
  }
}
