import type { Happening } from '../db/events.ts'
import { changeMatter } from '../db/matters.ts'
import type { Change } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { path, type State } from '../matters/moves.ts'
import { clockChanges, watchRed } from './clocks.ts'
import type { Desk } from './desk.ts'
import { rise } from './rise.ts'

/** One step of a matter's way, as the timeline tells it. */
export interface Step {
  to: State
  /** The event's kind; else the state it leads to. */
  kind?: string
  values?: Record<string, unknown>
}

export interface Moved {
  /** As it will stand once the changes are written. */
  fresh: Matter
  changes: Change[]
}

/**
 * Moves a matter through the table of moves, or notes something without moving it (no steps). One road for every verb
 * and duty: events, the rules of colour, clocks and supervision follow from here. Null where the table forbids a step.
 */
export function move(
  desk: Desk,
  matter: Matter,
  by: { personId: number } | null,
  what: {
    steps?: readonly Step[]
    set?: Partial<Omit<Matter, 'id' | 'number' | 'version' | 'state'>> & {
      closedAt?: Date | null
      retentionUntil?: Date | null
    }
    /** Events beside the steps, after them. */
    notes?: readonly { kind: string; values?: Record<string, unknown>; actorId?: null }[]
  },
): Moved | null {
  const { steps = [], notes = [] } = what
  const way = path(matter.state, ...steps.map((step) => step.to))
  if (!way) return null
  const state = steps.at(-1)?.to ?? matter.state
  const risen = rise(matter, { ...matter, ...what.set, state }, desk.clock.now(), notes)
  const set = { ...what.set, ...risen.set }
  const base = { matterId: matter.id, at: desk.clock.now(), actorId: by?.personId ?? null }
  const happenings: Happening[] = [
    ...way.map(({ from, to }, index) => ({
      ...base,
      kind: steps[index]?.kind ?? to,
      from,
      to,
      values: steps[index]?.values ?? {},
    })),
    ...[...notes, ...risen.notes].map((note) => ({ ...base, ...note })),
  ]
  const fresh: Matter = { ...matter, ...set, state, version: matter.version + 1 }
  const turnsRed = fresh.colour === 'red' && matter.colour !== 'red'
  return {
    fresh,
    changes: [
      changeMatter(matter, { ...set, state }, happenings),
      ...clockChanges(desk, matter, fresh, happenings),
      ...(turnsRed ? [watchRed(matter.id, base.at)] : []),
    ],
  }
}

/** As `move`, where the state was looked at before and a forbidden step would be a fault of ours. */
export function moved(...args: Parameters<typeof move>): Moved {
  const done = move(...args)
  if (!done) throw new Error(`no way from ${args[1].state} through ${args[3].steps?.map((step) => step.to)}`)
  return done
}
