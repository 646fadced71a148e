import { sql } from 'drizzle-orm'
import type { Matter } from '../matters/matter.ts'
import type { Reading } from '../matters/reading.ts'
import type { CategoryId } from '../matters/taxonomy.ts'
import { inBatches, perDatabase } from './batches.ts'
import type { Db } from './client.ts'

/** Where to look for the story that a report tells. */
export interface Sought {
  areaIds: string[]
  categories: CategoryId[]
  /** Null: not told, so any fits. */
  building: string | null
  mattersSince: Date
  draftsSince: Date
}

export type ToldMatter = Pick<
  Matter,
  'id' | 'state' | 'category' | 'kind' | 'privacy' | 'groupId' | 'place' | 'openedAt'
>

export interface ToldDraft {
  id: number
  reading: Reading
  reporter: Buffer
}

/** What was told already, newest first. Matters include ended ones (rules R4, Y2); drafts are open and first tellings. */
export interface Told {
  matters: ToldMatter[]
  drafts: ToldDraft[]
}

/** What a new report may tell once more. What plainly stands at another building is left out. */
export function toldBefore(db: Db, sought: Sought): Promise<Told> {
  return lookup(db)(sought)
}

const lookup = perDatabase((db: Db) => inBatches((all: Sought[]) => load(db, all)))

interface Row {
  n: number
  id: number
  reporter: Buffer | null
  at: string
  told: Omit<ToldMatter, 'id' | 'openedAt'> | Reading
}

async function load(db: Db, all: Sought[]): Promise<Told[]> {
  const asked = JSON.stringify(all.map((sought, n) => ({ n, ...sought })))
  const rows = await db.execute<Row & Record<string, unknown>>(sql`
    select n, told.* from jsonb_to_recordset(${asked}::jsonb) as asked (n int, "areaIds" text[], categories text[],
      building text, "mattersSince" timestamptz, "draftsSince" timestamptz)
    cross join lateral (
      (select id, null::bytea as reporter, opened_at as at, jsonb_build_object(
          'state', state, 'category', category, 'kind', kind, 'privacy', privacy, 'groupId', group_id,
          'place', place) as told
        from matters where area_id = any("areaIds") and category = any(categories) and opened_at >= "mattersSince"
          and (asked.building is null or place->>'building' is null
            or upper(place->>'building') = upper(asked.building))
        order by id desc limit 500)
      union all
      (select id, reporter, at, reading as told
        from drafts where state = 'open' and area_id is not null and same_as is null
          and area_id = any("areaIds") and reading->>'category' = any(categories) and at >= "draftsSince"
          and (asked.building is null or reading->'place'->>'building' is null
            or upper(reading->'place'->>'building') = upper(asked.building))
        order by id desc limit 200)
    ) as told`)
  const found: Told[] = all.map(() => ({ matters: [], drafts: [] }))
  for (const { n, id, reporter, at, told } of rows) {
    if (reporter) found[n]?.drafts.push({ id, reporter, reading: told as Reading })
    else found[n]?.matters.push({ ...(told as ToldMatter), id, openedAt: new Date(at) })
  }
  return found
}
