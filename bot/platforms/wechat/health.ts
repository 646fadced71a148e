import type { Clock } from '../../../matters/clock.ts'

export type Health = 'up' | 'doubtful' | 'down'

/** `overflow`: more came than could be kept while the database was away. */
export type GapReason = 'stopped' | 'crashed' | 'silent' | 'logged_out' | 'overflow'

/** A time in which nothing was heard. WeChat gives none of it again (facts 2.2), so it stays one. */
export interface Gap {
  from: Date
  to: Date
  reason: GapReason
}

export interface HealthTracker {
  state(): Health
  /** Since when it has not been up, and why; undefined while it is. */
  trouble(): { since: Date; reason: GapReason } | undefined
  /** The puppet's heart was heard; false: it had been silent, and now is not. */
  beat(): void
  login(): void
  logout(): void
  /** The process ended. */
  died(reason: GapReason): void
  /** Sending looks wrong though it hears: it is spared for a while. */
  suspect(ms: number): void
  /** Milliseconds since the heart was last heard, by the machine's own clock. */
  silentMs(): number
  /** Looks whether the heart has stopped. */
  look(): void
}

/**
 * Whether one account hears: `down` while it is logged out or its process is gone, `doubtful` while its heart is silent
 * or its sending suspect. Silence is measured by the machine's clock, gaps are told by business time.
 */
export function trackHealth(options: {
  clock: Clock
  doubtfulMs: number
  /** When it was last heard in an earlier life of this process. */
  aliveAt?: Date
  onChange: (health: Health) => void
  onGap: (gap: Gap) => void
}): HealthTracker {
  const { clock, doubtfulMs, onChange, onGap } = options
  let loggedIn = false
  let silent = false
  let suspectUntil = 0
  let lastBeatMs = performance.now()
  let lastBeatAt = options.aliveAt ?? clock.now()
  let told: Health = 'down'
  let gap: { since: Date; reason: GapReason } | undefined = { since: lastBeatAt, reason: 'stopped' }
  let first = options.aliveAt === undefined

  const state = (): Health => {
    if (!loggedIn) return 'down'
    return silent || suspectUntil > performance.now() ? 'doubtful' : 'up'
  }

  function changed(reason?: GapReason): void {
    const hears = loggedIn && !silent
    if (!hears && !gap) gap = { since: lastBeatAt, reason: reason ?? 'silent' }
    if (hears && gap) {
      // Of the time before its first login of all, nobody expects that it was heard.
      if (!first) onGap({ from: gap.since, to: clock.now(), reason: gap.reason })
      gap = undefined
      first = false
    }
    if (state() === told) return
    told = state()
    onChange(told)
  }

  function beat(): void {
    lastBeatMs = performance.now()
    silent = false
    changed()
    // After the look at what was: a gap begins at the beat before it.
    if (loggedIn) lastBeatAt = clock.now()
  }

  return {
    state,
    trouble: () => gap,
    beat,
    login() {
      loggedIn = true
      beat()
    },
    logout() {
      loggedIn = false
      changed('logged_out')
    },
    died(reason) {
      loggedIn = false
      silent = false
      changed(reason)
    },
    suspect(ms) {
      suspectUntil = performance.now() + ms
      changed()
    },
    silentMs: () => performance.now() - lastBeatMs,
    look() {
      if (loggedIn && performance.now() - lastBeatMs > doubtfulMs) silent = true
      changed('silent')
    },
  }
}
