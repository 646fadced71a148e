import type { Clock } from '../../../matters/clock.ts'

export interface LarkClock extends Clock {
  /** Milliseconds since 1970. */
  ms(): number
  /** Moves on and does what fell due on the way, in its order; resolves when that is done. */
  forward(ms: number): Promise<void>
  /** Does something once this much of the fake's time has gone by. */
  after(ms: number, what: () => Promise<void> | void): void
  /** How many things wait for their time. */
  waiting(): number
  stop(): void
}

interface Due {
  atMs: number
  what: () => Promise<void> | void
}

/** The time of the fake's servers. It runs with the real one plus what was pushed; a `still` one moves only when pushed. */
export function createLarkClock({ at, still = false }: { at?: string; still?: boolean }): LarkClock {
  let ahead = at === undefined ? 0 : Date.parse(at) - Date.now()
  let stood = Date.now() + ahead
  let due: Due[] = []
  const ms = () => (still ? stood : Date.now() + ahead)
  const jumpTo = (toMs: number) => {
    ahead += toMs - ms()
    stood = toMs
  }

  async function catchUp(): Promise<void> {
    const ripe = due.filter((one) => one.atMs <= ms())
    due = due.filter((one) => one.atMs > ms())
    for (const { what } of ripe.sort((a, b) => a.atMs - b.atMs)) await what()
  }
  const ticking = still ? undefined : setInterval(() => void catchUp(), 50).unref()

  return {
    ms,
    now: () => new Date(ms()),
    async forward(by) {
      const end = ms() + by
      for (;;) {
        const next = Math.min(end, ...due.map((one) => one.atMs))
        if (next > ms()) jumpTo(next)
        await catchUp()
        if (next >= end) return
      }
    },
    after: (inMs, what) => void due.push({ atMs: ms() + inMs, what }),
    waiting: () => due.length,
    stop() {
      clearInterval(ticking)
      due = []
    },
  }
}
