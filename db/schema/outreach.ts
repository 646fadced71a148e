import { sql } from 'drizzle-orm'
import { date, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { areas, groups, people } from './community.ts'
import { matters } from './matters.ts'
import { bytea, instant } from './types.ts'

const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity()
const areaId = () =>
  text('area_id')
    .notNull()
    .references(() => areas.id)
const by = (column = 'by_id') =>
  integer(column)
    .notNull()
    .references(() => people.id)

/** A visit to a building (走访): day, place, kind. Never whose door it was, never who was met. */
export const walks = pgTable(
  'walks',
  {
    id: id(),
    byId: by(),
    areaId: areaId(),
    /** As the address table names it: 安和花园三期5号楼. */
    place: text('place').notNull(),
    /** opinion 民意 | order 治安 | party 当事人 */
    kind: text('kind').notNull(),
    /** Of a visit to a party: the matter it was for. */
    matterId: integer('matter_id').references(() => matters.id),
    /** How many households were called on; a number, for the coverage of a campaign. */
    households: smallint('households').notNull().default(1),
    /** What was talked about, masked. */
    topic: text('topic'),
    at: instant('at').notNull(),
  },
  (t) => [index('walks_by_area').on(t.areaId, t.at)],
)

/** A patrol (巡逻): how long, what was found. Where somebody went is one line of their own, no track. */
export const patrols = pgTable(
  'patrols',
  {
    id: id(),
    byId: by(),
    areaId: areaId(),
    teamId: integer('team_id').references(() => teams.id),
    route: text('route'),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at'),
    /** What was found, masked. */
    finding: text('finding'),
    /** self | clock: 结束 was forgotten. */
    endedBy: text('ended_by'),
  },
  (t) => [
    uniqueIndex('patrols_once').on(t.byId).where(sql`ended_at is null`),
    index('patrols_by_area').on(t.areaId, t.startedAt),
  ],
)

/** A visiting campaign (专项, 百日走访): what share of each grid's households was called on. */
export const campaigns = pgTable('campaigns', {
  id: id(),
  name: text('name').notNull(),
  areaId: areaId(),
  /** Local days, both included. */
  fromDay: date('from_day').notNull(),
  untilDay: date('until_day').notNull(),
  /** Households to be called on in each grid. */
  perGrid: integer('per_grid').notNull(),
  madeById: by('made_by_id'),
  madeAt: instant('made_at').notNull(),
  endedAt: instant('ended_at'),
})

/** Words of warning posted in a group (宣传): one a day at most. */
export const publicity = pgTable(
  'publicity',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id),
    day: date('day').notNull(),
    topic: text('topic').notNull(),
    byId: by(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.day] })],
)

/** A question put to a group (征集). Only counts outlive it. */
export const polls = pgTable(
  'polls',
  {
    id: id(),
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id),
    question: text('question').notNull(),
    options: text('options').array().notNull(),
    byId: by(),
    openedAt: instant('opened_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    closedAt: instant('closed_at'),
    /** Written when it is closed. */
    counts: integer('counts').array(),
  },
  (t) => [uniqueIndex('polls_open').on(t.groupId).where(sql`closed_at is null`)],
)

/** Who voted is a hash salted with the poll, so that nobody votes twice; deleted when the poll is closed. */
export const pollVotes = pgTable(
  'poll_votes',
  {
    pollId: integer('poll_id')
      .notNull()
      .references(() => polls.id),
    hash: text('hash').notNull(),
    option: smallint('option').notNull(),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.hash] })],
)

/** A team of volunteers (平安志愿巡逻队, 银龄巡逻队). */
export const teams = pgTable(
  'teams',
  {
    id: id(),
    areaId: areaId(),
    name: text('name').notNull(),
    madeById: by('made_by_id'),
    madeAt: instant('made_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [uniqueIndex('teams_once').on(t.areaId, t.name).where(sql`ended_at is null`)],
)

/** Who signed up for a team, with their own consent; the identity is sealed, the row goes when they withdraw. */
export const teamMembers = pgTable(
  'team_members',
  {
    id: id(),
    teamId: integer('team_id')
      .notNull()
      .references(() => teams.id),
    /** Sealed platform and id. */
    sealed: bytea('sealed').notNull(),
    /** To find one's own row again. */
    hash: text('hash').notNull(),
    /** As they want to be called in the team. */
    calledAs: text('called_as').notNull(),
    consentedAt: instant('consented_at').notNull(),
  },
  (t) => [uniqueIndex('team_members_once').on(t.teamId, t.hash)],
)
