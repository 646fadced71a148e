import { correction } from '../db/corrections.ts'
import type { Draft } from '../db/drafts.ts'
import type { Change } from '../db/write.ts'
import { samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import type { Asker, Desk } from './desk.ts'
import { roleOf } from './telling.ts'

/** What a draft that somebody puts right teaches: another category, another place than the one read. */
export function learnFromAmendment(desk: Desk, asker: Asker, draft: Draft, after: Reading): Change[] {
  const before = draft.reading
  const told = { of: { draft }, byRole: firstRole(asker), at: desk.clock.now() }
  const changes: Change[] = []
  if (after.category && after.category !== before.category)
    changes.push(correction({ ...told, kind: 'category', said: before.category, right: after.category }))
  if (before.place && after.place && samePlace(before.place, after.place) === 'different')
    changes.push(
      correction({ ...told, kind: 'place', said: before.place.precision, right: after.place.precision }),
    )
  return changes
}

/**
 * What a draft that is dropped teaches: it was no report. Of residents the label alone is counted: they were promised
 * that all is deleted, and what is no report is chatter (law 2). A colleague's own words stay as numbers.
 */
export function learnFromDiscard(desk: Desk, asker: Asker, draft: Draft): Change {
  const dropped = teaches(asker) ? draft : { ...draft, features: null }
  const said = draft.reading.category ?? draft.reading.kind
  const at = desk.clock.now()
  return correction({
    kind: 'not_report',
    of: { dropped },
    said,
    right: 'none',
    byRole: firstRole(asker),
    at,
  })
}

/** Do this person's words, dropped as no report, stay as numbers? */
export function teaches(asker: Asker): boolean {
  return roleOf(asker) === 'staff'
}

/** The role of who corrects, never who. */
function firstRole(asker: Asker): string {
  return asker.staff?.roles[0]?.role ?? 'reporter'
}
