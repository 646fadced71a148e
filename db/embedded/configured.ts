import postgres from 'postgres'

/** Checks that the configured server answers and suits us. What it throws never shows the password. */
export async function checkConfigured(url: string, log: (line: string) => void): Promise<void> {
  const where = describe(url)
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  const [server] = await sql`
    select current_setting('server_version_num')::int / 10000 as major, pg_encoding_to_char(encoding) as encoding, datctype as ctype
    from pg_database where datname = current_database()`
    .catch((error: Error) => {
      throw new Error(
        `DATABASE_URL: no answer from ${where} (${reasonOf(error)}). Start that server or correct DATABASE_URL; ` +
          'without DATABASE_URL Fengqiao starts a PostgreSQL of its own.',
      )
    })
    .finally(() => sql.end({ timeout: 1 }))
  if (server?.major < 14)
    throw new Error(`DATABASE_URL: ${where} runs PostgreSQL ${server?.major}. Upgrade it to 14 or newer.`)
  if (server?.encoding !== 'UTF8')
    throw new Error(`DATABASE_URL: ${where} is encoded in ${server?.encoding}. Create it with encoding UTF8.`)
  if (server.ctype === 'C' || server.ctype === 'POSIX') {
    log(
      `DATABASE_URL: ${where} has the character type ${server.ctype}: searching Chinese text by likeness will find nothing. Create it with locale C.UTF-8.`,
    )
  }
}

function describe(url: string): string {
  const wrong =
    'DATABASE_URL is not an address like postgres://user:password@host:5432/database. Percent-encode special characters in the password.'
  if (!URL.canParse(url)) throw new Error(wrong)
  const { protocol, host, pathname, username } = new URL(url)
  // An "@" so late means that a "/" in the password ended the address early: the rest of it is the password.
  if (!/^postgres(ql)?:$/.test(protocol) || pathname.includes('@')) throw new Error(wrong)
  return `${username}@${host}${pathname}`
}

// postgres.js rejects with an AggregateError, without a text, where localhost has two addresses.
function reasonOf(error: Error): string {
  return error.message || ('code' in error && String(error.code)) || error.name
}
