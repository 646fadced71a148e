import { setTimeout as sleep } from 'node:timers/promises'
import { createOrder } from './order.ts'
import type { Fact } from './wire.ts'

const firstRetryMs = 200
const longestRetryMs = 5_000
/** Two messages overtake each other by far less, and nobody notices it. */
const holdMs = 300
/** A fault of our own is the same at every try: after these the fact is let go, so that its room is heard again. */
const mostFaults = 3

export interface Lanes {
  /** False: too much waits already, and this one was let go. */
  push(account: string, fact: Fact): boolean
  /** Lets what is in hand end, and leaves the rest. */
  stop(): Promise<void>
}

/**
 * Hands on facts one after the other per room, in the order in which they were said, rooms beside each other, again and again until each is taken: WeChat
 * delivers nothing twice. A login or logout stands between all that came before it and all that comes after.
 */
export function createLanes(
  take: (account: string, fact: Fact) => Promise<void>,
  options: { onError: (error: unknown) => void; most?: number; holdMs?: number },
): Lanes {
  const { onError, most = 5_000 } = options
  const stopping = new AbortController()
  const inOrder = createOrder(options.holdMs ?? holdMs)
  const pending = new Map<string, Set<Promise<void>>>()
  const gates = new Map<string, Promise<void>>()
  let waiting = 0

  async function takeAtLast(account: string, fact: Fact): Promise<void> {
    for (let retryMs = firstRetryMs, faults = 0; !stopping.signal.aborted; ) {
      try {
        return await take(account, fact)
      } catch (error) {
        onError(error)
        if (isFault(error) && ++faults >= mostFaults) return
        await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => {})
        retryMs = Math.min(retryMs * 2, longestRetryMs)
      }
    }
  }

  return {
    push(account, fact) {
      if (waiting >= most) return false
      waiting += 1
      const room = roomOf(fact)
      const before = room === undefined ? [...(pending.get(account) ?? [])] : [gates.get(account)]
      const take = () => takeAtLast(account, fact)
      const lane: Promise<void> = Promise.all(before)
        .then(() => (room === undefined ? take() : inOrder(`${account}:${room}`, saidAt(fact), take)))
        .then(() => {
          waiting -= 1
          pending.get(account)?.delete(lane)
          if (gates.get(account) === lane) gates.delete(account)
        })
      pending.set(account, (pending.get(account) ?? new Set()).add(lane))
      if (room === undefined) gates.set(account, lane)
      return true
    },
    async stop() {
      stopping.abort()
      await Promise.all([...pending.values()].flatMap((lanes) => [...lanes]))
    },
  }
}

function isFault(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError
}

/** The room or person a fact belongs to; undefined where it touches all of an account. */
function roomOf(fact: Fact): string | undefined {
  if (fact.kind === 'message') return fact.roomId ?? `direct ${fact.talker?.id ?? ''}`
  if ('room' in fact) return fact.room.id
  return fact.kind === 'login' || fact.kind === 'logout' || fact.kind === 'ready' ? undefined : fact.kind
}

function saidAt(fact: Fact): number {
  return 'atMs' in fact ? fact.atMs : 0
}
