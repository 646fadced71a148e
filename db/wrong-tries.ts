import { sql } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Db } from './client.ts'
import type { Identity, Seal } from './seal.ts'
import type { Change } from './write.ts'

/** Passwords somebody may get wrong within an hour of the first wrong one. */
const most = 5
const window = sql`interval '1 hour'`

/** In the table of buckets: what is left of the tries, and since when. Swept with them after a day. */
const keyOf = (seal: Seal, { platform, externalId }: Identity) =>
  `tries:${seal.hash('wrong tries', `${platform}:${externalId}`)}`

/** May this person try a password now? */
export async function mayTry(db: Db, seal: Seal, person: Identity): Promise<boolean> {
  const rows = await db.execute<{ tokens: number }>(sql`
    select tokens from buckets
    where key = ${keyOf(seal, person)} and filled_at > clock_timestamp() - ${window} and tokens < 1`)
  return rows.length === 0
}

/** Counts a wrong try. Of several at once no more than the rest gets through. */
export function countWrongTry(seal: Seal, person: Identity): Change {
  return async (tx) => {
    const counted = await tx.execute(sql`
      insert into buckets as b (key, tokens, filled_at) values (${keyOf(seal, person)}, ${most - 1}, clock_timestamp())
      on conflict (key) do update set
        tokens = case when b.filled_at > clock_timestamp() - ${window} then b.tokens - 1 else ${most - 1} end,
        filled_at = case when b.filled_at > clock_timestamp() - ${window} then b.filled_at else clock_timestamp() end
      where b.tokens >= 1 or b.filled_at <= clock_timestamp() - ${window}
      returning tokens`)
    if (counted.length === 0) throw new StaleError('no more tries now')
  }
}
