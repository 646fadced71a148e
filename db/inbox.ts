import { sql as raw } from 'drizzle-orm'
import type { HeardMessage } from '../matters/message.ts'
import { inBatches } from './batches.ts'
import type { Sql, Tx } from './client.ts'

export interface InboxRow {
  id: number
  platform: string
  chat: string
  body: HeardMessage
  attempts: number
  leaseToken: string
}

/** Keeps a heard message once, however often it is delivered. Resolves true when it was new. */
export async function keep(sql: Sql, message: HeardMessage): Promise<boolean> {
  const [fresh] = await keepAll(sql, [message])
  return fresh === true
}

/** As `keep`, for a listener that hears much: what is heard while one commit is under way shares the next one. */
export function createKeeper(sql: Sql): (message: HeardMessage) => Promise<boolean> {
  return inBatches((messages) => keepAll(sql, messages))
}

/**
 * One statement, one commit, in the given order. Resolves which were new. The locks per chat, taken in a fixed order,
 * make row order the order of arrival even with several writers.
 */
async function keepAll(sql: Sql, messages: HeardMessage[]): Promise<boolean[]> {
  const rows = await sql<{ key: string }[]>`
    with told as (
      select n, body, body->>'platform' as platform, body->>'messageId' as message_id, body->'chat'->>'id' as chat
      from jsonb_array_elements(${sql.json(storable(messages) as never)}) with ordinality as t(body, n)
    ),
    turn as (
      select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(platform || ':' || chat, 0) as key from told order by key) as chats
    ),
    kept as (
      insert into inbox (platform, message_id, chat, body)
      select platform, message_id, chat, body from told where (select count(*) from turn) > 0 order by n
      on conflict (platform, message_id) do nothing returning platform, message_id
    )
    select platform || ':' || message_id as key, pg_notify('inbox', '') from kept`
  const fresh = new Set(rows.map(({ key }) => key))
  // Deleted: of two deliveries in one breath the first is the new one.
  return messages.map(({ platform, messageId }) => fresh.delete(`${platform}:${messageId}`))
}

/**
 * PostgreSQL's jsonb holds neither NUL nor half surrogates, wherever in a message they stand; a message refused for
 * them would be delivered again for ever, and its chat with it.
 */
function storable(messages: HeardMessage[]): unknown {
  const clean = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
  return JSON.parse(JSON.stringify(messages), clean)
}

/**
 * Leases the oldest open message of up to `limit` chats. A chat whose head is leased or backing off waits, others do
 * not. Leases and back-off run on the database's clock, which every process shares.
 */
export async function claimInbox(sql: Sql, limit: number, leaseSeconds: number): Promise<InboxRow[]> {
  // From chat to chat along the index inbox_open, one probe each: what is queued behind a head is never looked at.
  const rows = await sql<
    { id: string; platform: string; chat: string; body: HeardMessage; attempts: number; token: string }[]
  >`
    with recursive heads as (
      (select platform, chat, id from inbox where settled_at is null order by platform, chat, id limit 1)
      union all
      select next.* from heads cross join lateral (
        select platform, chat, id from inbox
        where settled_at is null and (platform, chat) > (heads.platform, heads.chat)
        order by platform, chat, id limit 1) as next
    )
    update inbox set lease_token = gen_random_uuid(), attempts = attempts + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from inbox
      where id in (select id from heads)
        and settled_at is null and next_at <= clock_timestamp()
        and (lease_until is null or lease_until < clock_timestamp())
      order by id limit ${limit} for update skip locked
    )
    returning id, platform, chat, body, attempts, lease_token as token`
  return rows
    .map((row) => ({ ...row, id: Number(row.id), leaseToken: row.token }))
    .sort((a, b) => a.id - b.id)
}

/**
 * Empties and settles a row, inside the transaction of its write. A worker whose lease ran out changes nothing. Nobody
 * is woken for the chat's next message: whoever settles one looks again at once.
 */
export function settleInbox(row: InboxRow): (tx: Tx) => Promise<void> {
  return async (tx) => {
    const settled = await tx.execute(raw`
      update inbox set settled_at = clock_timestamp(), outcome = 'done', body = null, chat = null, lease_token = null
      where id = ${row.id} and lease_token = ${row.leaseToken} returning id`)
    if (settled.length === 0) throw new LeaseLost(row.id)
  }
}

/** Our lease ran out while we worked; whoever holds it now does the work. The transaction is rolled back. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
  constructor(inboxId: number) {
    super(`the lease on inbox row ${inboxId} ran out before it was settled; another worker has it`)
  }
}

/** Gives a row back to be tried again in `seconds`. */
export async function retryInbox(sql: Sql, row: InboxRow, seconds: number, failure: string): Promise<void> {
  await sql`
    update inbox set lease_token = null, lease_until = null, failure = ${failure},
      next_at = clock_timestamp() + make_interval(secs => ${seconds})
    where id = ${row.id} and lease_token = ${row.leaseToken}`
}

/** Marks a row as given up, inside the transaction that tells somebody. Its words stay 24 h for repair. */
export function buryInbox(row: InboxRow, failure: string): (tx: Tx) => Promise<void> {
  return async (tx) => {
    const buried = await tx.execute(raw`
      update inbox set settled_at = clock_timestamp(), outcome = 'dead', lease_token = null, failure = ${failure}
      where id = ${row.id} and lease_token = ${row.leaseToken} returning id`)
    if (buried.length === 0) throw new LeaseLost(row.id)
  }
}

/** Messages still to be handled. */
export async function openInbox(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from inbox where settled_at is null`
  return row?.n ?? 0
}
