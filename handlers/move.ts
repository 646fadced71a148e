import type { Happening } from '../db/events.ts'
import { changeMatter } from '../db/matters.ts'
import { supervise } from '../db/supervisions.ts'
import type { Change } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { path, type State } from '../matters/moves.ts'
import { clockChanges } from './clocks.ts'
import type { Desk } from './desk.ts'

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
 * and duty: events, clocks and supervision follow from here. Null where the table forbids a step.
 */
export function move(
  desk: Desk,
  matter: Matter,
  by: { personId: number } | null,
  what: {
    steps?: readonly Step[]
    set?: Partial<Omit<Matter, 'id' | 'number' | 'version' | 'state'>> & {
      closedAt?: Date
      retentionUntil?: Date | null
    }
    /** Events beside the steps, after them. */
    notes?: readonly { kind: string; values?: Record<string, unknown> }[]
  },
): Moved | null {
  const { steps = [], set = {}, notes = [] } = what
  const way = path(matter.state, ...steps.map((step) => step.to))
  if (!way) return null
  const base = { matterId: matter.id, at: desk.clock.now(), actorId: by?.personId ?? null }
  const happenings: Happening[] = [
    ...way.map(({ from, to }, index) => ({
      ...base,
      kind: steps[index]?.kind ?? to,
      from,
      to,
      values: steps[index]?.values ?? {},
    })),
    ...notes.map((note) => ({ ...base, ...note })),
  ]
  const state = steps.at(-1)?.to ?? matter.state
  const turnsRed = set.colour === 'red' && matter.colour !== 'red'
  // Red is no longer a matter of the station alone (requirement A061).
  const loop = turnsRed && (set.loop ?? matter.loop) === 'small' ? { loop: 'middle' as const } : {}
  const changed = { ...set, ...loop, state }
  const fresh: Matter = { ...matter, ...changed, version: matter.version + 1 }
  return {
    fresh,
    changes: [
      changeMatter(matter, changed, happenings),
      ...clockChanges(desk, matter, fresh, happenings),
      ...(turnsRed
        ? [supervise({ matterId: matter.id, level: 'chief', reason: '红色事项自始督办', since: base.at })]
        : []),
    ],
  }
}

/** As `move`, where the state was looked at before and a forbidden step would be a fault of ours. */
export function moved(...args: Parameters<typeof move>): Moved {
  const done = move(...args)
  if (!done) throw new Error(`no way from ${args[1].state} through ${args[3].steps?.map((step) => step.to)}`)
  return done
}
