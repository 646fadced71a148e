import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { createDatabaseIfMissing, dropDatabase } from '../../db/embedded.ts'

/** Databases of one's own beside the one that is in use: migrated once, then copied for each play (some 30 ms). */
export async function freshCopies(url: string, migrate: (url: string) => Promise<void>) {
  const prefix = `replay_${randomBytes(4).toString('hex')}`
  const template = await createDatabaseIfMissing(url, prefix)
  await migrate(template)
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  let count = 0
  return {
    async next() {
      const name = `${prefix}_${++count}`
      await admin`create database ${admin(name)} template ${admin(prefix)}`
      const copy = new URL(url)
      copy.pathname = `/${name}`
      return { url: copy.toString(), drop: () => dropDatabase(url, name) }
    },
    async end() {
      await admin.end()
      await dropDatabase(url, prefix)
    },
  }
}
