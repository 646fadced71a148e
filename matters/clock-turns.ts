import type { ClockKind, ClockTable } from './clock-table.ts'
import { type Clock, clockAt, paused, recoloured, resumed, tierOf } from './clocks.ts'
import type { Matter } from './matter.ts'

/** One step of a matter as far as its clocks care. */
export interface Happened {
  kind: string
  from?: string
  to?: string
  /** Null: the bot, or a reporter. */
  actorId: number | null
}

export interface Turn {
  before: Matter | null
  after: Matter
  happenings: readonly Happened[]
  table: ClockTable
  at: Date
  /** Days of the extension that the running clock was granted. */
  grantedDays: number
}

/** A clock as it stands, or (id null) one that starts. */
export type Standing = Omit<Clock, 'id'> & { id: number | null }

const atFirst = ['ack', 'study', 'assign', 'contact', 'resolve', 'ceiling'] as const
const untilLed = ['ack', 'study', 'assign'] as const
/** Somebody spoke with somebody, or was there. */
const contacts = ['logged', 'joint_visit', 'visited', 'mediated', 'verified']
const over = ['concluded', 'archived', 'merged', 'withdrawn', 'unfounded']
const closed = ['concluded', 'followup', 'archived']
const undone = ['merged', 'unfounded']

/**
 * What a step does to the times that run on a matter: some start, some stop, some stand still, some are spanned anew.
 * Gives the clocks afterwards; what it left alone is the same object.
 */
export function turned(clocks: readonly Clock[], turn: Turn): Standing[] {
  const { before, after, table, at } = turn
  let all: Standing[] = [...clocks]
  const change = (kinds: readonly ClockKind[] | 'all', how: (clock: Clock) => Clock) => {
    all = all.map((clock) =>
      !clock.stoppedAt && (kinds === 'all' || kinds.includes(clock.kind)) ? how(clock as Clock) : clock,
    )
  }
  const stop = (...kinds: ClockKind[]) => change(kinds, (clock) => ({ ...clock, stoppedAt: at }))
  const pause = (...kinds: ClockKind[]) => change(kinds, (clock) => paused(clock, at))
  const resume = (...kinds: ClockKind[]) =>
    change(kinds, (clock) => (clock.pausedAt ? resumed(clock, after, at) : clock))
  const start = (...kinds: ClockKind[]) => {
    for (const kind of kinds) {
      if (all.some((clock) => clock.kind === kind && !clock.stoppedAt)) continue
      const clock = clockAt(table, after, kind, at)
      if (clock) all.push({ ...unwritten, ...clock, matterId: after.id })
    }
  }

  const reopened = turn.happenings.some(({ from = '', to }) => closed.includes(from) && to === 'handling')
  for (const { kind, from = '', to = '', actorId } of turn.happenings) {
    if (kind === 'opened') start(...atFirst)
    // The visit that opens a matter again is not yet the contact that is owed from then on.
    if (contacts.includes(kind) && actorId !== null && !reopened) stop('ack', 'contact', 'supervise')
    // The duty desk looked into it and its reporters were told so.
    if (kind === 'lifted') stop('ack')
    if (to === 'studied') stop('study')
    // The receiver took it or sent it back, or it was taken back before either.
    if (kind === 'received' || from === 'transferred') stop('receipt')
    if (to === 'assigned') resume('resolve', 'contact')
    if (from === 'resolved' && to === 'handling') resume('resolve', 'ceiling')
    if (to === 'resolved') {
      stop(...untilLed, 'contact', 'supervise')
      pause('resolve', 'ceiling')
    }
    if (to === 'transferred') {
      stop(...untilLed)
      pause('resolve', 'contact')
    }
    if (over.includes(to)) change('all', (clock) => ({ ...clock, stoppedAt: at }))
    if (undone.includes(from)) all = revived(all, after, at)
    if (reopened && to === 'handling') {
      start('resolve', 'contact')
      // Whoever was told the lawful ways once is not told again.
      if (!all.some((clock) => clock.kind === 'ceiling' && clock.rung > 0)) start('ceiling')
    }
  }
  if (after.leadId !== null) stop(...untilLed)
  else if (before && before.leadId !== null && !over.includes(after.state)) start('assign')
  if (before && tierOf(before) !== tierOf(after))
    change('all', (clock) => recoloured(clock, table, after, at, turn.grantedDays))
  return all
}

const unwritten = {
  id: null,
  pausedAt: null,
  stoppedAt: null,
  reminded: 0,
  rung: 0,
  extended: false,
}

/** A merge or a finding was undone: what it stopped, and nothing that had stopped before, runs on. */
function revived(all: Standing[], matter: Matter, at: Date): Standing[] {
  const last = Math.max(...all.map((clock) => clock.stoppedAt?.getTime() ?? 0))
  return all.map((clock) =>
    clock.stoppedAt?.getTime() === last ? resumed(clock as Clock, matter, at) : clock,
  )
}
