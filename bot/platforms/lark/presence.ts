import type { Db } from '../../../db/client.ts'
import { lastAlive, markAlive } from '../../../db/listening.ts'
import type { Clock } from '../../../matters/clock.ts'
import type { Logger } from '../../log.ts'

/** A time in which nothing can have been heard. */
export interface Gap {
  from: Date
  to: Date
}

export interface PresenceOptions {
  db: () => Db
  listener: string
  clock: Clock
  log: Logger
  /** Makes up for a gap. It is asked for again, with the same beginning, as long as it rejects. */
  makeUp: (gap: Gap) => Promise<void>
  markMs?: number
  againMs?: number
}

/**
 * Knows when this listener was there, and has every gap made up for before it says again that it is. A process that
 * dies in the middle leaves the old mark, so the next one begins where this one began.
 */
export function createPresence(options: PresenceOptions) {
  const { db, listener, clock, log, makeUp, markMs = 60_000, againMs = 30_000 } = options
  let present = false
  let whole = false
  let making: Promise<void> = Promise.resolve()
  let again: NodeJS.Timeout | undefined
  const marking = setInterval(() => {
    if (present && whole) void mark()
  }, markMs)

  async function mark(): Promise<void> {
    await markAlive(db(), listener, clock.now()).catch((err) =>
      log.warn({ err }, 'it could not be noted that Lark is listened to'),
    )
  }

  async function catchUp(): Promise<void> {
    if (!present || whole) return
    const to = clock.now()
    try {
      const from = await lastAlive(db(), listener)
      if (from) await makeUp({ from, to })
      if (!present) return
      whole = true
      await mark()
    } catch (err) {
      log.error({ err }, 'what was missed on Lark could not be read; it is tried again')
      // Gone again meanwhile: whoever comes back begins anew.
      if (present) again = setTimeout(arrived, againMs)
    }
  }

  function arrived(): void {
    clearTimeout(again)
    present = true
    making = making.then(catchUp)
  }

  return {
    arrived,
    /** Marks the moment: from here on nothing is heard. */
    async lost(): Promise<void> {
      const was = present && whole
      present = false
      whole = false
      clearTimeout(again)
      if (was) await mark()
    },
    async stop(): Promise<void> {
      clearInterval(marking)
      await this.lost()
      await making
    },
  }
}
