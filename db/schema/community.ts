import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { instant } from './types.ts'

/** Jurisdictions as a tree: district, street, station, community, grid. Roles hold for an area and all below it. */
export const areas = pgTable('areas', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  parentId: text('parent_id'),
  /** Letters in front of the community's matter numbers (AH-1117-02); null elsewhere. */
  code: text('code'),
})

/** The deployment's own address table. No residents stand in it. */
export const places = pgTable(
  'places',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** The grid it lies in: every building belongs to exactly one. */
    areaId: text('area_id')
      .notNull()
      .references(() => areas.id),
    /** building | poi */
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    community: text('community').notNull(),
    building: text('building'),
    units: text('units').array().notNull().default([]),
    floors: integer('floors'),
  },
  (t) => [uniqueIndex('places_once').on(t.community, t.name), index('places_by_building').on(t.building)],
)

/** A chat group that the bot stands in. */
export const groups = pgTable(
  'groups',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    platform: text('platform').notNull(),
    /** The platform's present id; earlier ones stand in group_external_ids. */
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    /** resident | grid_work | enterprise | volunteer | market */
    type: text('type').notNull(),
    /** mention | assisted | work */
    mode: text('mode').notNull(),
    /** A mode proposed by an administrator and not yet approved by the group's owner. */
    proposedMode: text('proposed_mode'),
    /** Null: the bot is deaf here. Set only when the platform accepted the notice of the present mode. */
    announcedAt: instant('announced_at'),
    /** Raised with every change that needs a fresh notice. */
    noticeVersion: integer('notice_version').notNull().default(1),
    /** When the notice is to be posted again. */
    noticeDueAt: instant('notice_due_at'),
    leftAt: instant('left_at'),
    /** Posts a day that nobody asked for (0–3), as owner or administrator set it; null: what its type takes. */
    dailyPosts: integer('daily_posts'),
    /** Whether it takes lines of publicity (宣传), as owner or administrator set it. */
    publicity: boolean('publicity').notNull().default(true),
  },
  (t) => [uniqueIndex('groups_external').on(t.platform, t.externalId)],
)

export const groupExternalIds = pgTable(
  'group_external_ids',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id),
    platform: text('platform').notNull(),
    externalId: text('external_id').notNull(),
    since: instant('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.externalId] })],
)

export const groupGrids = pgTable(
  'group_grids',
  {
    groupId: integer('group_id')
      .notNull()
      .references(() => groups.id),
    areaId: text('area_id')
      .notNull()
      .references(() => areas.id),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.areaId] })],
)

/** People who work here. Residents have no row: a reporter is only a sealed reference on the matter. */
export const people = pgTable('people', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  /** As colleagues call them: 周警官, 网格员小林. */
  name: text('name').notNull(),
  phone: text('phone'),
})

export const identities = pgTable(
  'identities',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    platform: text('platform').notNull(),
    externalId: text('external_id').notNull(),
    boundAt: instant('bound_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.externalId] })],
)

export const roles = pgTable(
  'roles',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    role: text('role').notNull(),
    areaId: text('area_id')
      .notNull()
      .references(() => areas.id),
    /** The department this person answers for, where the role is tied to one. */
    department: text('department'),
  },
  (t) => [primaryKey({ columns: [t.personId, t.role, t.areaId] })],
)

/** One-time codes by which staff bind their platform identity. Only the hash is kept. */
export const bindingCodes = pgTable('binding_codes', {
  hash: text('hash').primaryKey(),
  personId: integer('person_id')
    .notNull()
    .references(() => people.id),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Who asked not to be read in passing: a salted hash of platform and id, nothing else (rule Q-5). */
export const optOuts = pgTable('opt_outs', { hash: text('hash').primaryKey() })

export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
})
