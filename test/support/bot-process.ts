import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface BotProcess {
  url: string
  child: ChildProcess
  /** All that it printed so far. */
  output(): string
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>
}

/** Starts bot/main.ts as `npm start` does, on a free port and a data folder of its own, and waits until it is ready. */
export async function startBot(env: Record<string, string>): Promise<BotProcess> {
  const port = await freePort()
  const dataDir = mkdtempSync(join(tmpdir(), 'fengqiao-bot-'))
  const child = spawn(process.execPath, ['--import', 'tsx', 'bot/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      DATA_DIR: dataDir,
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const url = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the bot ended before it was ready:\n${output}`)
    const ready = await fetch(`${url}/ready`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ready) break
    await pause(50)
  }
  return {
    url,
    child,
    output: () => output,
    async stop() {
      const gone = child.exitCode === null ? once(child, 'exit') : undefined
      child.kill('SIGTERM')
      await gone
      rmSync(dataDir, { recursive: true, force: true })
      return child.exitCode
    },
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
