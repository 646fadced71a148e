import type { Logger } from '../../log.ts'
import type { Socket } from './socket.ts'

export interface SupervisionOptions {
  open: () => Promise<Socket>
  /** Connected, for the first time or again. */
  onUp: () => void
  /** No longer connected. */
  onDown: () => void
  log: Logger
  timings?: Partial<typeof usual>
}

const usual = {
  /** How often the connection is looked at. */
  watchMs: 1000,
  /** The SDK's own tries: it waits up to 30 s, then 120 s each. We do not wait for it that long. */
  patienceMs: 20_000,
  firstRestartMs: 1000,
  longestRestartMs: 5 * 60_000,
  /** So long up, and earlier failures no longer count. */
  steadyMs: 60_000,
  /** Not connected for less than this is a doubt, not an outage. */
  doubtMs: 60_000,
}

export type Supervision = ReturnType<typeof supervise>

/**
 * Keeps one long connection. The SDK gives up for good when the platform says “busy” or “too many connections”, and
 * waits for minutes where a cable was pulled: such a life is ended and a new one begun, after 1, 2, 4 … 300 s with
 * chance, so that fifty processes do not come back in one breath.
 */
export function supervise({ open, onUp, onDown, log, timings }: SupervisionOptions) {
  const limits = { ...usual, ...timings }
  let socket: Socket | undefined
  let stopped = false
  let up = false
  let changedAt = performance.now()
  let bornAt = changedAt
  let failures = 0
  let restarts = 0
  let restart: NodeJS.Timeout | undefined

  async function begin(): Promise<void> {
    restart = undefined
    bornAt = performance.now()
    try {
      const opened = await open()
      if (stopped) opened.close()
      else socket = opened
    } catch (err) {
      log.error({ err }, 'the long connection to Lark could not be opened')
      end()
    }
  }
  /** Ends this life and plans the next. */
  function end(): void {
    socket?.close()
    socket = undefined
    if (stopped || restart) return
    failures += 1
    restarts += 1
    const whole = Math.min(limits.longestRestartMs, limits.firstRestartMs * 2 ** (failures - 1))
    restart = setTimeout(() => void begin(), whole * (0.5 + Math.random() / 2))
  }

  function look(): void {
    const now = performance.now()
    const state = socket?.state()
    turn(state === 'connected', now)
    if (up && now - changedAt > limits.steadyMs) failures = 0
    if (!socket || up) return
    if (state === 'failed') {
      log.warn({ failures }, 'the long connection to Lark gave up; it is opened anew')
      end()
    } else if (now - Math.max(changedAt, bornAt) > limits.patienceMs) {
      log.warn({ failures }, 'the long connection to Lark does not come back; it is opened anew')
      end()
    }
  }

  function turn(isUp: boolean, now: number): void {
    if (isUp === up) return
    up = isUp
    changedAt = now
    log.info({ up }, up ? 'the long connection to Lark stands' : 'the long connection to Lark is lost')
    if (up) onUp()
    else onDown()
  }

  void begin()
  const watch = setInterval(look, limits.watchMs)
  return {
    status(): 'up' | 'doubtful' | 'down' {
      if (up) return 'up'
      return performance.now() - changedAt < limits.doubtMs ? 'doubtful' : 'down'
    },
    restarts: () => restarts,
    stop(): void {
      stopped = true
      clearInterval(watch)
      clearTimeout(restart)
      socket?.close()
      socket = undefined
    },
  }
}
