import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findPlace } from '../../db/embedded/place.ts'
import type { OpenDatabase } from '../../db/embedded.ts'
import { withServer } from './cluster.ts'
import { serverPid } from './embedded.ts'

/** Ends the server of a data folder as a crash does: no checkpoint, every connection cut. Resolves when it is gone. */
export async function crashServer(dataDir: string): Promise<void> {
  const pid = serverPid(dataDir)
  if (pid) process.kill(pid, 'SIGQUIT')
  while (serverPid(dataDir)) await pause(10)
}

/** Starts it again on the same data and the same port, and waits until it has recovered. */
export async function restartServer(dataDir: string, database: OpenDatabase): Promise<void> {
  const { cluster, account } = await findPlace(dataDir, () => {})
  const program = join(database.binaries ?? '', 'postgres')
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_min_messages=panic']
  const args = ['-D', cluster, '-p', new URL(database.url).port, ...settings.flatMap((one) => ['-c', one])]
  spawn(program, args, { ...account, cwd: '/', detached: true, stdio: 'ignore' }).unref()
  for (;;) {
    const answers = await withServer(database.url, (sql) => sql`select 1`).then(
      () => true,
      () => false,
    )
    if (answers) return
    await pause(50)
  }
}
