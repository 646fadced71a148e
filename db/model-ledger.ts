import type { Sql } from './client.ts'

/**
 * Adds to the tokens a language model took on a day and resolves their sum. One row for all processes: it holds the
 * last day only, and what is settled late for a day that is over is left out.
 */
export async function addTokens(sql: Sql, day: string, tokens: number): Promise<number> {
  const [row] = await sql<{ tokens: number }[]>`
    insert into settings as held (key, value)
    values ('model.tokens', jsonb_build_object('day', ${day}::text, 'tokens', greatest(${tokens}::int, 0)))
    on conflict (key) do update set value = case
      when held.value->>'day' = ${day} then
        jsonb_set(held.value, '{tokens}', to_jsonb(greatest((held.value->>'tokens')::int + ${tokens}::int, 0)))
      when held.value->>'day' > ${day} then held.value
      else excluded.value end
    returning (value->>'tokens')::int as tokens`
  return row?.tokens ?? 0
}
