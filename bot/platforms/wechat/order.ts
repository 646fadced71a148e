import { setTimeout as sleep } from 'node:timers/promises'

interface Waiting {
  atMs: number
  /** Not before: until then what was said earlier may still come. */
  ripeMs: number
  run(): Promise<void>
  done(): void
}

/**
 * Puts what comes in a wrong order right, lane by lane: each waits `holdMs` from its arrival, and whenever one is ripe
 * the earliest said of all that wait goes first, one after the other. The wait is beside each other, so that a busy
 * room is not slower for it.
 */
export function createOrder(holdMs: number) {
  const lanes = new Map<string, Waiting[]>()

  async function pump(key: string, lane: Waiting[]): Promise<void> {
    while (lane.length > 0) {
      const ripeMs = Math.min(...lane.map((one) => one.ripeMs))
      const wait = ripeMs - performance.now()
      if (wait > 0) await sleep(wait)
      lane.sort((a, b) => a.atMs - b.atMs)
      const next = lane.shift()
      await next?.run()
      next?.done()
    }
    lanes.delete(key)
  }

  /** Resolves when it has run. `run` may not reject. */
  return function inOrder(key: string, atMs: number, run: () => Promise<void>): Promise<void> {
    return new Promise((done) => {
      const one = { atMs, ripeMs: performance.now() + holdMs, run, done }
      const lane = lanes.get(key)
      if (lane) lane.push(one)
      else {
        const started = [one]
        lanes.set(key, started)
        void pump(key, started)
      }
    })
  }
}
