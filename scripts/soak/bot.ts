import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
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
let asked = 0

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
    ask: (order) => ask(child, order),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function ask(child: ChildProcess, order: Order): Promise<number> {
  const id = ++asked
  if (!child.connected) return Promise.resolve(-1)
  return new Promise((resolve) => {
    const onMessage = (message: unknown) => {
      const answer = message as { id: number; done: number }
      if (answer.id === id) finish(answer.done)
    }
    const onExit = () => finish(-1)
    const finish = (done: number) => {
      child.off('message', onMessage)
      child.off('exit', onExit)
      resolve(done)
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.send({ id, ...order }, (error) => error && finish(-1))
  })
}
