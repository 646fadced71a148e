import { sql } from 'drizzle-orm'

/** Says to every process, when the transaction is done, that the registry has to be read anew. */
export const telling = sql`select pg_notify('registry', '')`
