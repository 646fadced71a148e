import { sql as raw } from 'drizzle-orm'
import type { HeardMessage } from '../matters/message.ts'
import type { Sql, Tx } from './client.ts'

export interface InboxRow {
  id: number
  platform: string
  chat: string
  body: HeardMessage
  attempts: number
  leaseToken: string
}

/**
 * Keeps a heard message once, however often it is delivered. Resolves true when it was new. The lock per chat makes
 * row order the order of arrival even with several writers.
 */
export async function keep(sql: Sql, message: HeardMessage): Promise<boolean> {
  const key = `${message.platform}:${message.chat.id}`
  const rows = await sql`
    with turn as (select pg_advisory_xact_lock(hashtextextended(${key}, 0))),
    kept as (
      insert into inbox (platform, message_id, chat, body)
      select ${message.platform}, ${message.messageId}, ${message.chat.id}, ${sql.json(message as never)} from turn
      on conflict (platform, message_id) do nothing returning id
    )
    select id, pg_notify('inbox', '') from kept`
  return rows.length > 0
}

/**
 * Leases the oldest open message of up to `limit` chats. A chat whose head is leased or backing off waits, others do
 * not. Leases and back-off run on the database's clock, which every process shares.
 */
export async function claimInbox(sql: Sql, limit: number, leaseSeconds: number): Promise<InboxRow[]> {
  const rows = await sql<
    { id: string; platform: string; chat: string; body: HeardMessage; attempts: number; token: string }[]
  >`
    update inbox set lease_token = gen_random_uuid(), attempts = attempts + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from inbox
      where id in (select distinct on (platform, chat) id from inbox where settled_at is null order by platform, chat, id)
        and settled_at is null and next_at <= clock_timestamp()
        and (lease_until is null or lease_until < clock_timestamp())
      order by id limit ${limit} for update skip locked
    )
    returning id, platform, chat, body, attempts, lease_token as token`
  return rows
    .map((row) => ({ ...row, id: Number(row.id), leaseToken: row.token }))
    .sort((a, b) => a.id - b.id)
}

/** Empties and settles a row, inside the transaction of its write. A worker whose lease ran out changes nothing. */
export function settleInbox(row: InboxRow): (tx: Tx) => Promise<void> {
  return async (tx) => {
    const settled = await tx.execute(raw`
      update inbox set settled_at = clock_timestamp(), outcome = 'done', body = null, chat = null, lease_token = null
      where id = ${row.id} and lease_token = ${row.leaseToken} returning id`)
    if (settled.length === 0) throw new LeaseLost(row.id)
    // The next message of the same chat is free now.
    await tx.execute(raw`select pg_notify('inbox', '')`)
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
    await tx.execute(raw`
      update inbox set settled_at = clock_timestamp(), outcome = 'dead', lease_token = null, failure = ${failure}
      where id = ${row.id} and lease_token = ${row.leaseToken}`)
    await tx.execute(raw`select pg_notify('inbox', '')`)
  }
}

/** Messages still to be handled. */
export async function openInbox(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from inbox where settled_at is null`
  return row?.n ?? 0
}
