import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Platform } from '../../bot/platforms/platform.ts'
import { askChild } from './ask-child.ts'

/**
 * Where a bot may be told to kill itself, in the order of a message's way: the message is kept and not yet
 * acknowledged; it is being handled; its transaction is half written; it is committed and nothing is claimed for
 * sending; a post is about to be sent; the platform has accepted it; it is settled. `raised`: a due row is committed.
 */
export const steps = [
  'kept',
  'handling',
  'writing',
  'committed',
  'sending',
  'accepted',
  'settled',
  'raised',
] as const
export type Step = (typeof steps)[number]

export interface ChildSettings {
  databaseUrl: string
  chatUrl: string
  /** The business clock stands here until it is moved. */
  at: string
  limits?: Platform['limits']
  /** It loads everything and waits for `begin` before it opens, hears or does anything. */
  idle?: boolean
}

export type Order = { begin: true } | { dieAt: Step; count: number } | { tick: true } | { at: string }

export interface ChildBot {
  pid: number
  /** Starts an idle one; resolves when it listens. */
  begin(): Promise<void>
  /** It dies by SIGKILL the `count`-th time it comes to this step from now on. */
  dieAt(step: Step, count?: number): Promise<void>
  /** Lets the scheduler look; resolves how much it raised. */
  tick(): Promise<number>
  /** Sets the business clock. */
  setClock(at: Date): Promise<void>
  /** Resolves the signal that ended it, once it is gone. */
  gone: Promise<NodeJS.Signals | null>
  kill(signal?: NodeJS.Signals): Promise<NodeJS.Signals | null>
}

const program = fileURLToPath(new URL('./child-bot-program.ts', import.meta.url))

/** Starts the whole bot (listener, worker, scheduler) as a process of its own; resolves when it listens, or is ready to. */
export async function startChild(settings: ChildSettings): Promise<ChildBot> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(settings)], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null)
  const started = await Promise.race([once(child, 'message').then(() => true), gone.then(() => false)])
  if (!started) throw new Error(`the bot's process ended before it listened, code ${child.exitCode}`)
  const ask = (order: Order) => askChild(child, order)
  return {
    pid: child.pid ?? 0,
    gone,
    begin: async () => void (await ask({ begin: true })),
    dieAt: async (dieAt, count = 1) => void (await ask({ dieAt, count })),
    tick: () => ask({ tick: true }),
    setClock: async (at) => void (await ask({ at: at.toISOString() })),
    async kill(signal = 'SIGKILL') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return await gone
    },
  }
}
