import { sql } from 'drizzle-orm'
import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { areas, groups, people } from './community.ts'
import { matters } from './matters.ts'
import { instant } from './types.ts'

const id = () => integer('id').primaryKey().generatedAlwaysAsIdentity()
const matterId = () =>
  integer('matter_id')
    .notNull()
    .references(() => matters.id)

/** Who answers for a department in an area: routes resolve here. No residents stand in it. */
export const departments = pgTable(
  'departments',
  {
    areaId: text('area_id')
      .notNull()
      .references(() => areas.id),
    department: text('department').notNull(),
    /** As people call it: 临湖司法所. */
    name: text('name').notNull(),
    /** The duty telephone, never a private one. */
    phone: text('phone'),
    liaisonId: integer('liaison_id').references(() => people.id),
    deputyId: integer('deputy_id').references(() => people.id),
  },
  (t) => [primaryKey({ columns: [t.areaId, t.department] })],
)

/** A time within which something is owed on a matter (matters/clocks.ts). */
export const clocks = pgTable(
  'clocks',
  {
    id: id(),
    matterId: matterId(),
    /** ack | study | assign | contact | resolve | whistle | joint | receipt | ceiling */
    kind: text('kind').notNull(),
    /** What it belongs to, where a matter runs several of a kind: a whistle's slot, a session, a transfer. */
    ofId: integer('of_id'),
    startedAt: instant('started_at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** What time it runs in: m, h, d around the clock; dh by day; wh, wd working hours and days. */
    unit: text('unit').notNull(),
    /** Since when it stands still; null: it runs. */
    pausedAt: instant('paused_at'),
    stoppedAt: instant('stopped_at'),
    /** How often it was brought to mind: 1 at half the time, 2 at four fifths. */
    reminded: smallint('reminded').notNull().default(0),
    /** How far up the ladder it was told when over time: 1 chief, 2 brigade, 3 bureau. */
    rung: smallint('rung').notNull().default(0),
    /** The one extension was granted. */
    extended: boolean('extended').notNull().default(false),
  },
  (t) => [
    index('clocks_by_matter').on(t.matterId),
    index('clocks_running').on(t.dueAt).where(sql`stopped_at is null and paused_at is null`),
  ],
)

/** 延期: asked by who handles, granted or refused by the chief. */
export const extensions = pgTable(
  'extensions',
  {
    id: id(),
    matterId: matterId(),
    days: integer('days').notNull(),
    reason: text('reason').notNull(),
    askedBy: integer('asked_by').references(() => people.id),
    askedAt: instant('asked_at').notNull(),
    decidedBy: integer('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    granted: boolean('granted'),
  },
  (t) => [uniqueIndex('extensions_open').on(t.matterId).where(sql`decided_at is null`)],
)

/** 吹哨: one slot a department. */
export const whistles = pgTable(
  'whistles',
  {
    id: id(),
    matterId: matterId(),
    department: text('department').notNull(),
    byId: integer('by_id').references(() => people.id),
    at: instant('at').notNull(),
    dueAt: instant('due_at').notNull(),
    /** asked (waits for an officer's word) | waiting | here | cancelled */
    state: text('state').notNull(),
    /** 到场 | 电话 | 说明 */
    how: text('how'),
    note: text('note'),
    hereBy: integer('here_by').references(() => people.id),
    hereAt: instant('here_at'),
  },
  (t) => [
    index('whistles_by_matter').on(t.matterId),
    uniqueIndex('whistles_open').on(t.matterId, t.department).where(sql`state in ('asked','waiting')`),
  ],
)

/** 会诊, 三所一庭, 调解: one joint session. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    matterId: matterId(),
    /** consult | panel | mediation */
    kind: text('kind').notNull(),
    /** people | administrative | court | public_security; of mediations. */
    mediationType: text('mediation_type'),
    at: instant('at'),
    /** proposed | approved | held | cancelled */
    state: text('state').notNull(),
    createdBy: integer('created_by').references(() => people.id),
    approvedBy: integer('approved_by').references(() => people.id),
    result: text('result'),
    /** Both sides agreed. */
    agreed: boolean('agreed'),
    /** The day the written agreement took effect; judicial confirmation is open for 30 days (人民调解法 §33). */
    agreementOn: date('agreement_on'),
    confirmationAskedAt: instant('confirmation_asked_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('sessions_by_matter').on(t.matterId)],
)

export const seats = pgTable(
  'seats',
  {
    id: id(),
    sessionId: integer('session_id')
      .notNull()
      .references(() => sessions.id),
    department: text('department').notNull(),
    personId: integer('person_id').references(() => people.id),
    /** invited | accepted | declined */
    state: text('state').notNull().default('invited'),
    answeredAt: instant('answered_at'),
  },
  (t) => [uniqueIndex('seats_once').on(t.sessionId, t.department)],
)

/** 启封: a sealed reporter, opened by two people with a reason, or not. */
export const unseals = pgTable(
  'unseals',
  {
    id: id(),
    matterId: matterId(),
    reason: text('reason').notNull(),
    askedBy: integer('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull(),
    decidedBy: integer('decided_by').references(() => people.id),
    decidedAt: instant('decided_at'),
    granted: boolean('granted'),
  },
  (t) => [uniqueIndex('unseals_open').on(t.matterId).where(sql`decided_at is null`)],
)

/** 挂牌 and 销号 of a hazard. */
export const listings = pgTable(
  'listings',
  {
    id: id(),
    matterId: matterId(),
    /** Who has to put it right: an organisation or an office, masked. */
    responsible: text('responsible').notNull(),
    dueAt: instant('due_at').notNull(),
    listedBy: integer('listed_by').references(() => people.id),
    listedAt: instant('listed_at').notNull(),
    delistedBy: integer('delisted_by').references(() => people.id),
    delistedAt: instant('delisted_at'),
    proof: text('proof'),
  },
  (t) => [uniqueIndex('listings_open').on(t.matterId).where(sql`delisted_at is null`)],
)

/** 随手记: a colleague's own note on a matter or a place, never on a person. */
export const notes = pgTable(
  'notes',
  {
    id: id(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    matterId: integer('matter_id').references(() => matters.id),
    areaId: text('area_id').references(() => areas.id),
    /** Name in the address table, where it is about a place. */
    place: text('place'),
    text: text('text').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('notes_by_person').on(t.personId), index('notes_by_matter').on(t.matterId)],
)

/** 转办: a numbered hand-over; not complete until the receiver confirms. */
export const transfers = pgTable(
  'transfers',
  {
    id: id(),
    number: text('number').notNull(),
    matterId: matterId(),
    department: text('department').notNull(),
    reason: text('reason').notNull(),
    byId: integer('by_id').references(() => people.id),
    at: instant('at').notNull(),
    receivedBy: integer('received_by').references(() => people.id),
    receivedAt: instant('received_at'),
    /** Declined by the receiver. */
    declined: boolean('declined').notNull().default(false),
  },
  (t) => [uniqueIndex('transfers_number').on(t.number), index('transfers_by_matter').on(t.matterId)],
)

/** Cards of matters that stand in staff chats, to be updated in place. Residents' cards are not remembered. */
export const cards = pgTable(
  'cards',
  {
    platform: text('platform').notNull(),
    /** The platform's id of the message. */
    messageId: text('message_id').notNull(),
    matterId: matterId(),
    personId: integer('person_id').references(() => people.id),
    groupId: integer('group_id').references(() => groups.id),
    /** The matter's version that it shows. */
    version: integer('version').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.messageId] }), index('cards_by_matter').on(t.matterId)],
)

/** What a bare number means in a private chat: the buttons of the last card there. Ids of matters and drafts only. */
export const offers = pgTable('offers', {
  /** Salted hash of platform and person. */
  hash: text('hash').primaryKey(),
  commands: text('commands').array().notNull(),
  at: instant('at').notNull(),
})

/** Who wishes to stay unknown: a salted hash; nothing of them is kept with what they confirm. */
export const anonymous = pgTable('anonymous', {
  hash: text('hash').primaryKey(),
  at: instant('at').notNull(),
})
