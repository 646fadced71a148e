import type { Incoming } from '../../../matters/message.ts'
import type { Batch, Cursor, WireEvent } from './types.ts'

/** A bot that never comes must not fill the memory: the oldest unheard go first, as platforms do it. */
const kept = 10_000
const batchSize = 100

export interface EventLog {
  push(incoming: Incoming): void
  /** How many things have happened in this life. */
  total(): number
  /** Forgets what the cursor acknowledges, then gives what it has not seen, waiting for news if there is none. */
  read(cursor: Cursor, waitSeconds: number, signal?: AbortSignal): Promise<Batch>
}

/** What the bot has still to hear, in the order it happened. Memory only. */
export function createEventLog(life: string): EventLog {
  let last = 0
  let unheard: WireEvent[] = []
  const waiting = new Set<() => void>()

  function push(incoming: Incoming) {
    last += 1
    unheard.push({ seq: last, incoming })
    if (unheard.length > kept) unheard.shift()
    for (const wake of [...waiting]) wake()
  }

  async function read(cursor: Cursor, waitSeconds: number, signal?: AbortSignal): Promise<Batch> {
    // A cursor of another life counts nothing here: its numbers are those of a chat service that is gone.
    const { acked, seen } = cursor.life === life ? cursor : { acked: 0, seen: 0 }
    unheard = unheard.filter((event) => event.seq > acked)
    const unseen = () => unheard.filter((event) => event.seq > seen).slice(0, batchSize)
    if (unseen().length === 0 && waitSeconds > 0) await news(waitSeconds, signal)
    return { life, events: unseen() }
  }

  function news(seconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        waiting.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, seconds * 1000)
      waiting.add(wake)
      signal?.addEventListener('abort', wake)
      if (signal?.aborted) wake()
    })
  }

  return { push, read, total: () => last }
}
