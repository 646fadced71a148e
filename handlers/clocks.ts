import type { Happening } from '../db/events.ts'
import type { Change } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Desk } from './desk.ts'

/** What a step does to the times that run on a matter: some start, some stop, some stand still. */
export function clockChanges(
  _desk: Desk,
  _before: Matter | null,
  _after: Matter,
  _what: Happening[],
): Change[] {
  return []
}
