import { sql as raw } from 'drizzle-orm'
import type { Card } from '../matters/message.ts'
import { inQuietHours, localDate } from '../matters/working-time.ts'
import type { Sql, TransactionSql } from './client.ts'
import { rememberEntry } from './entries.ts'
import { appendRead } from './events.ts'
import type { Change } from './write.ts'

export interface OutboxRow {
  id: string
  platform: string
  chat: string
  chatKind: 'group' | 'direct'
  about: string
  priority: number
  card: Card
  attempts: number
  groupId: number | null
  noticeVersion: number | null
  matterId: number | null
  /** The platform's id of a card that this one takes the place of. */
  replaces: string | null
  /** Of a matter's card in a staff chat. */
  matterVersion: number | null
  personId: number | null
  /** The group message it answers. */
  answers: string | null
  /** When it was first tried without knowing what came of it; this try's own time where there was none before. */
  unsureSince: Date
  claimedAt: Date
  /** Seconds since it was written, by the database's clock. */
  age: number
  leaseToken: string
}

/**
 * Leases the first open post of up to `limit` chats of these platforms: the most urgent, then the oldest. Posts whose
 * business time has not come (`now`) are passed over, and in quiet hours all that have one: what lay through an outage
 * wakes nobody either.
 */
export async function claimOutbox(
  sql: Sql,
  platforms: string[],
  options: { limit: number; leaseSeconds: number; now: Date },
): Promise<OutboxRow[]> {
  // As in the inbox: from chat to chat along the index outbox_open.
  const rows = await sql<(OutboxRow & { token: string })[]>`
    with recursive chats as (
      (select platform, chat from outbox where settled_at is null order by platform, chat limit 1)
      union all
      select next.* from chats cross join lateral (
        select platform, chat from outbox
        where settled_at is null and (platform, chat) > (chats.platform, chats.chat)
        order by platform, chat limit 1) as next
    ),
    heads as (
      select head.id from chats cross join lateral (
        select id from outbox as post
        where settled_at is null and post.platform = chats.platform and post.chat = chats.chat
          and (not_before is null or not_before <= ${options.now})
          and (not_before is null and unasked_on is null or not ${inQuietHours(options.now)})
        order by priority, seq limit 1) as head
      where chats.platform = any(${platforms})
    )
    update outbox set lease_token = gen_random_uuid(), attempts = attempts + 1,
      unsure_since = coalesce(unsure_since, ${options.now}),
      lease_until = clock_timestamp() + make_interval(secs => ${options.leaseSeconds})
    where id in (
      select id from outbox
      where id in (select id from heads)
        and settled_at is null and next_at <= clock_timestamp()
        and (lease_until is null or lease_until < clock_timestamp())
      order by priority, seq limit ${options.limit} for update skip locked
    )
    returning id, platform, chat, chat_kind as "chatKind", about, priority, body as card, attempts,
      group_id as "groupId", notice_version as "noticeVersion", matter_id as "matterId", replaces,
      matter_version as "matterVersion", person_id as "personId", answers, unsure_since as "unsureSince",
      extract(epoch from clock_timestamp() - created_at)::float8 as age, lease_token as token`
  return rows
    .map((row) => ({ ...row, claimedAt: options.now, leaseToken: row.token }))
    .sort((a, b) => a.priority - b.priority)
}

/**
 * Records that the platform accepted a post. What its buttons stand for is kept for a bare number in answer (`offer`), and
 * a matter's card in a staff chat is kept to be brought up to date. A post nobody asked for counts on the day it is said. The words go; a direct chat's id goes too. For a notice, the group is
 * announced from this moment on (`now`), unless a newer version was asked for meanwhile.
 */
export async function settleOutbox(
  sql: Sql,
  row: OutboxRow,
  messageId: string,
  at: { now: Date; offer: { hash: string; commands: string[] } | null },
): Promise<void> {
  // A statement of its own for most posts, which have nothing further: it is the last of their round trips.
  if (!hasFurther(row)) return void (await markSent(sql, row, messageId, at))
  await sql.begin(async (tx) => {
    if (await markSent(tx, row, messageId, at)) await writeFurther(tx, row, messageId, at.now)
  })
}

