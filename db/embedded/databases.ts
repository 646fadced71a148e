import postgres from 'postgres'

/** Makes that database on the server of `url` unless it is there, and answers its own address. */
export async function createDatabaseIfMissing(url: string, name: string): Promise<string> {
  const address = addressOf(url, name)
  await onServer(url, async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${name}`
    if (found.length === 0) await sql`create database ${sql(name)}`.catch(ignoreExisting)
  })
  return address
}

/** Drops that database, ending whoever is still connected to it. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
}

/** The address of another database on the same server. */
export function addressOf(url: string, name: string): string {
  // postgres.js takes the name from the address as it stands, undecoded.
  if (!/^\w+$/.test(name))
    throw new Error(`The database name "${name}" must be of letters a–z, digits and "_" only.`)
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function onServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

// 42P04 duplicate_database, 23505 when two create it in the same moment.
function ignoreExisting(error: unknown): void {
  if (error instanceof postgres.PostgresError && ['42P04', '23505'].includes(error.code)) return
  throw error
}
