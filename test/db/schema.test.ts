import { is } from 'drizzle-orm'
import { getTableConfig, PgDialect, PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import * as schema from '../../db/schema/index.ts'
import { withServer } from '../support/cluster.ts'
import { freshDatabase } from '../support/database.ts'

interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  generated: boolean
  standard: string | null
}

let columns: Column[]
let indexes: { table: string; name: string; definition: string }[]
let keys: { table: string; kind: string; columns: string; target: string | null }[]
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  await withServer(database.url, async (sql) => {
    columns = await sql<Column[]>`
      select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
        not a.attnotnull as nullable, a.attidentity <> '' as generated, pg_get_expr(d.adbin, d.adrelid) as standard
      from pg_attribute a join pg_class c on c.oid = a.attrelid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attname`
    indexes = await sql`
      select tablename as table, indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' order by indexname`
    keys = await sql`
      select c.conrelid::regclass::text as table, c.contype::text as kind,
        (select string_agg(a.attname, ',' order by k.n) from unnest(c.conkey) with ordinality k(num, n)
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.num) as columns,
        nullif(c.confrelid, 0)::regclass::text as target
      from pg_constraint c where c.connamespace = 'public'::regnamespace and c.contype in ('p', 'f') order by 1, 2, 3`
  })
})
afterAll(() => drop())

const names = () => columns.map((one) => `${one.table}.${one.column}`)

/** B7, "Not in the schema", and rules M-3, S-1, X-3, X-5, X-8, K-6: a pattern over table.column each. */
const forbidden: [what: string, pattern: RegExp, examples: string[]][] = [
  ['an ID number', /id_?card|id_?num|identity_(?:no|num)|citizen|passport|身份证/, ['people.id_card_no']],
  [
    'ethnicity or origin',
    /ethnic|nation(?!al_holiday)|race\b|hukou|origin|民族|籍贯/,
    ['people.nationality'],
  ],
  ['religion', /relig|faith|宗教/, ['parties.religion']],
  ['politics', /politic|party_member|petition|信访|党/, ['parties.political_status']],
  [
    'a face, plate or voice',
    /face|photo|portrait|avatar|plate|voice|fingerprint|biometr/,
    ['parties.face_photo'],
  ],
  ['a bank number', /bank|card_(?:no|num)|account_(?:no|num)|iban/, ['facts.bank_card']],
  ['health', /diagnos|disease|illness|psych|mental|disab|health|medic|pregnan/, ['parties.diagnosis']],
  ['a criminal record', /crim|convict|offen[cs]e|prison|record_of|drug|前科/, ['people.criminal_record']],
  [
    'a watch list',
    /watch|key_person|focus_person|blacklist|black_list|grey_list|risk|重点|列管/,
    ['people.is_key_person'],
  ],
  ['a score of people', /score|rating|credit|points?$|points_|rank|reward|bounty|积分/, ['reporters.points']],
  [
    'a counter against reporters',
    /false_report|bad_report|unfounded_count|abuse_count|strikes?|trust/,
    ['reporters.bad_reports'],
  ],
  [
    'a profile across groups',
    /profile|user_group|member|resident|contact_graph|friend|kinship|relative/,
    ['residents.id'],
  ],
  [
    'raw chat',
    /raw|chat_log|chat_text|message_text|transcript|original|quote|verbatim|content$/,
    ['matters.raw_text'],
  ],
  ['gender, age or birth', /gender|sex\b|birth|\bage\b|_age$/, ['parties.birth_date']],
  ['a track', /latitude|longitude|\blat\b|\blng\b|gps|track|geo/, ['reporters.gps_track']],
]

/** What a pattern catches and was looked at: which columns, all of them, and why they may stand. */
const lookedAt: [table: string, columns: string[], why: string][] = [
  [
    'group_samples',
    ['at', 'group_id', 'members'],
    'keyed hashes, another key in every group: they know a group again, and nobody',
  ],
  [
    'known_friends',
    ['hash', 'person', 'platform', 'seen_at'],
    'who wrote to the bot as its friend; no group, nothing of what they said',
  ],
  [
    'team_members',
    ['called_as', 'consented_at', 'hash', 'id', 'sealed', 'team_id'],
    'who signed up for a team, until they leave it',
  ],
]
const wasLookedAt = (name: string) => lookedAt.some(([table]) => name.startsWith(`${table}.`))

describe('no table and no column holds', () => {
  test.each(lookedAt)('%s has these columns and no other', (table, expected) => {
    expect(columns.filter((one) => one.table === table).map((one) => one.column)).toEqual(expected)
  })

  test.each(forbidden)('%s', (_, pattern, examples) => {
    expect(names().filter((name) => pattern.test(name) && !wasLookedAt(name))).toEqual([])
    // The pattern would catch it.
    for (const example of examples) expect(example).toMatch(pattern)
  })
})