async function markSent(
  sql: Sql | TransactionSql,
  row: OutboxRow,
  messageId: string,
  { now, offer }: { now: Date; offer: { hash: string; commands: string[] } | null },
): Promise<boolean> {
  const shows = row.matterId !== null && row.matterVersion !== null && row.replaces === null
  const settled = await sql`
    with settled as (
      update outbox set settled_at = clock_timestamp(), outcome = 'sent', message_id = ${messageId}, body = null,
        unasked_on = case when unasked_on is not null then ${localDate(now)}::date end,
        chat = case when chat_kind = 'direct' then null else chat end, answers = null, lease_token = null
      where id = ${row.id} and lease_token = ${row.leaseToken} returning id),
    offered as (
      insert into offers (hash, commands, at)
      select ${offer?.hash ?? ''}, ${offer?.commands ?? []}::text[], ${now} from settled where ${offer !== null}
      on conflict (hash) do update set commands = excluded.commands, at = excluded.at),
    shown as (
      insert into cards (platform, message_id, matter_id, person_id, group_id, version, at)
      select ${row.platform}, ${messageId}, ${row.matterId}::int, ${row.personId}::int, ${row.groupId}::int,
        ${row.matterVersion}::int, ${now} from settled where ${shows}
      on conflict do nothing)
    select id from settled`
  return settled.length > 0
}

function hasFurther(row: OutboxRow): boolean {
  return wasRead(row) || Boolean(row.card.entry) || row.noticeVersion !== null
}

function wasRead(row: OutboxRow): boolean {
  return Boolean(row.card.personal) && row.personId !== null && row.matterId !== null && row.replaces === null
}

async function writeFurther(tx: TransactionSql, row: OutboxRow, messageId: string, now: Date): Promise<void> {
  const { matterId, personId, about } = row
  if (wasRead(row)) await appendRead(tx, { matterId, actorId: personId, at: now, values: { door: about } })
  if (row.card.entry && messageId) await rememberEntry(tx, row.platform, row.card.entry, messageId)
  if (row.noticeVersion === null || row.groupId === null) return
  await tx`
    update groups set announced_at = coalesce(announced_at, ${now}), notice_due_at = ${now}::timestamptz + interval '30 days'
    where id = ${row.groupId} and notice_version = ${row.noticeVersion}`
  await tx`select pg_notify('registry', '')`
}

/** Of these messages of the bot, those that no post is known to have become. */
export async function notOurs(sql: Sql, platform: string, messageIds: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select message_id as id from outbox where platform = ${platform} and message_id = any(${messageIds})`
  const known = new Set(rows.map(({ id }) => id))
  return messageIds.filter((id) => !known.has(id))
}

/**
 * Gives a post back, to be tried again in `seconds`. `counted` false: it was held by our own limiter. `unsaid`: this try
 * cannot have been heard; an earlier one that may have been stays in doubt.
 */
export async function retryOutbox(
  sql: Sql,
  row: OutboxRow,
  again: { seconds: number; failure: string | null; counted: boolean; unsaid: boolean },
): Promise<void> {
  const first = row.unsureSince.getTime() === row.claimedAt.getTime()
  await sql`
    update outbox set lease_token = null, lease_until = null, failure = coalesce(${again.failure}, failure),
      attempts = attempts - ${again.counted ? 0 : 1},
      unsure_since = case when ${again.unsaid && first} then null else unsure_since end, next_at = clock_timestamp() + make_interval(secs => ${again.seconds})
    where id = ${row.id} and lease_token = ${row.leaseToken}`
}

/**
 * Gives a post up, inside the transaction that tells somebody. It blocks nothing behind it. A group whose notice was
 * given up stays deaf; the notice is due again a day after `now`.
 */
export function buryOutbox(row: OutboxRow, failure: string, now: Date): Change {
  return async (tx) => {
    await tx.execute(raw`
      update outbox set settled_at = clock_timestamp(), outcome = 'dead', failure = ${failure}, answers = null,
        lease_token = null
      where id = ${row.id} and lease_token = ${row.leaseToken}`)
    if (row.noticeVersion === null || row.groupId === null) return
    const tomorrow = new Date(now.getTime() + 24 * 3_600_000).toISOString()
    await tx.execute(
      raw`update groups set notice_due_at = ${tomorrow} where id = ${row.groupId} and left_at is null`,
    )
  }
}

/** Posts that are due and not yet out. */
export async function openOutbox(sql: Sql, now: Date): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from outbox where settled_at is null and (not_before is null or not_before <= ${now})
      and (not_before is null and unasked_on is null or not ${inQuietHours(now)})`
  return row?.n ?? 0
}
