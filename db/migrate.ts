import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

/** Any fixed number: two processes that start at once must name the same lock. */
const lockKey = 7_020_110

/** Brings the database to the newest migration. Safe with many processes starting at once. */
export async function migrate(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  try {
    // One connection only, so the session lock and the migrations share it.
    await client`select pg_advisory_lock(${lockKey})`
    await applyMigrations(drizzle({ client }), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    })
    await client`select pg_advisory_unlock(${lockKey})`
  } finally {
    await client.end({ timeout: 5 })
  }
}
