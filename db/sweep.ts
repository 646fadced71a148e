import type { Sql } from './client.ts'
import { sweepRefinements } from './refinements.ts'

/** A platform delivers again for up to 7.1 h (Lark); the ids that recognise a double stay far longer. */
const idDays = 7
/** Dead letters keep their words this long, for repair. */
const deadHours = 24

/** Erases what has outlived its purpose in the queues. Runs on the database's clock. */
export async function sweepQueues(sql: Sql): Promise<void> {
  await sql`
    update inbox set body = null, chat = null
    where outcome = 'dead' and body is not null and settled_at < clock_timestamp() - make_interval(hours => ${deadHours})`
  await sql`
    update outbox set body = null, chat = case when chat_kind = 'direct' then null else chat end
    where outcome = 'dead' and body is not null and settled_at < clock_timestamp() - make_interval(hours => ${deadHours})`
  // What was said to a person leaves no trace of whom after that either; of groups the counts stay.
  await sql`delete from outbox where chat_kind = 'direct' and settled_at < clock_timestamp() - make_interval(days => ${idDays})`
  await sql`delete from drafts where state <> 'open' and at < clock_timestamp() - interval '2 days'`
  await sweepRefinements(sql)
  await sql`delete from inbox where settled_at < clock_timestamp() - make_interval(days => ${idDays})`
  await sql`delete from entries where ends_at < clock_timestamp() - interval '30 days'`
  await sql`delete from buckets where filled_at < clock_timestamp() - interval '1 day'`
}
