import postgres from 'postgres'

/** What the database gives at most: one small row inserted and committed, again and again, over all connections. */
export async function measureFloor(
  url: string,
  options: { seconds: number; connections: number },
): Promise<number> {
  const sql = postgres(url, { max: options.connections, onnotice: () => {} })
  try {
    await sql`create table if not exists bench_floor (id bigint generated always as identity primary key, n integer not null)`
    const insert = (n: number) => sql`insert into bench_floor (n) values (${n})`
    await Promise.all(Array.from({ length: options.connections }, (_, n) => insert(n)))
    const from = performance.now()
    const until = from + options.seconds * 1000
    let count = 0
    const one = async () => {
      while (performance.now() < until) {
        await insert(count)
        count += 1
      }
    }
    await Promise.all(Array.from({ length: options.connections }, one))
    return (1000 * count) / (performance.now() - from)
  } finally {
    await sql.end({ timeout: 5 })
  }
}
