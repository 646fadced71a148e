import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { TemporaryError } from '../../../matters/errors.ts'
import type { FromChild, Launch, Order } from './child-orders.ts'
import type { Fact } from './wire.ts'

const program = fileURLToPath(new URL('./child-program.ts', import.meta.url))

/** By its full name: the account's folder, where it runs, has no node_modules. */
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** It may have done what it was told, and it may not. */
export class NoAnswer extends TemporaryError {
  override name = 'NoAnswer'
}

export interface Child {
  /** Rejects with TemporaryError when it refuses, with NoAnswer when it dies over it or takes longer than `askMs`. */
  order<T>(order: Order): Promise<T>
  /** Resolves the code or signal it ended by. */
  gone: Promise<number | NodeJS.Signals | null>
  kill(signal: NodeJS.Signals): void
}

/** Starts an account's process. It inherits no variable of ours (no key, no database) and its output goes nowhere. */
export function startChild(options: {
  folder: string
  launch: Launch
  askMs: number
  onFact: (fact: Fact) => void
}): Child {
  const { folder, launch, askMs, onFact } = options
  const process = fork(program, [], {
    cwd: folder,
    // A leak ends this process, not the machine.
    execArgv: ['--max-old-space-size=768', '--import', loader],
    env: { WECHATY_LOG: 'silent', BROLOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  let count = 0

  process.on('message', (said: FromChild) => {
    if ('fact' in said) return onFact(said.fact)
    const { resolve, reject } = waiting.get(said.answers) ?? {}
    waiting.delete(said.answers)
    if ('failure' in said) reject?.(new TemporaryError(`the account's process refused: ${said.failure}`))
    else resolve?.(said.result)
  })
  const gone = endOf(process).finally(() => {
    for (const { reject } of waiting.values()) reject(new NoAnswer("the account's process is gone"))
    waiting.clear()
  })

  async function order<T>(ordered: Order): Promise<T> {
    const n = ++count
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<T>((resolve, reject) => {
        waiting.set(n, { resolve: resolve as (result: unknown) => void, reject })
        const late = () => reject(new NoAnswer("the account's process does not answer"))
        timer = setTimeout(late, askMs)
        if (!process.connected) reject(new TemporaryError("the account's process is gone"))
        else process.send({ ...ordered, n }, (error) => error && reject(new TemporaryError('gone')))
      })
    } finally {
      clearTimeout(timer)
      waiting.delete(n)
    }
  }

  // What it fails by is in its exit code; a refusal here would be told twice.
  order({ order: 'begin', launch }).catch(() => {})
  return { order, gone, kill: (signal) => void process.kill(signal) }
}

async function endOf(process: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return await new Promise((resolve) => {
    process.once('exit', (code, signal) => resolve(signal ?? code))
    process.once('error', () => resolve(null))
  })
}
