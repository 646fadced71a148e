import { sql } from 'drizzle-orm'
import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Card, HeardMessage } from '../../matters/message.ts'
import { instant } from './types.ts'

/**
 * What was heard and is to be handled. The words live here only until the row is settled; what stays is the
 * platform's message id, against late doubles (Lark delivers again for up to 7.1 h).
 */
export const inbox = pgTable(
  'inbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    platform: text('platform').notNull(),
    messageId: text('message_id').notNull(),
    /** Order is kept per chat. Null once settled. */
    chat: text('chat'),
    body: jsonb('body').$type<HeardMessage>(),
    receivedAt: instant('received_at').notNull().default(sql`clock_timestamp()`),
    attempts: integer('attempts').notNull().default(0),
    nextAt: instant('next_at').notNull().default(sql`clock_timestamp()`),
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
    settledAt: instant('settled_at'),
    /** done | dead */
    outcome: text('outcome'),
    /** Class of the last failure, never its words. */
    failure: text('failure'),
  },
  (t) => [
    uniqueIndex('inbox_once').on(t.platform, t.messageId),
    index('inbox_open').on(t.platform, t.chat, t.id).where(sql`settled_at is null`),
    index('inbox_settled').on(t.settledAt).where(sql`settled_at is not null`),
  ],
)

/** What is to be said. `id` travels as the platform's idempotency key. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    key: text('key').notNull(),
    platform: text('platform').notNull(),
    /** External chat id, or the person's for `direct`; null for direct ones once settled. */
    chat: text('chat'),
    chatKind: text('chat_kind').notNull(),
    about: text('about').notNull(),
    priority: integer('priority').notNull(),
    /** Emptied when settled. */
    body: jsonb('body').$type<Card>(),
    matterId: integer('matter_id'),
    groupId: integer('group_id'),
    /** The platform's id of an earlier card that this one takes the place of; platforms without cards leave it out. */
    replaces: text('replaces'),
    /** In a group: the platform's id of the message it answers. */
    answers: text('answers'),
    /** Of a matter's card in a staff chat: which version of the matter it shows, and to whom. */
    matterVersion: integer('matter_version'),
    personId: integer('person_id'),
    /** For notices: the version that becomes effective when the platform accepts this. */
    noticeVersion: integer('notice_version'),
    /** A post nobody asked for counts against its group's budget of this day. */
    unaskedOn: date('unasked_on'),
    /** A digest of such a post's words: the same is not said twice a day in one group. */
    unaskedPrint: text('unasked_print'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** By the business clock. */
    notBefore: instant('not_before'),
    attempts: integer('attempts').notNull().default(0),
    /** By the business clock: the first try that may have been heard although nobody knows. */
    unsureSince: instant('unsure_since'),
    nextAt: instant('next_at').notNull().default(sql`clock_timestamp()`),
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
    settledAt: instant('settled_at'),
    outcome: text('outcome'),
    failure: text('failure'),
    /** The platform's id of what was said. */
    messageId: text('message_id'),
  },
  (t) => [
    uniqueIndex('outbox_once').on(t.key),
    index('outbox_open').on(t.platform, t.chat, t.priority, t.seq).where(sql`settled_at is null`),
    index('outbox_settled').on(t.settledAt).where(sql`settled_at is not null`),
    index('outbox_unasked').on(t.groupId, t.unaskedOn).where(sql`unasked_on is not null`),
    // Whether a quoted message is ours (db/said.ts).
    index('outbox_said').on(t.platform, t.messageId).where(sql`message_id is not null`),
  ],
)

/** Token buckets that all processes share. Key: `<platform>` or `<platform>:<chat>`. */
export const buckets = pgTable('buckets', {
  key: text('key').primaryKey(),
  tokens: doublePrecision('tokens').notNull(),
  filledAt: instant('filled_at').notNull().default(sql`clock_timestamp()`),
})
