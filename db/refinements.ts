import { sql as raw } from 'drizzle-orm'
import { StaleError } from '../matters/errors.ts'
import type { Sql } from './client.ts'
import type { Change } from './write.ts'

export interface Refinement {
  id: number
  draftId: number
  draftVersion: number
  /** Masked. */
  words: string
  saidAt: Date
  leaseToken: string
}

/** Words are wiped after this long, whatever became of the model (rule M-2: no store of words). */
const lifeMinutes = 2
/** A process that dies while asking is asked for once more; a question that kills its asker is not. */
const mostTries = 2

/**
 * Puts down that a draft of this version is to be looked at once more. Words that wait for the same draft already go
 * along: a story told in pieces is asked about as a whole. Comes after the change that opens or revises the draft.
 */
export function refineLater(
  asked: Pick<Refinement, 'draftId' | 'draftVersion' | 'words' | 'saidAt'>,
): Change {
  return async (tx) => {
    await tx.execute(raw`
      with earlier as (delete from refinements where draft_id = ${asked.draftId} returning id, words)
      insert into refinements (draft_id, draft_version, words, said_at)
      values (${asked.draftId}, ${asked.draftVersion},
        concat_ws(E'\n', (select string_agg(words, E'\n' order by id) from earlier), ${asked.words}::text),
        ${asked.saidAt.toISOString()}::timestamptz)`)
  }
}

/** Leases the oldest, and wipes those that nobody needs: too old, tried in vain, of a draft that was changed or ended. */
export async function claimRefinements(sql: Sql, limit: number, leaseSeconds: number): Promise<Refinement[]> {
  await sql`
    delete from refinements as old
    where created_at < clock_timestamp() - make_interval(mins => ${lifeMinutes})
      or (attempts >= ${mostTries} and lease_until < clock_timestamp() + interval '1 millisecond')
      or not exists (select from drafts
        where drafts.id = old.draft_id and version = old.draft_version and state = 'open')`
  const rows = await sql<
    {
      id: number
      draft_id: number
      draft_version: number
      words: string
      said_at: Date
      lease_token: string
    }[]
  >`
    update refinements set lease_token = gen_random_uuid(), attempts = attempts + 1,
      lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from refinements
      where attempts < ${mostTries} and (lease_until is null or lease_until < clock_timestamp())
      order by id limit ${limit} for update skip locked
    )
    returning id, draft_id, draft_version, words, said_at, lease_token`
  return rows.map((row) => ({
    id: row.id,
    draftId: row.draft_id,
    draftVersion: row.draft_version,
    words: row.words,
    saidAt: new Date(row.said_at),
    leaseToken: row.lease_token,
  }))
}

/** Deletes the row with its words, inside the transaction of what came of it. Stale where somebody else holds it now. */
export function endRefinement(row: Refinement): Change {
  return async (tx) => {
    const ended = await tx.execute(raw`
      delete from refinements where id = ${row.id} and lease_token = ${row.leaseToken} returning id`)
    if (ended.length === 0) throw new StaleError(`refinement ${row.id} is in other hands`)
  }
}

/** The same where nothing came of it. */
export async function dropRefinement(sql: Sql, row: Refinement): Promise<void> {
  await sql`delete from refinements where id = ${row.id} and lease_token = ${row.leaseToken}`
}

/** How many still wait. */
export async function openRefinements(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from refinements`
  return row?.n ?? 0
}

/** Wipes what no loop came by to wipe: the model was switched off meanwhile. */
export async function sweepRefinements(sql: Sql): Promise<void> {
  await sql`delete from refinements where created_at < clock_timestamp() - make_interval(mins => ${lifeMinutes})`
}
