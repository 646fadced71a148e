import type { Seal } from '../db/seal.ts'

/** Without those that are taken for digits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * What those who stand behind a matter are called to who handles it: 线索人#A7. The same each time for one matter, and of two
 * matters nobody can tell whether it is one person. `ids` are their rows, in the order they came.
 */
export function giverLabels(seal: Seal, matterId: number, ids: readonly number[]): string[] {
  const taken = new Set<string>()
  return ids.map((id) => {
    for (let again = 0; ; again++) {
      const n = Number.parseInt(seal.hash('giver', `${matterId}:${id}:${again}`).slice(0, 8), 16)
      const label = `线索人#${letters[n % letters.length]}${Math.floor(n / letters.length) % 10}`
      if (taken.has(label)) continue
      taken.add(label)
      return label
    }
  })
}
