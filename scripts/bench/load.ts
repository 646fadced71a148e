import { setTimeout as pause } from 'node:timers/promises'
import type { Incoming } from '../../matters/message.ts'

export interface Load {
  seconds: number
  say(n: number): Promise<void>
  /** How many of the said ones are done with. */
  done(): Promise<number>
  /** Numbers to say, from `first` on; `end` is where they run out. */
  first: number
  end?: number
}

/** Speakers at once: as many as there are groups. */
const speakers = 200
/** Messages said and not done with, at most: two a group. */
const backlog = 2 * speakers

/** Says as much as is done with, for so long, and waits for the rest. Resolves the rate and where it ended. */
export async function full(load: Load): Promise<{ rate: number; next: number }> {
  const before = await load.done()
  const from = performance.now()
  const until = from + load.seconds * 1000
  const speaking = new Set<Promise<void>>()
  let next = load.first
  let done = 0
  const open = () => performance.now() < until && next < (load.end ?? Number.POSITIVE_INFINITY)
  while (open() || done < next - load.first) {
    while (open() && speaking.size < speakers && next - load.first - done < backlog) {
      const said = load.say(next++).finally(() => speaking.delete(said))
      speaking.add(said)
    }
    await pause(1)
    done = (await load.done()) - before
  }
  return { rate: (1000 * done) / (performance.now() - from), next }
}

/**
 * Says so many a second, whether or not the earlier ones are done with. Resolves when each was due, by message id:
 * what waits because the process is busy waits at its own cost.
 */
export async function paced(options: {
  seconds: number
  perSecond: number
  first: number
  message(n: number): Incoming
  hear(message: Incoming): Promise<void>
}): Promise<Map<string, number>> {
  const due = new Map<string, number>()
  const count = Math.floor(options.seconds * options.perSecond)
  const heard: Promise<void>[] = []
  const from = performance.now()
  for (let n = 0; n < count; n++) {
    const at = from + (1000 * n) / options.perSecond
    while (performance.now() < at) await pause(1)
    const message = options.message(options.first + n)
    due.set(message.messageId, at)
    heard.push(options.hear(message))
  }
  await Promise.all(heard)
  return due
}
