import { createHash } from 'node:crypto'
import { returnToken, takeToken } from '../db/buckets.ts'
import type { Store } from '../db/client.ts'
import { offerHash } from '../db/offers.ts'
import { buryOutbox, claimOutbox, type OutboxRow, retryOutbox, settleOutbox } from '../db/outbox.ts'
import { commit } from '../db/write.ts'
import type { Desk } from '../handlers/desk.ts'
import { couldNotSay } from '../handlers/replies/apology.ts'
import { HeldError, PermanentError, TemporaryError } from '../matters/errors.ts'
import type { Priority } from '../matters/message.ts'
import { backOff, className } from './inbox.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Platform } from './platforms/platform.ts'

const leaseSeconds = 60
/** A platform that does not answer in this time counts as busy; the idempotency key guards the second try. */
const sendSeconds = 10
/** With the back-off of the inbox this is about an hour. */
const mostTries = 20

export interface OutboxDeps {
  store: Store
  platforms: ReadonlyMap<string, Platform>
  desk: Desk
  log: Logger
  metrics: Metrics
}

/** Sends the most urgent open post of each of up to 16 chats side by side. Resolves how many were sent or settled. */
export async function workOutbox(deps: OutboxDeps): Promise<number> {
  const claimed = await claimOutbox(deps.store.sql, [...deps.platforms.keys()], {
    limit: 16,
    leaseSeconds,
    now: deps.desk.clock.now(),
  })
  const moved = await Promise.all(claimed.map((row) => sendRow(deps, row)))
  return moved.filter(Boolean).length
}

async function sendRow(deps: OutboxDeps, row: OutboxRow): Promise<boolean> {
  const platform = deps.platforms.get(row.platform)
  if (!platform) return false
  const wait = await waitFor(deps, platform, row)
  if (wait > 0) {
    deps.metrics.held.inc({ platform: row.platform })
    await retryOutbox(deps.store.sql, row, { seconds: wait, failure: null, counted: false })
    return false
  }
  try {
    const outgoing = outgoingOf(row)
    const { messageId } = await inTime(said(platform, outgoing, row.replaces))
    // Settled after sending: a crash between the two says it again under the same id, which the platform folds.
    await settleOutbox(deps.store.sql, row, messageId, {
      now: deps.desk.clock.now(),
      offer: offerOf(deps, row),
    })
    deps.metrics.sent.inc({ platform: row.platform, about: row.about })
  } catch (error) {
    await afterFailure(deps, row, error)
  }
  return true
}

function outgoingOf(row: OutboxRow) {
  const { id: uuid, card, about, priority } = row
  return { uuid, chat: { id: row.chat, kind: row.chatKind }, card, about, priority: priority as Priority }
}

/** Says it, or puts it in the place of what it replaces. */
async function said(
  platform: Platform,
  outgoing: Parameters<Platform['send']>[0],
  replaces: string | null,
): Promise<{ messageId: string }> {
  if (replaces === null) return await platform.send(outgoing)
  await platform.update?.({ ...outgoing, messageId: replaces })
  return { messageId: replaces }
}

/** What a bare number means from now on in that private chat: the buttons of this card. */
function offerOf({ desk }: OutboxDeps, row: OutboxRow) {
  const commands = row.card.actions?.map((action) => action.command) ?? []
  if (row.chatKind !== 'direct' || commands.length === 0 || row.replaces !== null) return null
  return { hash: offerHash(desk.seal, { platform: row.platform, externalId: row.chat }), commands }
}

/** Seconds to wait for the chat's and the platform's token; 0 when both were taken. */
async function waitFor({ store }: OutboxDeps, platform: Platform, row: OutboxRow): Promise<number> {
  // Of a direct chat the id is the person's: the bucket needs to know it again, not to know it.
  const chatKey = `${platform.id}:${createHash('sha256').update(row.chat).digest('base64url').slice(0, 16)}`
  const forChat = await takeToken(store.sql, { key: chatKey, ...platform.limits.chat })
  if (forChat > 0) return forChat
  const forAll = await takeToken(store.sql, { key: platform.id, ...platform.limits.platform })
  if (forAll > 0) await returnToken(store.sql, chatKey)
  return forAll
}

async function afterFailure(deps: OutboxDeps, row: OutboxRow, error: unknown): Promise<void> {
  if (error instanceof HeldError) {
    deps.metrics.held.inc({ platform: row.platform })
    const seconds = error.retryAfterSeconds ?? backOff(row.attempts)
    return await retryOutbox(deps.store.sql, row, { seconds, failure: null, counted: false })
  }
  deps.metrics.failed.inc({ loop: 'outbox' })
  if (row.replaces !== null && (error instanceof PermanentError || row.attempts >= mostTries)) {
    // A card that is too old or gone: what it said was said, and the next one will be right.
    const at = { now: deps.desk.clock.now(), offer: null }
    return await settleOutbox(deps.store.sql, row, row.replaces, at)
  }
  if (error instanceof PermanentError || row.attempts >= mostTries) {
    deps.metrics.buried.inc({ queue: 'outbox' })
    deps.log.error({ err: error, outboxId: row.id, about: row.about }, 'a post was given up')
    const now = deps.desk.clock.now()
    return await commit(deps.store.db, couldNotSay(deps.desk, row), buryOutbox(row, className(error), now))
  }
  deps.log.warn({ err: error, outboxId: row.id, attempts: row.attempts }, 'a post will be tried again')
  const asked = error instanceof TemporaryError ? error.retryAfterSeconds : undefined
  await retryOutbox(deps.store.sql, row, {
    seconds: asked ?? backOff(row.attempts),
    failure: className(error),
    counted: true,
  })
}

async function inTime<T>(sending: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TemporaryError(`no answer within ${sendSeconds} s`)),
      sendSeconds * 1000,
    )
  })
  return await Promise.race([sending, late]).finally(() => clearTimeout(timer))
}
