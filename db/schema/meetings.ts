import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { MeetingKind, OnDaysOff, Reminder } from '../../matters/meeting.ts'
import type { PublicFigures } from '../../matters/public-figures.ts'
import { areas, groups, people } from './community.ts'
import { matters } from './matters.ts'
import { bytea, instant } from './types.ts'

const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity()
const areaId = () =>
  text('area_id')
    .notNull()
    .references(() => areas.id)
const personId = (name: string) => integer(name).references(() => people.id)

/** What a series hands on to each of its meetings, where it can be set anew for that one (W-54). */
const plan = () => ({
  lastsMinutes: integer('lasts_minutes').notNull().default(60),
  /** Where, as colleagues wrote it, masked. */
  place: text('place'),
  /** The work group it is posted in; null: the work group of its area. */
  groupId: integer('group_id').references(() => groups.id),
  /** Who is reminded of missing minutes; null: whoever chairs by role. */
  chairId: personId('chair_id'),
  /** Minutes before the start, each with words of its own where there are any. None: nobody is reminded. */
  reminders: jsonb('reminders').$type<Reminder[]>().notNull(),
  /** Minutes before the start at which topics are called for; null: never. */
  callMinutes: integer('call_minutes'),
  /** HH:MM of the day before; null: no pack is posted. */
  packTime: text('pack_time'),
  /** The six offices are told one by one beside the group. */
  sixOffices: boolean('six_offices').notNull().default(false),
})

/** A meeting that comes again: weekly, or at a quarter's end. */
export const meetingSeries = pgTable(
  'meeting_series',
  {
    id: id(),
    areaId: areaId(),
    /** fusion | joint | quarter */
    kind: text('kind').$type<MeetingKind>().notNull(),
    /** 0 Sunday … 6; null: the last working day of the quarter. */
    weekday: smallint('weekday'),
    /** Local wall time, HH:MM, and the zone it is meant in. */
    time: text('time').notNull(),
    zone: text('zone').notNull(),
    onDaysOff: text('on_days_off').$type<OnDaysOff>().notNull().default('move'),
    ...plan(),
    endedAt: instant('ended_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [index('meeting_series_by_area').on(t.areaId)],
)

/** One meeting. */
export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    /** Null: called once (ad hoc). */
    seriesId: integer('series_id').references(() => meetingSeries.id),
    areaId: areaId(),
    kind: text('kind').$type<MeetingKind>().notNull(),
    /** What an ad-hoc meeting is about, masked. */
    title: text('title'),
    /** The day its series puts it on, wherever it was moved: of one occasion there is one meeting. */
    occasion: text('occasion').notNull(),
    /** Local wall time, YYYY-MM-DDTHH:MM, and the zone it is meant in. */
    wall: text('wall').notNull(),
    zone: text('zone').notNull(),
    startsAt: instant('starts_at').notNull(),
    ...plan(),
    /** planned | cancelled */
    state: text('state').notNull().default('planned'),
    /** Why it was moved or cancelled: day off, or a colleague's words, masked. */
    reason: text('reason'),
    /** The wall time before it was moved. */
    movedFrom: text('moved_from'),
    /** Raised with every change that a calendar has to learn of. */
    sequence: integer('sequence').notNull().default(0),
    /** Masked. */
    minutes: text('minutes'),
    /** none | draft | confirmed | published */
    minutesState: text('minutes_state').notNull().default('none'),
    minutesBy: personId('minutes_by'),
    confirmedBy: personId('confirmed_by'),
    publishedAt: instant('published_at'),
    createdBy: personId('created_by'),
    version: integer('version').notNull().default(1),
  },
  (t) => [uniqueIndex('meetings_once').on(t.seriesId, t.occasion), index('meetings_by_start').on(t.startsAt)],
)

