import { record } from '../../db/events.ts'
import { begunMeetings, comingMeetings, type Meeting, meetingById } from '../../db/meetings.ts'
import type { Change, Write } from '../../db/write.ts'
import { saying } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { isOrStandsFor, may, mayWithin, type Right, type Staff } from '../../matters/roles.ts'
import { localDate } from '../../matters/working-time.ts'
import { echoCard } from '../commands/matter-verb.ts'
import type { Call } from '../commands/verb.ts'
import { answer, type Desk, whisper } from '../desk.ts'
import { meetTexts } from '../replies/meet.ts'
import { belongsTo, chairsOf, groupOf } from './people.ts'

const dayMs = 24 * 3_600_000
/** Minutes and decisions are written up this long after a meeting without its number. */
const writtenUpMs = 14 * dayMs

/** One use of /例会: which part of it, the words behind it, and whether it is the second time (确定). */
export interface Sitting {
  call: Call
  desk: Desk
  now: Date
  staff: Staff
  /** 改期, 纪要, …; empty for the status. */
  part: string
  words: string[]
  sure: boolean
}

export type SittingRight = Extract<Right, 'meet' | 'attendMeeting' | 'arrangeMeeting' | 'confirmMinutes'>

/** May this colleague do that with this meeting? Whoever chairs, or stands in for them, may all of it; what only asks for a seat, whoever has one. */
export function mayAt(desk: Desk, staff: Staff, right: SittingRight, meeting: Meeting): boolean {
  const { areas } = desk.registry
  if (isChair(desk, staff, meeting)) return true
  if (right === 'attendMeeting') return belongsTo(desk, staff, meeting)
  if (right === 'meet')
    return mayWithin(staff, right, meeting.areaId, areas) && belongsTo(desk, staff, meeting)
  return may(staff, right, meeting.areaId, areas)
}

function isChair(desk: Desk, staff: Staff, meeting: Meeting): boolean {
  return chairsOf(desk, meeting).some(({ personId }) => isOrStandsFor(staff, personId))
}

/**
 * The meeting that is meant: by its number, else the next one, or (`begun`) the last one that has begun. A write is the
 * answer where there is none, or where this colleague may not do that.
 */
export async function meetingMeant(
  { call, desk, now, staff, words }: Sitting,
  prefer: 'coming' | 'begun',
  right: SittingRight,
): Promise<{ meeting: Meeting; rest: string[] } | Write> {
  const [first = ''] = words
  const id = numberSaid(first)
  if (id !== null) {
    const found = await meetingById(desk.db, id)
    if (!found || !belongsTo(desk, staff, found))
      return saying(whisper(call.message, meetTexts.unknown(first), 'refusal'))
    if (!mayAt(desk, staff, right, found)) return refused(call, meetTexts.notYours)
    return { meeting: found, rest: words.slice(1) }
  }
  const candidates = await standing(desk, now, prefer)
  const own = candidates.filter((one) => mayAt(desk, staff, right, one))
  // Said in a group it is that group's meeting, where it has one of its own.
  const here = own.filter(
    (one) => call.message.chat.kind === 'group' && groupOf(desk, one)?.externalId === call.message.chat.id,
  )
  const near = here.length > 0 ? here : own
  // What is written up is first of all the meeting one chairs: not the street's, because it was later.
  const chaired = near.find((one) => right !== 'attendMeeting' && isChair(desk, staff, one))
  const meeting = chaired ?? near[0]
  if (meeting) return { meeting, rest: words }
  return candidates.some((one) => belongsTo(desk, staff, one))
    ? refused(call, meetTexts.notYours)
    : saying(whisper(call.message, meetTexts.none(prefer), 'refusal'))
}

/** 12, #12, 第12号. Not 12号: that is a day. */
export function numberSaid(word: string): number | null {
  const said = word.normalize('NFKC')
  const [, id] = /^#?(\d{1,6})$/u.exec(said) ?? /^第(\d{1,6})(?:号|次)?$/u.exec(said) ?? []
  return id === undefined ? null : Number(id)
}

async function standing(desk: Desk, now: Date, prefer: 'coming' | 'begun'): Promise<Meeting[]> {
  const coming = await comingMeetings(desk.db, now)
  if (prefer === 'coming') return coming
  const begun = await begunMeetings(desk.db, new Date(now.getTime() - writtenUpMs), now)
  return [...begun, ...coming.filter((one) => localDate(one.startsAt) === localDate(now))]
}

/** Somebody without the right: courteously refused, and on record. */
export function refused({ desk, message, asker }: Call, card: Card): Write {
  const actorId = asker.staff?.personId ?? null
  const event = { matterId: null, at: desk.clock.now(), actorId, kind: 'refused', values: { what: '例会' } }
  return { changes: [record(event)], posts: [whisper(message, card, 'refusal')] }
}

/** Only words, nothing done. */
export function said({ message }: Call, card: Card): Write {
  return saying(isPressed(message) ? whisper(message, card) : answer(message, card))
}

/** Whoever pressed a button in a group hears the answer alone: ten who press need no ten answers there. */
export function isPressed(message: Call['message']): boolean {
  return message.heard === 'click'
}

/** What was understood, times resolved, and the button that does it. `command` says the times outright: tomorrow it means the same. */
export function echoed({ call, part }: Sitting, command: string, lines: string[]): Write {
  return said(call, echoCard(`/例会 ${part} ${command}`.trim(), lines))
}

/** Done: the changes, what goes on record, and the answer. */
export function done(
  { call, desk, staff }: Sitting,
  kind: string,
  values: Record<string, unknown>,
  what: { changes: Change[]; card: Card; posts?: Write['posts']; alone?: boolean },
): Write {
  const event = { matterId: null, at: desk.clock.now(), actorId: staff.personId, kind, values }
  return {
    changes: [...what.changes, record(event)],
    posts: [(what.alone ? whisper : answer)(call.message, what.card), ...(what.posts ?? [])],
  }
}

/** The group in which this is being said is the meeting's own: it hears the answer, and needs no second post. */
export function saidThere({ call, desk }: Sitting, meeting: Meeting): boolean {
  const { chat } = call.message
  return chat.kind === 'group' && groupOf(desk, meeting)?.externalId === chat.id
}
