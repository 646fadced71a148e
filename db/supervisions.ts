import { supervisions } from './schema/index.ts'
import type { Change } from './write.ts'

/** Puts a matter under supervision (督办); it stands until it is lifted. */
export function supervise(one: {
  matterId: number
  level: 'chief' | 'brigade' | 'bureau'
  reason: string
  since: Date
}): Change {
  return async (tx) => {
    await tx.insert(supervisions).values(one)
  }
}
