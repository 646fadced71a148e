import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { Level, Loop } from '../../matters/matter.ts'
import type { State } from '../../matters/moves.ts'
import type { Facts, PlaceReading, Reading, TimeReading } from '../../matters/reading.ts'
import type { Colour, Kind, Privacy, Urgency } from '../../matters/taxonomy.ts'
import { areas, groups, people } from './community.ts'
import { bytea, instant } from './types.ts'

/** What the reader made of a report, shown to its reporter alone until confirmed. Gone after 24 h. */
export const drafts = pgTable(
  'drafts',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    platform: text('platform').notNull(),
    /** Who reported: encrypted with the sealing key. */
    reporter: bytea('reporter').notNull(),
    /** Twelve bits of a keyed hash: finds candidates to unseal. Equal hints do not prove, but in a small place suggest, one person. */
    reporterHint: smallint('reporter_hint').notNull(),
    groupId: integer('group_id').references(() => groups.id),
    areaId: text('area_id').references(() => areas.id),
    reading: jsonb('reading').$type<Reading>(),
    /** Message ids it rests on, so that a recall finds it. Ids, never words. */
    messageIds: text('message_ids').array().notNull(),
    /** The draft (of another reporter) that tells the same story. */
    sameAs: integer('same_as'),
    /** The other half of one report that held two matters. */
    besideOf: integer('beside_of'),
    /** The matter it is to be linked with when confirmed: a theft at the same place, the tip that is being avenged. */
    besideMatterId: integer('beside_matter_id'),
    /** The open matter it would join when confirmed. */
    joinsMatterId: integer('joins_matter_id'),
    /** What a confirmed one became. */
    becameMatterId: integer('became_matter_id'),
    foundBy: text('found_by').notNull(),
    source: text('source').notNull(),
    /** open | confirmed | withdrawn | expired */
    state: text('state').notNull().default('open'),
    /** What the reporter is asked next: confirm | amend | category. */
    asks: text('asks').notNull().default('confirm'),
    version: integer('version').notNull().default(1),
    at: instant('at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** When a language model last changed what its reporter was shown. */
    refinedAt: instant('refined_at'),
    /** Unordered numbers of the pieces told, to learn from a correction; null where that may not be. */
    features: integer('features').array(),
  },
  (t) => [
    index('drafts_open').on(t.reporterHint).where(sql`state = 'open'`),
    index('drafts_expiring').on(t.expiresAt).where(sql`state = 'open'`),
    index('drafts_by_story')
      .on(t.areaId, sql`(reading->>'category')`)
      .where(sql`state = 'open' and area_id is not null`),
    index('drafts_same').on(t.sameAs).where(sql`same_as is not null`),
    index('drafts_beside').on(t.besideOf).where(sql`beside_of is not null`),
    index('drafts_by_message').using('gin', t.messageIds),
  ],
)

/** The matter: the fields of the data dictionary and nothing beyond it. docs/privacy.md names who reads each. */
export const matters = pgTable(
  'matters',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** AH-1117-02; tips XS-1118-07. Shown to people; access never rests on guessing it. */
    number: text('number').notNull(),
    kind: text('kind').$type<Kind>().notNull(),
    category: text('category').notNull(),
    colour: text('colour').$type<Colour>(),
    colourRules: text('colour_rules').array().notNull().default([]),
    colourSetBy: integer('colour_set_by').references(() => people.id),
    colourReason: text('colour_reason'),
    urgency: text('urgency').$type<Urgency>().notNull(),
    privacy: text('privacy').$type<Privacy>().notNull(),
    /** grid | police_grid | street | district */
    level: text('level').$type<Level>().notNull().default('grid'),
    /** small | middle | large */
    loop: text('loop').$type<Loop>().notNull().default('small'),
    stage4: text('stage4'),
    /** resident | grid | volunteer | patrol | 110 | dept */
    foundBy: text('found_by').notNull(),
    /** group | dm | grid | 110 | 12345 | visit | meeting */
    source: text('source').notNull(),
    summary: text('summary').notNull(),
    areaId: text('area_id')
      .notNull()
      .references(() => areas.id),
    place: jsonb('place').$type<PlaceReading>(),
    needsClarify: boolean('needs_clarify').notNull().default(false),
    occurred: jsonb('occurred').$type<TimeReading>(),
    facts: jsonb('facts').$type<Facts>().notNull().default({}),
    /** As in drafts, until the matter has ended. */
    features: integer('features').array(),
    leadDepartment: text('lead_department').notNull(),
    co: text('co').array().notNull().default([]),
    /** Exactly one lead once assigned. */
    leadId: integer('lead_id').references(() => people.id),
    state: text('state').$type<State>().notNull(),
    /** Departments called in. */
    called: text('called').array().notNull().default([]),
    /** 搭档: gets the same reminders, may log, may not close. */
    partnerId: integer('partner_id').references(() => people.id),
    /** How often it was opened again. */
    reopened: smallint('reopened').notNull().default(0),
    /** A party said no to mediation: nobody is asked again. */
    mediationRefused: boolean('mediation_refused').notNull().default(false),
    /** Its number at 12345 or another desk. */
    externalNumber: text('external_number'),
    /** State before a merge, to which undoing it returns. */
    stateBefore: text('state_before').$type<State>(),
    outcome: text('outcome'),
    satisfaction: smallint('satisfaction'),
    /** When it has to be resolved (clock of the colour). */
    dueAt: instant('due_at'),
    groupId: integer('group_id').references(() => groups.id),
    /** Only the duty desk lifts an emergency. */
    emergencyLiftedAt: instant('emergency_lifted_at'),
    /** The duty desk did not answer in time and the next were called. */
    escalatedAt: instant('escalated_at'),
    /** Local day on which it was last brought up as overdue. */
    nudgedOn: text('nudged_on'),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    retentionUntil: instant('retention_until'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('matters_number').on(t.number),
    index('matters_by_story').on(t.areaId, t.category, t.openedAt),
    index('matters_open_by_area')
      .on(t.areaId, t.openedAt)
      .where(sql`state not in ('archived','merged','withdrawn','unfounded')`),
    index('matters_by_lead')
      .on(t.leadId)
      .where(sql`state not in ('archived','merged','withdrawn','unfounded')`),
    index('matters_due').on(t.dueAt).where(sql`state in ('new','studied','assigned','handling')`),
  ],
)