describe('of residents', () => {
  it('no name, nickname, phone or address has a column: names are of areas, places, groups and staff', () => {
    const naming = names().filter((name) => /\..*(?:name|nick|phone|mobile|address|email)/.test(name))
    expect(naming).toEqual([
      'areas.name',
      'campaigns.name',
      'departments.name',
      'departments.phone',
      'groups.name',
      'people.name',
      'people.phone',
      'places.name',
      'teams.name',
      'waiting_rooms.name',
    ])
  })

  it('a reporter is a sealed reference wherever one stands', () => {
    const reporting = columns.filter((one) => /reporter|sealed/.test(one.column))
    expect(reporting.map(({ table, column, type }) => `${table}.${column} ${type}`)).toEqual([
      'drafts.reporter bytea',
      'drafts.reporter_hint smallint',
      'parties.sealed bytea',
      'reporters.reporter bytea',
      'reporters.reporter_hint smallint',
      'team_members.sealed bytea',
    ])
  })

  it('no plain platform id stands but of staff, groups and what is still to be delivered', () => {
    const ids = names().filter((name) =>
      /\.external(?!_number)|sender|open_?id|union_?id|wxid|user_?id|\.chat$/.test(name),
    )
    expect(ids).toEqual([
      'group_external_ids.external_id',
      'groups.external_id',
      'identities.external_id',
      'inbox.chat',
      'outbox.chat',
      'waiting_rooms.external_id',
    ])
  })

  it('the opt-out list is hashes and nothing else', () => {
    expect(names().filter((name) => name.startsWith('opt_outs.'))).toEqual(['opt_outs.hash'])
  })

  it('what was heard and what was said can be emptied, and reporters of a closed draft too', () => {
    for (const name of ['inbox.body', 'inbox.chat', 'outbox.body', 'outbox.chat', 'drafts.reading'])
      expect([name, columns.find((one) => `${one.table}.${one.column}` === name)?.nullable]).toEqual([
        name,
        true,
      ])
  })

  it('nobody is pointed to by a matter: people are referred to as staff only', () => {
    const toPeople = keys.filter((key) => key.kind === 'f' && key.target === 'people')
    expect(toPeople.map((key) => `${key.table}.${key.columns}`)).toEqual([
      'attendance.person_id',
      'binding_codes.person_id',
      'campaigns.made_by_id',
      'cards.person_id',
      'decisions.created_by',
      'decisions.owner_id',
      'decisions.settled_by',
      'departments.deputy_id',
      'departments.liaison_id',
      'events.actor_id',
      'extensions.asked_by',
      'extensions.decided_by',
      'follow_ups.done_by',
      'follow_ups.owner_id',
      'follow_ups.with_id',
      'identities.person_id',
      'leaves.deputy_id',
      'leaves.made_by_id',
      'leaves.person_id',
      'listings.delisted_by',
      'listings.listed_by',
      'matters.colour_set_by',
      'matters.lead_id',
      'matters.partner_id',
      'meeting_series.chair_id',
      'meetings.chair_id',
      'meetings.confirmed_by',
      'meetings.created_by',
      'meetings.minutes_by',
      'notes.person_id',
      'on_site.person_id',
      'patrols.by_id',
      'polls.by_id',
      'problems.by_id',
      'problems.owner_id',
      'publicity.by_id',
      'quarter_questions.answered_by',
      'quarter_reports.approved_by',
      'roles.person_id',
      'seats.person_id',
      'sessions.approved_by',
      'sessions.created_by',
      'shifts.made_by_id',
      'shifts.person_id',
      'supervisions.by_id',
      'teams.made_by_id',
      'topics.by_id',
      'transfers.by_id',
      'transfers.received_by',
      'unseals.asked_by',
      'unseals.decided_by',
      'walks.by_id',
      'whistles.by_id',
      'whistles.here_by',
    ])
  })
})

