import { createHash } from 'node:crypto'
import { returnToken, takeToken } from '../db/buckets.ts'
import type { Store } from '../db/client.ts'
import { entryOf } from '../db/entries.ts'
import { offerHash } from '../db/offers.ts'
import { buryOutbox, claimOutbox, notOurs, type OutboxRow, retryOutbox, settleOutbox } from '../db/outbox.ts'
import { commit, together } from '../db/write.ts'
import type { Desk } from '../handlers/desk.ts'
import { safetyMinutes } from '../handlers/emergency.ts'
import { promptInGroup } from '../handlers/prompt-in-group.ts'
import { couldNotSay, perhapsSaid } from '../handlers/replies/apology.ts'
import { HeldError, PermanentError, TemporaryError } from '../matters/errors.ts'
import type { Priority } from '../matters/message.ts'
import { backOff, className } from './inbox.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Outgoing, Platform } from './platforms/platform.ts'

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
  if (row.about === 'safety' && row.age >= safetyMinutes * 60) {
    await giveUp(deps, row, new PermanentError('what to do in a danger of an hour ago helps nobody'))
    return true
  }
  const wait = await waitFor(deps, platform, row)
  if (wait > 0) {
    deps.metrics.held.inc({ platform: row.platform })
    const again = { seconds: wait, failure: null, counted: false, unsaid: true }
    await retryOutbox(deps.store.sql, row, again)
    return false
  }
  try {
    const before = await inTime(lookUp(deps, platform, row))
    if (before === 'unknown') return await leaveToPeople(deps, row)
    const messageId = before ?? (await inTime(said(deps, platform, row)))
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

/** Says it, puts it in the place of what it replaces, or into calendars. Resolves with what it is known as there. */
async function said({ store }: OutboxDeps, platform: Platform, row: OutboxRow): Promise<string> {
  const { entry } = row.card
  if (entry) {
    const known = await entryOf(store.sql, row.platform, entry.key)
    return (await platform.schedule?.(entry, { uuid: row.id, known }))?.entryId ?? ''
  }
  if (row.replaces === null) return (await platform.send(outgoingOf(row))).messageId
  await platform.update?.({ ...outgoingOf(row), messageId: row.replaces })
  return row.replaces
}

function outgoingOf(row: OutboxRow): Outgoing {
  const { id: uuid, card, about, priority, answers } = row
  const outgoing = {
    uuid,
    chat: { id: row.chat, kind: row.chatKind },
    card,
    about,
    priority: priority as Priority,
  }
  return answers === null ? outgoing : { ...outgoing, answers }
}

/**
 * What was tried so long ago that the platform has forgotten its id is looked for before it goes out once more. Resolves
 * with the message it became, null when it may be sent, 'unknown' when nobody can tell.
 */
async function lookUp({ store }: OutboxDeps, platform: Platform, row: OutboxRow) {
  const { said: memory } = platform
  const inDoubtMs = row.claimedAt.getTime() - row.unsureSince.getTime()
  if (!memory || row.replaces !== null || row.card.entry || inDoubtMs <= memory.rememberedSeconds * 1000)
    return null
  const alike = await memory.find(outgoingOf(row), row.unsureSince)
  if (alike === 'unknown') return alike
  // The same words may have been said twice, rightly: what another post became is not this one.
  return (await notOurs(store.sql, row.platform, alike))[0] ?? null
}

/** Twice would be wrong, and so would never: a person looks. */
async function leaveToPeople(deps: OutboxDeps, row: OutboxRow): Promise<boolean> {
  deps.metrics.buried.inc({ queue: 'outbox' })
  deps.log.error(
    { outboxId: row.id, about: row.about },
    'a post may have been said or not; a person is asked',
  )
  const now = deps.desk.clock.now()
  await commit(deps.store.db, perhapsSaid(deps.desk, row), buryOutbox(row, 'Unsure', now))
  return true
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
    return await retryOutbox(deps.store.sql, row, { seconds, failure: null, counted: false, unsaid: true })
  }
  deps.metrics.failed.inc({ loop: 'outbox' })
  if (row.replaces !== null && (error instanceof PermanentError || row.attempts >= mostTries)) {
    // A card that is too old or gone: what it said was said, and the next one will be right.
    const at = { now: deps.desk.clock.now(), offer: null }
    return await settleOutbox(deps.store.sql, row, row.replaces, at)
  }
  if (error instanceof PermanentError || row.attempts >= mostTries) return await giveUp(deps, row, error)
  deps.log.warn({ err: error, outboxId: row.id, attempts: row.attempts }, 'a post will be tried again')
  const asked = error instanceof TemporaryError ? error.retryAfterSeconds : undefined
  await retryOutbox(deps.store.sql, row, {
    seconds: asked ?? backOff(row.attempts),
    failure: className(error),
    counted: true,
    unsaid: asked !== undefined,
  })
}

async function giveUp(deps: OutboxDeps, row: OutboxRow, error: unknown): Promise<void> {
  deps.metrics.buried.inc({ queue: 'outbox' })
  deps.log.error({ err: error, outboxId: row.id, about: row.about }, 'a post was given up')
  const now = deps.desk.clock.now()
  const instead = together(couldNotSay(deps.desk, row), await promptInGroup(deps.desk, row))
  await commit(deps.store.db, instead, buryOutbox(row, className(error), now))
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
