import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Takes as many ids of a table as are needed at once. Taken and not used, they leave a gap. */
export async function nextIds(
  db: Db,
  table: 'drafts' | 'matters' | 'sessions',
  count: number,
): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ id }) => Number(id))
}
