import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** Takes as many ids of a table as are needed at once. Taken and not used, they leave a gap. */
export async function nextIds(
  db: Db,
  table:
    | 'drafts'
    | 'matters'
    | 'sessions'
    | 'meeting_series'
    | 'meetings'
    | 'decisions'
    | 'topics'
    | 'problems'
    | 'quarter_reports',
  count: number,
): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count}::int)`,
  )
  return rows.map(({ id }) => Number(id))
}

/** The next id of a table. */
export async function nextIdOf(db: Db, table: Parameters<typeof nextIds>[1]): Promise<number> {
  const [id] = await nextIds(db, table, 1)
  if (id === undefined) throw new Error(`no id for ${table}`)
  return id
}
