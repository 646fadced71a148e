import type { Logger } from './log.ts'

export interface Loop {
  /** There may be work: look now. */
  wake(): void
  /** Finishes what is in hand and begins nothing more. */
  stop(): Promise<void>
}

/**
 * Calls `work` again and again: at once while it finds something, else when woken or after `pollMs`. An error is
 * logged and the loop goes on, after a pause that grows to five seconds while errors last.
 */
export function startLoop(options: {
  name: string
  pollMs: number
  work: () => Promise<number>
  log: Logger
}): Loop {
  const { name, pollMs, work, log } = options
  let stopped = false
  let woken = false
  let rouse = () => {}

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
      if (woken || stopped) rouse()
    })

  async function run() {
    let failures = 0
    while (!stopped) {
      woken = false
      try {
        const done = await work()
        failures = 0
        if (done === 0 && !stopped) await rest(pollMs)
      } catch (error) {
        failures += 1
        log.error({ err: error, loop: name, failures }, 'the loop failed and goes on')
        woken = false
        if (!stopped) await rest(Math.min(5_000, 250 * 2 ** failures))
      }
    }
  }
  const running = run()
  return {
    wake() {
      woken = true
      rouse()
    },
    async stop() {
      stopped = true
      rouse()
      await running
    },
  }
}