/** Who stands behind a matter: sealed references, several to a matter. */
export const reporters = pgTable(
  'reporters',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    matterId: integer('matter_id')
      .notNull()
      .references(() => matters.id),
    platform: text('platform').notNull(),
    /** Null: they chose to stay unknown and hold a password instead. */
    reporter: bytea('reporter'),
    reporterHint: smallint('reporter_hint'),
    /** Salted hash of the password. */
    passwordHash: text('password_hash'),
    at: instant('at').notNull(),
  },
  (t) => [
    index('reporters_by_matter').on(t.matterId),
    index('reporters_by_hint').on(t.reporterHint),
    index('reporters_by_password').on(t.passwordHash).where(sql`password_hash is not null`),
  ],
)

/** Parties by role with a neutral word; who they are is sealed where it is known at all. */
export const parties = pgTable(
  'parties',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    matterId: integer('matter_id')
      .notNull()
      .references(() => matters.id),
    role: text('role').notNull(),
    label: text('label').notNull(),
    sealed: bytea('sealed'),
  },
  (t) => [index('parties_by_matter').on(t.matterId)],
)

/**
 * Every change and every read of a personal field. `digest` covers salt and values; the chain covers digests, so
 * values and salt can be erased and the chain still proves order and completeness.
 */
export const events = pgTable(
  'events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    matterId: integer('matter_id').references(() => matters.id),
    at: instant('at').notNull(),
    /** Null: the bot itself, or a reporter. */
    actorId: integer('actor_id').references(() => people.id),
    kind: text('kind').notNull(),
    fromState: text('from_state'),
    toState: text('to_state'),
    values: jsonb('values').$type<Record<string, unknown>>(),
    salt: bytea('salt'),
    /** Of salt and values; stays when both are erased. */
    valuesDigest: bytea('values_digest').notNull(),
    digest: bytea('digest').notNull(),
    /** Place in the chain and its link; null until the sealing loop came by (within a second). */
    chainSeq: bigint('chain_seq', { mode: 'number' }),
    chainHash: bytea('chain_hash'),
  },
  (t) => [
    index('events_by_matter').on(t.matterId, t.id),
    index('events_unsealed').on(t.id).where(sql`chain_seq is null`),
    uniqueIndex('events_chain').on(t.chainSeq),
  ],
)

/** A visit that is owed after closing. */
export const followUps = pgTable(
  'follow_ups',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    matterId: integer('matter_id')
      .notNull()
      .references(() => matters.id),
    /** Closing number: a reopened matter owes new ones. */
    round: integer('round').notNull(),
    day: integer('day').notNull(),
    dueAt: instant('due_at').notNull(),
    ownerId: integer('owner_id').references(() => people.id),
    /** open | done | cancelled */
    state: text('state').notNull().default('open'),
    raisedAt: instant('raised_at'),
    /** Raised, or still not done, after the day it was due on. */
    late: boolean('late').notNull().default(false),
    result: text('result'),
    satisfaction: smallint('satisfaction'),
    doneAt: instant('done_at'),
    doneBy: integer('done_by').references(() => people.id),
    /** Of a joint visit: who else went (requirement A197). */
    withId: integer('with_id').references(() => people.id),
  },
  (t) => [
    uniqueIndex('follow_ups_once').on(t.matterId, t.round, t.day),
    index('follow_ups_due').on(t.dueAt).where(sql`state = 'open'`),
  ],
)

/** 督办: stands on an open matter until it is lifted. */
/** Whose eyes are on it. */
export type Rung = 'chief' | 'brigade' | 'bureau'

export const supervisions = pgTable(
  'supervisions',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    matterId: integer('matter_id')
      .notNull()
      .references(() => matters.id),
    /** chief | brigade | bureau */
    level: text('level').$type<Rung>().notNull(),
    reason: text('reason').notNull(),
    byId: integer('by_id').references(() => people.id),
    since: instant('since').notNull(),
    dueAt: instant('due_at'),
    liftedAt: instant('lifted_at'),
  },
  (t) => [index('supervisions_standing').on(t.matterId).where(sql`lifted_at is null`)],
)

export const links = pgTable(
  'links',
  {
    fromId: integer('from_id')
      .notNull()
      .references(() => matters.id),
    toId: integer('to_id')
      .notNull()
      .references(() => matters.id),
    /** linked | merged */
    kind: text('kind').notNull(),
    at: instant('at').notNull(),
    undoneAt: instant('undone_at'),
  },
  (t) => [primaryKey({ columns: [t.fromId, t.toId, t.kind] })],
)

/** Next serial number of a community and day. */
export const serials = pgTable(
  'serials',
  {
    code: text('code').notNull(),
    day: text('day').notNull(),
    next: integer('next').notNull(),
  },
  (t) => [primaryKey({ columns: [t.code, t.day] })],
)
