import { setTimeout as sleep } from 'node:timers/promises'
import type { Incoming } from '../../../matters/message.ts'
import type { Batch, Cursor, WireEvent } from './types.ts'

const firstRetryMs = 200
const longestRetryMs = 5000
/** How long one look for news stays open. It bounds how late an acknowledgement can be. */
const pollSeconds = 2

export type ReadEvents = (cursor: Cursor, waitSeconds: number, signal?: AbortSignal) => Promise<Batch>
export type Hear = (message: Incoming) => Promise<void>

/**
 * Hears what the chat service holds for the bot: in order within a chat, chats beside each other, again and again
 * until `hear` resolves. `stop` lets running hearings end and acknowledges them.
 */
export function listen(read: ReadEvents, hear: Hear, onError: (error: unknown) => void) {
  const ending = new AbortController()
  const { signal } = ending
  const cursor: Cursor = { life: '', acked: 0, seen: 0 }
  const lanes = new Map<string, Promise<void>>()
  let held: { seq: number; heard: boolean }[] = []

  async function loop() {
    for (let retryMs = firstRetryMs; !signal.aborted; ) {
      try {
        take(await read({ ...cursor }, pollSeconds, signal))
        retryMs = firstRetryMs
      } catch (error) {
        if (signal.aborted) return
        onError(error)
        await pause(retryMs, signal)
        retryMs = Math.min(retryMs * 2, longestRetryMs)
      }
    }
  }

  function take({ life, events }: Batch) {
    if (life !== cursor.life) {
      Object.assign(cursor, { life, acked: 0, seen: 0 })
      held = []
    }
    for (const event of events) {
      if (event.seq <= cursor.seen) continue
      cursor.seen = event.seq
      queue(event)
    }
  }

  function queue({ seq, incoming }: WireEvent) {
    const place = { seq, heard: false }
    held.push(place)
    const lane = (lanes.get(incoming.chat.id) ?? Promise.resolve()).then(async () => {
      place.heard = await hearAtLast(incoming)
      acknowledge()
      if (lanes.get(incoming.chat.id) === lane) lanes.delete(incoming.chat.id)
    })
    lanes.set(incoming.chat.id, lane)
  }

  async function hearAtLast(incoming: Incoming): Promise<boolean> {
    for (let retryMs = firstRetryMs; !signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
      try {
        await hear(incoming)
        return true
      } catch (error) {
        onError(error)
        await pause(retryMs, signal)
      }
    }
    return false
  }

  function acknowledge() {
    for (let first = held[0]; first?.heard; first = held[0]) {
      cursor.acked = first.seq
      held.shift()
    }
  }

  const looping = loop()
  return {
    async stop() {
      ending.abort()
      await looping
      await Promise.all(lanes.values())
      if (cursor.acked > 0) await read({ ...cursor }, 0).catch(onError)
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {})
}
