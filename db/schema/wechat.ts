import { index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { groups } from './community.ts'
import { bytea, instant } from './types.ts'

// What is needed to know groups and people again when a login has given all of them other ids (WeChat's web protocol).
// Nobody's name stands here, and of nobody who neither wrote to the bot nor opted out anything that leads to them.

/** By which an announced group is known again: of at most 64 of its members a keyed hash of 32 bits, another in every group. */
export const groupSamples = pgTable('group_samples', {
  groupId: integer('group_id')
    .primaryKey()
    .references(() => groups.id),
  members: text('members').array().notNull(),
  at: instant('at').notNull(),
})

/** Rooms found at a login of which nobody knows which group they are. The bot is deaf there. */
export const waitingRooms = pgTable(
  'waiting_rooms',
  {
    /** The number by which an administrator calls it. */
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    platform: text('platform').notNull(),
    externalId: text('external_id').notNull(),
    /** Its name on the platform. */
    name: text('name').notNull(),
    /** The group it most resembles. */
    likelyId: integer('likely_id').references(() => groups.id),
    /** new | name | several | renamed: why it was not bound by itself; left: somebody said that it is none of ours. */
    why: text('why').notNull(),
    since: instant('since').notNull(),
  },
  (t) => [uniqueIndex('waiting_rooms_once').on(t.platform, t.externalId)],
)

/** Friends of the bot's account who wrote to it, by the random 备注 that it gave them. */
export const knownFriends = pgTable('known_friends', {
  /** Keyed hash of the 备注. */
  hash: text('hash').primaryKey(),
  platform: text('platform').notNull(),
  /** The id under which they were first heard, encrypted: drafts, matters and wishes stand under it. */
  person: bytea('person').notNull(),
  /** At the last login at which they were a friend, or when they last wrote. */
  seenAt: instant('seen_at').notNull(),
})

/** What somebody who opted out was called, so that nobody of that name is read after the ids have changed. */
export const optOutNames = pgTable(
  'opt_out_names',
  {
    /** The row of opt_outs it belongs to. */
    optOut: text('opt_out').notNull(),
    /** Keyed hash of one name. */
    hash: text('hash').notNull(),
    /** The group in which they were seen under it. */
    groupId: integer('group_id').references(() => groups.id),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.optOut, t.hash] }), index('opt_out_names_by_group').on(t.groupId)],
)
