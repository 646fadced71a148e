import type { Sql } from './client.ts'

/**
 * Names every table and column in which a text stands, anywhere in the database. For the proofs that chatter is never
 * kept and that what is erased is gone; far too slow for anything else.
 */
export async function findText(sql: Sql, needle: string): Promise<string[]> {
  const columns = await sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY', 'character varying')`
  const found: string[] = []
  for (const { table, column } of columns) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from ${sql(table)} where position(${needle} in ${sql(column)}::text) > 0`
    if (row && row.n > 0) found.push(`${table}.${column}`)
  }
  return found
}
