import type { Store } from '../db/client.ts'
import {
  buryInbox,
  claimInbox,
  createKeeper,
  type InboxRow,
  LeaseLost,
  retryInbox,
  settleInbox,
} from '../db/inbox.ts'
import { commit, nothing, type Write } from '../db/write.ts'
import type { Desk } from '../handlers/desk.ts'
import { handle } from '../handlers/index.ts'
import type { Ear } from '../handlers/listen.ts'
import { couldNotHandle } from '../handlers/replies/apology.ts'
import { PermanentError, StaleError, TemporaryError } from '../matters/errors.ts'
import type { Incoming } from '../matters/message.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Seconds one worker may hold a message; far above what the slowest handling takes. */
const leaseSeconds = 60
/** About eight minutes with the back-off below; then somebody is told. */
const mostTries = 10

export interface InboxDeps {
  store: Store
  desk: Desk
  log: Logger
  metrics: Metrics
}

/** What a platform calls with each message. It resolves once the message is kept or rightly forgotten: then acknowledge. */
export function createHearing(deps: { store: Store; ear: Ear; metrics: Metrics }) {
  const keep = createKeeper(deps.store.sql)
  return async (message: Incoming): Promise<void> => {
    const { platform } = message
    deps.metrics.received.inc({ platform })
    const heard = deps.ear.listen(message)
    if (!heard) {
      deps.metrics.forgotten.inc({ platform })
      return
    }
    const fresh = await keep(heard)
    if (fresh) deps.metrics.kept.inc({ platform, heard: heard.heard })
    else deps.metrics.doubled.inc({ platform })
  }
}

/** Handles the oldest message of each of up to 32 chats side by side. Resolves how many there were. */
export async function workInbox(deps: InboxDeps): Promise<number> {
  const rows = await claimInbox(deps.store.sql, 32, leaseSeconds)
  await Promise.all(rows.map((row) => handleRow(deps, row)))
  return rows.length
}

async function handleRow(deps: InboxDeps, row: InboxRow): Promise<void> {
  const stop = deps.metrics.handled.startTimer()
  try {
    // A failure would have been noted at the tenth try: this one ended its worker each time, and would end us too.
    if (row.attempts > mostTries) throw new PermanentError('its worker did not live to tell what went wrong')
    await handleAndCommit(deps, row)
    stop()
  } catch (error) {
    if (!(error instanceof LeaseLost)) await afterFailure(deps, row, error)
  }
}

async function afterFailure(deps: InboxDeps, row: InboxRow, error: unknown): Promise<void> {
  deps.metrics.failed.inc({ loop: 'inbox' })
  deps.log.error({ err: error, inboxId: row.id, attempts: row.attempts }, 'a message could not be handled')
  if (error instanceof PermanentError || row.attempts >= mostTries) return await bury(deps, row, error)
  const asked = error instanceof TemporaryError ? error.retryAfterSeconds : undefined
  await retryInbox(deps.store.sql, row, asked ?? backOff(row.attempts), className(error))
}

/** Somebody else was first (StaleError): what was read is outdated, so read and decide again. */
async function handleAndCommit(deps: InboxDeps, row: InboxRow): Promise<void> {
  for (let again = 0; ; again++) {
    try {
      const write = await handle(row.body, deps.desk)
      return await commit(deps.store.db, write, settleInbox(row))
    } catch (error) {
      if (!(error instanceof StaleError) || again >= 4) throw error
    }
  }
}

async function bury(deps: InboxDeps, row: InboxRow, error: unknown): Promise<void> {
  deps.metrics.buried.inc({ queue: 'inbox' })
  deps.log.fatal({ inboxId: row.id }, 'a message was given up; its words are kept 24 h for repair')
  try {
    await commit(deps.store.db, apologyFor(row), buryInbox(row, className(error)))
  } catch (lost) {
    if (!(lost instanceof LeaseLost)) throw lost
  }
}

/** A body that nothing can be made of does not say either whom to tell. */
function apologyFor(row: InboxRow): Write {
  try {
    return couldNotHandle(row.body)
  } catch {
    return nothing
  }
}

/** 1, 2, 4 … 300 seconds, with a quarter of chance so that a crowd does not come back at once. */
export function backOff(attempts: number): number {
  return Math.min(300, 2 ** (attempts - 1)) * (0.875 + Math.random() / 4)
}

export function className(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}
