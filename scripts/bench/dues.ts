import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'

const program = fileURLToPath(new URL('./dues-worker.ts', import.meta.url))

export interface DuesMeasured {
  rowsPerSecond: number
  /** To the same rows marked by a bare `update … returning`, by as many processes in batches of the same size. */
  ratioToBareUpdate: number
  /** Rows that were raised twice, or not at all. */
  wrong: number
}

/** So many dues of one minute, worked off by so many processes, each row a reminder to somebody. */
export async function measureDues(
  url: string,
  { rows, processes }: { rows: number; processes: number },
): Promise<DuesMeasured> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await owe(sql, rows)
    const bareMs = await workedOff(url, processes, 'bare')
    await sql`truncate dues`
    await owe(sql, rows)
    const ms = await workedOff(url, processes, 'raised')
    const [found] = await sql<{ wrong: number }[]>`
      select count(*)::int as wrong from (
        select dues.id from dues left join outbox on split_part(outbox.key, ':by:', 1) = dues.id::text
        group by dues.id having count(outbox.id) <> 1 or bool_or(raised_at is null)) as strays`
    return { rowsPerSecond: (1000 * rows) / ms, ratioToBareUpdate: bareMs / ms, wrong: found?.wrong ?? rows }
  } finally {
    await sql`truncate dues, outbox`
    await sql.end({ timeout: 5 })
  }
}

async function owe(sql: postgres.Sql, rows: number): Promise<void> {
  await sql`
    insert into dues (kind, subject, key, wall, zone, due_at, next_at)
    select 'bench', 'person:' || n, 'bench/' || n, '2026-01-05T09:00', 'Asia/Shanghai', at, at
    from generate_series(1, ${rows}) as n, (values ('2026-01-05T09:00+08:00'::timestamptz)) as minute (at)`
  await sql`analyze dues`
}

/** Milliseconds from the common start until the last process has found nothing more. */
async function workedOff(url: string, processes: number, how: 'bare' | 'raised'): Promise<number> {
  const workers = Array.from({ length: processes }, () =>
    spawn(process.execPath, ['--import', 'tsx', program, url, how], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  )
  const gone = workers.map((worker) => once(worker, 'exit'))
  await Promise.all(workers.map((worker, n) => Promise.race([once(worker, 'message'), gone[n]])))
  const from = performance.now()
  for (const worker of workers) if (worker.connected) worker.send('go')
  const codes = await Promise.all(gone)
  if (codes.some(([code]) => code !== 0)) throw new Error('a process that worked off dues has failed')
  return performance.now() - from
}