describe('of the data dictionary (B7) there is', () => {
  test.each([
    ['id', ['matters.number']],
    [
      'kind, category, colour, urgency, privacy',
      ['kind', 'category', 'colour', 'urgency', 'privacy'].map((n) => `matters.${n}`),
    ],
    [
      'the fired rules, who set the colour and why',
      ['matters.colour_rules', 'matters.colour_set_by', 'matters.colour_reason'],
    ],
    [
      'level, loop, stage4, found_by, source',
      ['level', 'loop', 'stage4', 'found_by', 'source'].map((n) => `matters.${n}`),
    ],
    ['summary', ['matters.summary']],
    ['location', ['matters.place', 'matters.needs_clarify', 'matters.area_id']],
    ['occurred', ['matters.occurred']],
    ['parties', ['parties.role', 'parties.label', 'parties.sealed']],
    ['reporter_ref', ['reporters.reporter']],
    ['facts', ['matters.facts']],
    ['route: one lead, others beside', ['matters.lead_department', 'matters.lead_id', 'matters.co']],
    [
      'state and history',
      ['matters.state', 'events.from_state', 'events.to_state', 'events.actor_id', 'events.at'],
    ],
    ['deadlines and follow-ups', ['matters.due_at', 'follow_ups.due_at']],
    ['outcome and satisfaction', ['matters.outcome', 'matters.satisfaction']],
    ['links', ['links.from_id', 'links.to_id', 'links.kind']],
    ['retention', ['matters.retention_until']],
  ])('%s', (_, wanted) => expect(names()).toEqual(expect.arrayContaining(wanted)))

  it('exactly one lead: a column, not a list', () => {
    expect(columns.find((one) => one.table === 'matters' && one.column === 'lead_id')?.type).toBe('integer')
  })
})

describe('the tables in code and the committed migrations', () => {
  const tables = Object.values(schema).flatMap((one) => (is(one, PgTable) ? [getTableConfig(one)] : []))
  const dialect = new PgDialect()

  it('have the same columns, of the same types, as empty and with the same defaults', () => {
    const coded = tables.flatMap((table) =>
      table.columns.map((column) => ({
        table: table.name,
        column: column.name,
        type: typeNames[column.getSQLType()] ?? column.getSQLType(),
        nullable: !column.notNull,
        generated: column.generatedIdentity !== undefined,
        hasDefault: column.default !== undefined,
      })),
    )
    const stored = columns.map(({ standard, ...one }) => ({ ...one, hasDefault: standard !== null }))
    expect(byName(coded)).toEqual(byName(stored))
  })

  it('have the same primary and foreign keys', () => {
    const coded = tables.flatMap((table) => [
      ...table.primaryKeys.map((key) => `${table.name} p ${key.columns.map((one) => one.name).sort()}`),
      ...table.columns.filter((one) => one.primary).map((one) => `${table.name} p ${one.name}`),
      ...table.foreignKeys.map((key) => {
        const { columns: from, foreignTable } = key.reference()
        return `${table.name} f ${from.map((one) => one.name)} → ${getTableConfig(foreignTable).name}`
      }),
    ])
    const stored = keys.map(
      (key) =>
        `${key.table} ${key.kind} ${key.columns.split(',').sort()}${key.target ? ` → ${key.target}` : ''}`,
    )
    expect(coded.sort()).toEqual(stored.sort())
  })

  it('have the same indexes, as unique and over the same rows', () => {
    const coded = tables.flatMap((table) =>
      table.indexes.map(({ config }) => ({
        name: config.name,
        table: table.name,
        unique: config.unique,
        method: config.method ?? 'btree',
        columns: config.columns.length,
        where: config.where ? literals(dialect.sqlToQuery(config.where).sql) : [],
      })),
    )
    const primary = new Set(tables.map((table) => `${table.name}_pkey`))
    const stored = indexes
      .filter(({ name }) => !primary.has(name) && !name.endsWith('_pk'))
      .map(({ name, table, definition }) => {
        const [, unique, method, rest = ''] =
          /^CREATE( UNIQUE)? INDEX .* USING (\w+) (.*)$/.exec(definition) ?? []
        const [listed = '', where = ''] = rest.split(' WHERE ')
        return {
          name,
          table,
          unique: unique !== undefined,
          method,
          columns: listed.split(', ').length,
          where: literals(where),
        }
      })
    expect(stored.length).toBeGreaterThan(15)
    expect(byIndex(coded)).toEqual(byIndex(stored))
  })
})

/** As drizzle names them, and as PostgreSQL does. */
const typeNames: Record<string, string> = {
  'timestamp (3) with time zone': 'timestamp(3) with time zone',
}

function byName<T extends { table: string; column: string }>(rows: T[]): T[] {
  return rows.sort((a, b) => (`${a.table}.${a.column}` < `${b.table}.${b.column}` ? -1 : 1))
}

function byIndex<T extends { name?: string }>(rows: T[]): T[] {
  return rows.sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
}

/** Columns and strings of a condition: PostgreSQL writes it down in other words. */
function literals(condition: string): string[] {
  const quiet = /^(?:not|in|is|null|and|or|any|all|array|text)$/i
  return [...new Set(condition.match(/'[^']*'|\w+/g) ?? [])].filter((word) => !quiet.test(word)).sort()
}
