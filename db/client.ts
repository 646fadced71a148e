import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema/index.ts'

export type Sql = postgres.Sql
export type TransactionSql = postgres.TransactionSql
export type Db = PostgresJsDatabase<typeof schema>
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export interface Store {
  /** Plain SQL: queues, buckets, LISTEN. */
  sql: Sql
  /** The same database through drizzle. */
  db: Db
  close(): Promise<void>
}

/**
 * Opens the pools. Drizzle switches off the (de)serialisers of the client it is given, so the queues have one of
 * their own. `connections` is the size of each pool.
 */
export function connect(url: string, options: { connections?: number } = {}): Store {
  const max = options.connections ?? 8
  const settings = { max, onnotice: () => {}, connect_timeout: 10, idle_timeout: 30, max_lifetime: 3600 }
  const sql = postgres(url, settings)
  const ormClient = withNamedStatements(postgres(url, settings))
  return {
    sql,
    db: drizzle({ client: ormClient, schema }),
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), ormClient.end({ timeout: 5 })])
    },
  }
}

/**
 * Drizzle asks for unnamed statements, which cost two round trips and a parse each time; named ones are parsed once a
 * connection. PostgreSQL may then plan without the parameters' values: what a partial index needs stands as a literal.
 */
function withNamedStatements(client: Sql): Sql {
  const { begin } = client
  nameStatements(client)
  const inside = (work: (tx: postgres.TransactionSql) => unknown) =>
    begin((tx) => {
      nameStatements(tx)
      return work(tx)
    })
  return Object.assign(client, { begin: inside })
}

function nameStatements(client: postgres.Sql | postgres.TransactionSql): void {
  const { unsafe } = client
  client.unsafe = (query, values, options) => unsafe(query, values, { ...options, prepare: true })
}
