import type { Sql } from './client.ts'

export interface Bucket {
  key: string
  /** Tokens that come back each second. */
  perSecond: number
  /** Tokens it holds at most. */
  burst: number
}

/** Takes one token. Resolves 0 when it was there, else the seconds until one is. Shared by all processes. */
export async function takeToken(sql: Sql, bucket: Bucket): Promise<number> {
  const { key, perSecond, burst } = bucket
  const taken = await sql`
    insert into buckets as b (key, tokens, filled_at) values (${key}, ${burst - 1}, clock_timestamp())
    on conflict (key) do update set
      tokens = least(${burst}, b.tokens + extract(epoch from clock_timestamp() - b.filled_at) * ${perSecond}::float8) - 1,
      filled_at = clock_timestamp()
    where least(${burst}, b.tokens + extract(epoch from clock_timestamp() - b.filled_at) * ${perSecond}::float8) >= 1
    returning tokens`
  if (taken.length > 0) return 0
  const [row] = await sql<{ wait: number }[]>`
    select greatest(0, (1 - tokens) / ${perSecond}::float8 - extract(epoch from clock_timestamp() - filled_at))::float8 as wait
    from buckets where key = ${key}`
  return Math.max(row?.wait ?? 0, 0.02)
}

/** Gives a token back that was taken for something not sent after all. */
export async function returnToken(sql: Sql, key: string): Promise<void> {
  await sql`update buckets set tokens = tokens + 1 where key = ${key}`
}