/** What is to be spoken of: a matter, or words. Without a meeting it waits for the next one of its series. */
export const topics = pgTable(
  'topics',
  {
    id: id(),
    areaId: areaId(),
    seriesId: integer('series_id').references(() => meetingSeries.id),
    meetingId: integer('meeting_id').references(() => meetings.id),
    matterId: integer('matter_id').references(() => matters.id),
    /** Masked. */
    words: text('words'),
    byId: personId('by_id'),
    at: instant('at').notNull(),
    /** open | discussed | dropped */
    state: text('state').notNull().default('open'),
  },
  (t) => [index('topics_by_series').on(t.seriesId, t.state)],
)

/** Colleagues who were there. */
export const attendance = pgTable(
  'attendance',
  {
    meetingId: integer('meeting_id')
      .notNull()
      .references(() => meetings.id),
    personId: personId('person_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.meetingId, t.personId] })],
)

/** What a meeting decided: a task with somebody who sees to it and a day. It comes back until it is done. */
export const decisions = pgTable(
  'decisions',
  {
    id: id(),
    meetingId: integer('meeting_id')
      .notNull()
      .references(() => meetings.id),
    seriesId: integer('series_id').references(() => meetingSeries.id),
    areaId: areaId(),
    matterId: integer('matter_id').references(() => matters.id),
    /** Masked. */
    words: text('words').notNull(),
    ownerId: personId('owner_id').notNull(),
    dueOn: date('due_on').notNull(),
    /** open | done | dropped */
    state: text('state').notNull().default('open'),
    createdAt: instant('created_at').notNull(),
    createdBy: personId('created_by'),
    settledAt: instant('settled_at'),
    settledBy: personId('settled_by'),
    /** Masked. */
    result: text('result'),
  },
  (t) => [
    index('decisions_by_area').on(t.areaId, t.state),
    index('decisions_by_owner').on(t.ownerId, t.state),
  ],
)

/** 问题清单: problem → solution, owner, due; closed only by the word of who asked. */
export const problems = pgTable(
  'problems',
  {
    id: id(),
    areaId: areaId(),
    /** The group it was put in, to which the answer goes back. */
    groupId: integer('group_id').references(() => groups.id),
    /** Masked. */
    problem: text('problem').notNull(),
    solution: text('solution'),
    ownerId: personId('owner_id'),
    dueOn: date('due_on'),
    /** open | planned | asked | closed */
    state: text('state').notNull().default('open'),
    byId: personId('by_id').notNull(),
    /** Who asked, sealed, where it was a member of the group; emptied when it is closed. */
    asker: bytea('asker'),
    at: instant('at').notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [index('problems_by_area').on(t.areaId, t.state)],
)

/** An unguessable link to a meeting's calendar file. Only its hash is kept. */
export const calendarLinks = pgTable('calendar_links', {
  hash: text('hash').primaryKey(),
  meetingId: integer('meeting_id')
    .notNull()
    .references(() => meetings.id),
  expiresAt: instant('expires_at').notNull(),
})

/** 向群众汇报: what a station tells its residents at a quarter's end. */
export const quarterReports = pgTable(
  'quarter_reports',
  {
    id: id(),
    areaId: areaId(),
    /** 2026Q4 */
    quarter: text('quarter').notNull(),
    /** The day it is posted. */
    reportOn: date('report_on').notNull(),
    meetingId: integer('meeting_id').references(() => meetings.id),
    approvedBy: personId('approved_by'),
    approvedAt: instant('approved_at'),
    /** As they were posted: counts, none under five. */
    figures: jsonb('figures').$type<PublicFigures>(),
    version: integer('version').notNull().default(1),
  },
  (t) => [uniqueIndex('quarter_reports_once').on(t.areaId, t.quarter)],
)

/** What residents asked for the report, masked, without anything of who asked. Gone with the next quarter's report. */
export const quarterQuestions = pgTable(
  'quarter_questions',
  {
    id: id(),
    reportId: integer('report_id')
      .notNull()
      .references(() => quarterReports.id),
    words: text('words').notNull(),
    /** The day only: a minute would tell who just wrote to the bot. */
    askedOn: date('asked_on').notNull(),
    answer: text('answer'),
    answeredBy: personId('answered_by'),
    /** open | answered | left_out */
    state: text('state').notNull().default('open'),
  },
  (t) => [index('quarter_questions_by_report').on(t.reportId)],
)
