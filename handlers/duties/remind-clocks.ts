import { createHash } from 'node:crypto'
import { countOn } from '../../db/clocks.ts'
import { clocksNearing, type Nearing, type Running, runningClocks } from '../../db/clocks-due.ts'
import { record } from '../../db/events.ts'
import type { Change, Write } from '../../db/write.ts'
import { type Clock, remindersPassed } from '../../matters/clocks.ts'
import type { Matter } from '../../matters/matter.ts'
import { type Action, type Post, priorities } from '../../matters/message.ts'
import {
  type HalfDay,
  halfDayAt,
  isPressing,
  remindersAhead,
  remindersToTell,
} from '../../matters/reminders.ts'
import type { Staff } from '../../matters/roles.ts'
import taxonomy from '../../matters/taxonomy.json' with { type: 'json' }
import { endOfQuietHours } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { reminderLine, remindersCard } from '../replies/clocks.ts'
import { matterLine } from '../replies/matter-card.ts'
import { receiptSteps } from '../replies/transfer.ts'
import { showInList } from '../show.ts'
import { remindStaff } from '../tell-staff.ts'
import { whoIsReminded, whoReceives } from '../who-is-reminded.ts'
import { batch, type Duty, failing } from './duty.ts'

/**
 * Half, four fifths, over, each once a clock. Of what is red or urgent each matter has its card at its minute. Of the
 * rest a reader has one message for all: the first that comes in a half day brings along what comes in the rest of it.
 */
export const remindClocks: Duty = {
  name: 'remind clocks',
  missed: 'made up at once, the latest of several missed; the earlier ones are dropped',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const half = halfDayAt(now)
    const near = await clocksNearing(desk.db, half?.until ?? now, taxonomy.sla.remind_at)
    const pressing = near.filter(({ clock, matter }) => isPressing(matter) && isDue(clock, now))
    const others = half ? near.filter(({ matter }) => !isPressing(matter)) : []
    const gathered = half && others.some(({ clock }) => remindersToTell(clock, now, half) > clock.reminded)
    const writes = await Promise.all(
      byMatter(await told(desk, pressing, (clock) => remindersPassed(clock, now)))
        .slice(0, batch)
        .map((clocks) => remind(desk, clocks)),
    )
    return gathered ? [...writes, await remindTogether(desk, others, half).catch(failing)] : writes
  },
}

type Due = Running & { passed: number }

function isDue(clock: Clock, now: Date): boolean {
  return remindersPassed(clock, now) > clock.reminded
}

/** These clocks with all about them, each with how many reminders are to be told. */
async function told(desk: Desk, near: readonly Nearing[], passed: (clock: Clock) => number): Promise<Due[]> {
  if (near.length === 0) return []
  const running = await runningClocks(
    desk.db,
    near.map(({ clock }) => clock.id),
  )
  return running
    .map((one) => ({ ...one, passed: passed(one.clock) }))
    .filter((one) => one.passed > one.clock.reminded)
}

function byMatter(due: readonly Due[]): Due[][] {
  const clocks = new Map<number, Due[]>()
  for (const one of due) clocks.set(one.matter.id, [...(clocks.get(one.matter.id) ?? []), one])
  return [...clocks.values()]
}

/** One matter's clocks, in one card. */
async function remind(desk: Desk, due: Due[]): Promise<Write> {
  const readers = new Map<Staff, Due[]>()
  for (const one of due)
    for (const staff of new Set(whoIsReminded(desk, one)))
      readers.set(staff, [...(readers.get(staff) ?? []), one])
  const posts = await Promise.all([...readers].map(([staff, own]) => remindOfOne(desk, staff, own)))
  return { changes: marked(desk, due), posts: posts.flat() }
}

/**
 * What is due of all that is not pressing, one message a reader. What would come later in the half day goes with it
 * where everybody it is for gets a message anyway.
 */
async function remindTogether(desk: Desk, near: readonly Nearing[], half: HalfDay): Promise<Write> {
  const now = desk.clock.now()
  const latest = (clock: Clock) => Math.max(remindersToTell(clock, now, half), remindersAhead(clock, half))
  const candidates = await told(desk, near, latest)
  const isNow = ({ clock }: Due) => remindersToTell(clock, now, half) > clock.reminded
  const asked = new Set(candidates.filter(isNow).flatMap((one) => whoIsReminded(desk, one)))
  const due = candidates.filter(
    (one) => isNow(one) || whoIsReminded(desk, one).every((staff) => asked.has(staff)),
  )
  const posts: Post[] = []
  for (const staff of asked) {
    const own = due.filter((one) => whoIsReminded(desk, one).includes(staff))
    posts.push(
      ...(byMatter(own).length > 1
        ? await remindOfMany(desk, staff, own)
        : await remindOfOne(desk, staff, own)),
    )
  }
  return { changes: marked(desk, due), posts }
}

async function remindOfOne(desk: Desk, staff: Staff, own: readonly Due[]): Promise<Post[]> {
  const now = desk.clock.now()
  const [first] = own
  if (!first) return []
  const actions = stepsOf(desk, staff, own)
  return await remindStaff(desk, first.matter, [staff], {
    lines: linesOf(own, now),
    ...(actions.length > 0 && { actions, asks: true }),
    key: `remind:${first.matter.id}:${occasionOf(own)}`,
    notBefore: waits(first.matter, own) ? endOfQuietHours(now) : undefined,
  })
}

async function remindOfMany(desk: Desk, staff: Staff, own: readonly Due[]): Promise<Post[]> {
  const now = desk.clock.now()
  const rows = []
  for (const clocks of byMatter(own)) {
    const seen = clocks[0] && (await showInList(desk, { as: 'staff', staff }, clocks[0].matter))
    if (seen) rows.push({ number: seen.number, line: matterLine(seen), lines: linesOf(clocks, now) })
  }
  if (rows.length === 0) return []
  return toStaff(desk, staff.personId, remindersCard(rows, stepsOf(desk, staff, own)), {
    key: `remind:${createHash('sha256').update(occasionOf(own)).digest('base64url').slice(0, 22)}`,
    about: 'reminder',
    priority: priorities.reminder,
    notBefore: endOfQuietHours(now),
  })
}

function linesOf(own: readonly Due[], now: Date): string[] {
  return own.map(({ clock, department }) => reminderLine(clock, remindersPassed(clock, now), department))
}

/** Whoever has to sign can do it right here. */
function stepsOf(desk: Desk, staff: Staff, own: readonly Due[]): Action[] {
  const one = own.find((due) => due.transfer && whoReceives(desk, due).includes(staff))
  return one?.transfer ? receiptSteps(one.transfer) : []
}

/** Names these reminders of these clocks, and no others. */
function occasionOf(own: readonly Due[]): string {
  return own.map(({ clock, passed }) => `${clock.id}.${passed}.${clock.dueAt.getTime()}`).join('+')
}

function marked(desk: Desk, due: readonly Due[]): Change[] {
  return byMatter(due).flatMap((clocks) => [
    ...clocks.map(({ clock, passed }) => countOn(clock, { reminded: passed })),
    record({
      matterId: clocks[0]?.matter.id ?? null,
      at: desk.clock.now(),
      actorId: null,
      kind: 'reminded',
      values: { clocks: clocks.map(({ clock, passed }) => `${clock.kind}:${passed}`) },
    }),
  ])
}

/** Nobody is woken for what is neither red nor urgent, nor for what has days to go. */
function waits(matter: Matter, due: readonly Due[]): boolean {
  return !isPressing(matter) || due.every(({ clock }) => clock.unit === 'd' || clock.unit === 'wd')
}
