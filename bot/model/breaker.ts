import type { Clock } from '../../matters/clock.ts'

export interface Breaker {
  /** May the server be asked now? After a rest, one question at a time finds out whether it is back. */
  mayAsk(): boolean
  worked(): void
  failed(): void
  isOpen(): boolean
}

/** Failures in a row after which the server is left alone, and for how long. */
const mostFailures = 5
const restMs = 60_000

/** Keeps a server that does not answer from being asked again and again. `changed` is told when it opens and closes. */
export function createBreaker(clock: Clock, changed: (open: boolean) => void = () => {}): Breaker {
  let failures = 0
  let restUntil = 0
  const isOpen = () => failures >= mostFailures
  return {
    isOpen,
    mayAsk() {
      if (!isOpen()) return true
      const now = clock.now().getTime()
      if (now < restUntil) return false
      // Until this question is answered nobody else asks.
      restUntil = now + restMs
      return true
    },
    worked() {
      failures = 0
      changed(false)
    },
    failed() {
      failures += 1
      if (!isOpen()) return
      restUntil = clock.now().getTime() + restMs
      changed(true)
    },
  }
}
