import { createHash, randomBytes } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { keepLink, meetingOfLink } from '../../db/calendar-links.ts'
import type { Db } from '../../db/client.ts'
import type { Meeting } from '../../db/meetings.ts'
import type { Change } from '../../db/write.ts'
import { meetingKinds } from '../../matters/meeting.ts'
import type { Card, Post } from '../../matters/message.ts'
import { localIso, zone } from '../../matters/working-time.ts'
import { toCalendars } from '../calendar.ts'
import type { Desk } from '../desk.ts'
import { fileLine } from '../replies/meeting.ts'
import { seatsOf } from './people.ts'

const dayMs = 24 * 3_600_000
const minuteMs = 60_000

/** A card with a link to the meeting's calendar file, good until a week after the meeting. Without a web side: the card as it is. */
export function withFile(desk: Desk, meeting: Meeting, card: Card): { card: Card; changes: Change[] } {
  if (!desk.publicUrl) return { card, changes: [] }
  // 144 bits: nobody guesses it. What is kept is its hash only.
  const token = randomBytes(18).toString('base64url')
  const expiresAt = new Date(meeting.startsAt.getTime() + 7 * dayMs)
  const link = { hash: hashOf(token), meetingId: meeting.id, expiresAt }
  const line = fileLine(`${desk.publicUrl}/calendar/${token}.ics`)
  return {
    card: { ...card, lines: [...card.lines, line] },
    changes: [keepLink(link, desk.clock.now())],
  }
}

/** The calendar file behind a link, as the meeting stands now; null where there is no such link any more. */
export async function calendarFile(db: Db, token: string, now: Date): Promise<string | null> {
  const meeting = await meetingOfLink(db, hashOf(token), now)
  return meeting ? icsOf(meeting, now) : null
}

/**
 * The meeting into its people's calendars, where their platform keeps any: the same key stands for the same meeting,
 * whatever becomes of it. Only fixed words: calendars are shared.
 */
export function intoCalendars(desk: Desk, meeting: Meeting): Post[] {
  const people = seatsOf(desk, meeting).map(({ personId }) => personId)
  return toCalendars(desk, people, {
    kind: 'event',
    key: uidOf(meeting),
    revision: meeting.sequence,
    title: titleOf(meeting),
    lines: meeting.place ? [meeting.place] : [],
    startsAt: localIso(meeting.startsAt),
    endsAt: localIso(endOf(meeting)),
    ...(meeting.state === 'cancelled' && { cancelled: true as const }),
  })
}

/** One event; the same UID with a higher SEQUENCE takes the earlier one's place in every calendar (RFC 5545 §3.8.7.4). */
export function icsOf(meeting: Meeting, now: Date): string {
  const cancelled = meeting.state === 'cancelled'
  const calendar = ical({
    name: titleOf(meeting),
    prodId: { company: 'fengqiao', product: 'meetings', language: 'ZH' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: uidOf(meeting),
    sequence: meeting.sequence,
    stamp: now,
    start: meeting.startsAt,
    end: endOf(meeting),
    summary: titleOf(meeting),
    location: meeting.place,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  return inShanghai(calendar.toString(), meeting)
}

/** The generator writes local times by the process's own zone; it is given UTC, and the two times are put as the wall has them. */
function inShanghai(utc: string, meeting: Meeting): string {
  const wall = (instant: Date) => localIso(instant).slice(0, 19).replace(/[-:]/gu, '')
  return utc
    .replace(/^DTSTART:.*$/mu, `DTSTART;TZID=${zone}:${wall(meeting.startsAt)}`)
    .replace(/^DTEND:.*$/mu, `DTEND;TZID=${zone}:${wall(endOf(meeting))}`)
    .replace('BEGIN:VEVENT', `${zoneLines.join('\r\n')}\r\nBEGIN:VEVENT`)
}

/** One offset since the last summer time ended in September 1991. */
const zoneLines = [
  ...['BEGIN:VTIMEZONE', `TZID:${zone}`, 'BEGIN:STANDARD', 'DTSTART:19910915T000000', 'TZOFFSETFROM:+0900'],
  ...['TZOFFSETTO:+0800', 'TZNAME:CST', 'END:STANDARD', 'END:VTIMEZONE'],
]

const uidOf = ({ id }: Meeting) => `meeting-${id}@fengqiao`
const endOf = ({ startsAt, lastsMinutes }: Meeting) => new Date(startsAt.getTime() + lastsMinutes * minuteMs)
const titleOf = ({ kind }: Meeting) => meetingKinds[kind]
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
