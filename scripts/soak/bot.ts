import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { askChild } from '../../test/support/ask-child.ts'
import type { On } from './plan.ts'

export interface BotSettings {
  databaseUrl: string
  botName: string
  /** How far the week's clock is ahead of the machine's. */
  aheadMs: number
  logLevel: string
  lark: { url: string; appId: string; appSecret: string }
  wechat: { puppet: string; endpoint: string; folder: string; account: string }
}

export type Order =
  | { hold: true }
  | { aheadMs: number }
  | { dieAfter: On }
  | { tick: true }
  | { isUp: true }
  /** How many messages of WeChat were taken in since its account came online. */
  | { taken: true }
  | { stop: true }

export interface Bot {
  /** Resolves what it answers, -1 if it dies over it. */
  ask(order: Order): Promise<number>
  /** By SIGKILL. */
  kill(): Promise<void>
  /** Resolves the signal that ended it. */
  gone: Promise<NodeJS.Signals | null>
}

const program = fileURLToPath(new URL('./bot-program.ts', import.meta.url))

/** Starts the whole bot as a process of its own; resolves when it runs. */
export async function startBot(settings: BotSettings): Promise<Bot> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(settings)], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null)
  const started = await Promise.race([once(child, 'message').then(() => true), gone.then(() => false)])
  if (!started) throw new Error(`the bot's process ended before it ran, code ${child.exitCode}`)
  return {
    gone,
    ask: (order) => askChild(child, order),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
