import type { ClockKind, ClockTable, Tier } from './clock-table.ts'
import type { Matter } from './matter.ts'
import { between, dueAt, later, type Span, type Unit } from './spans.ts'
import taxonomy from './taxonomy.json' with { type: 'json' }
import { shiftToWorkingDay } from './working-time.ts'

/** A time within which something is owed, not yet written down. */
export interface NewClock {
  kind: ClockKind
  /** What it belongs to, where a matter runs several of a kind: a whistle's slot, a session, a transfer. */
  ofId: number | null
  /** The effective start: it moves with every pause, so that start, unit and due say all there is to say. */
  startedAt: Date
  dueAt: Date
  unit: Unit
}

export interface Clock extends NewClock {
  id: number
  matterId: number
  pausedAt: Date | null
  stoppedAt: Date | null
  reminded: number
  rung: number
  extended: boolean
}

type Told = Pick<Matter, 'colour' | 'kind' | 'urgency' | 'emergencyLiftedAt'>

/** Which column of the table holds for it. */
export function tierOf(matter: Told): Tier {
  if (matter.urgency === 'emergency' && !matter.emergencyLiftedAt) return 'emergency'
  if (matter.colour) return matter.colour
  return matter.kind === 'feedback' ? 'feedback' : 'service'
}

/** That span on this matter; an emergency, too, has to be resolved as its colour says. Null: nothing is owed. */
export function spanOf(table: ClockTable, matter: Told, kind: ClockKind): Span | null {
  const tier = kind === 'resolve' ? (matter.colour ?? tierOf(matter)) : tierOf(matter)
  return table.spans[kind][tier]
}

/** The clock that starts now; null where the table owes nothing. `span` where somebody named another time. */
export function clockAt(
  table: ClockTable,
  matter: Told,
  kind: ClockKind,
  start: Date,
  options: { ofId?: number; span?: Span } = {},
): NewClock | null {
  const span = options.span ?? spanOf(table, matter, kind)
  if (!span) return null
  return {
    kind,
    ofId: options.ofId ?? null,
    startedAt: start,
    unit: span.unit,
    dueAt: settled(kind, matter, dueAt(span, start)),
  }
}

/** What is to be resolved as blue or yellow on a day off, is due on the next working day. */
function settled(kind: ClockKind, { colour }: Told, due: Date): Date {
  return kind === 'resolve' && (colour === 'blue' || colour === 'yellow') ? shiftToWorkingDay(due) : due
}

/** The instant at which that part of its time has passed, 0 to 1. */
export function instantAt(clock: NewClock, part: number): Date {
  const { unit, startedAt } = clock
  if (part >= 1) return clock.dueAt
  return later(unit, startedAt, Math.round(between(unit, startedAt, clock.dueAt) * part))
}

/** How much of its own time has passed, in milliseconds. */
export function elapsed(clock: Clock, now: Date): number {
  return between(clock.unit, clock.startedAt, clock.pausedAt ?? now)
}

/** How much of its own time is left, in milliseconds; 0 when it is over. */
export function remaining(clock: Clock, now: Date): number {
  return between(clock.unit, clock.pausedAt ?? now, clock.dueAt)
}

const parts = taxonomy.sla.remind_at

/** How many of the reminders (50 %, 80 %, over) have come by then. */
export function remindersPassed(clock: NewClock, now: Date): number {
  return parts.filter((part) => instantAt(clock, part) <= now).length
}

/** It stands still from then on. Over time it stays over time. */
export function paused(clock: Clock, at: Date): Clock {
  return clock.pausedAt ? clock : { ...clock, pausedAt: at }
}

/** It runs again, with exactly the time it had left when it was stopped or paused. */
export function resumed(clock: Clock, matter: Told, at: Date): Clock {
  const since = clock.pausedAt ?? clock.stoppedAt
  if (!since) return clock
  const stood = between(clock.unit, since, at)
  return {
    ...clock,
    startedAt: later(clock.unit, clock.startedAt, stood),
    dueAt: settled(clock.kind, matter, later(clock.unit, clock.dueAt, stood)),
    pausedAt: null,
    stoppedAt: null,
  }
}

/** The one extension: so many days more. The ladder begins anew, but a chief who watches from the start need not be told. */
export function extended(clock: Clock, matter: Told, days: number, now: Date): Clock {
  const due = settled(clock.kind, matter, dueAt({ n: days, unit: 'd' }, clock.dueAt))
  const longer = { ...clock, dueAt: due, extended: true }
  return { ...longer, ...afresh(longer, now, matter.colour === 'red' ? 1 : 0) }
}

/**
 * Another colour, or an emergency that was lifted: the time to resolve is that of the new one from the clock's own
 * start, with its pauses and its extension. What else still runs is owed sooner where that is stricter, never later.
 */
export function recoloured(
  clock: Clock,
  table: ClockTable,
  matter: Told,
  at: Date,
  grantedDays: number,
): Clock {
  if (clock.kind === 'resolve') {
    const anew = clockAt(table, matter, 'resolve', clock.startedAt)
    if (!anew) return clock
    const days = clock.extended ? grantedDays : 0
    const due = settled('resolve', matter, dueAt({ n: days, unit: 'd' }, anew.dueAt))
    if (due.getTime() === clock.dueAt.getTime()) return clock
    const changed = { ...clock, unit: anew.unit, dueAt: due }
    return { ...changed, ...afresh(changed, at, 0) }
  }
  const anew = clockAt(table, matter, clock.kind, at)
  if (!anew || anew.dueAt >= clock.dueAt) return clock
  return { ...clock, ...anew, ofId: clock.ofId, reminded: 0, rung: 0 }
}

/** With another end, what was told of the old one is told again in its turn. */
function afresh(clock: Clock, now: Date, rung: number): Pick<Clock, 'reminded' | 'rung'> {
  return {
    reminded: remindersPassed(clock, clock.pausedAt ?? now),
    rung: clock.dueAt > now ? Math.min(rung, clock.rung) : clock.rung,
  }
}
