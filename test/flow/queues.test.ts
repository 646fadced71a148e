import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { workInbox } from '../../bot/inbox.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { workOutbox } from '../../bot/outbox.ts'
import type { Outgoing, Platform } from '../../bot/platforms/platform.ts'
import { startScheduler } from '../../bot/scheduler.ts'
import { takeToken } from '../../db/buckets.ts'
import { connect, type Store } from '../../db/client.ts'
import { claimInbox, keep, LeaseLost, settleInbox } from '../../db/inbox.ts'
import { onNotice } from '../../db/listen.ts'
import { openRegistry, type Registry } from '../../db/registry.ts'
import { drafts, groups, inbox, outbox } from '../../db/schema/index.ts'
import { commit, nothing, saying } from '../../db/write.ts'
import type { Desk } from '../../handlers/desk.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'
import { type HeardMessage, type Post, priorities } from '../../matters/message.ts'
import { freshDatabase } from '../support/database.ts'
import { seal } from '../support/story.ts'

const now = new Date('2026-11-17T12:00:00+08:00')
const clock = { now: () => now }
const log = createLog('silent')

let store: Store
let registry: Registry
let drop: () => Promise<void>
beforeEach(async () => {
  const database = await freshDatabase()
  store = connect(database.url, { connections: 8 })
  registry = await openRegistry(store)
  drop = database.drop
})
afterEach(async () => {
  vi.restoreAllMocks()
  await registry.close()
  await store.close()
  await drop()
})

function asks(messageId: string, chat: string, text = '/帮助'): HeardMessage {
  return {
    platform: 'sandbox',
    messageId,
    chat: { id: chat, kind: 'direct' },
    sender: { id: chat, nick: chat },
    type: 'text',
    text,
    mentionsBot: false,
    mentions: [],
    at: now.toISOString(),
    heard: 'command',
    score: 1,
    neighbours: [],
  }
}

function worker() {
  const operator = { name: '临湖派出所', contact: '8800', dutyPhone: '8801', botName: '机器人' }
  const desk: Desk = { db: store.db, registry, seal, clock, operator }
  return { store, desk, log, metrics: createMetrics() }
}

/** Rows in the order in which they came. */
const inboxRows = () => store.db.select().from(inbox).orderBy(inbox.id)
const outboxRows = () => store.db.select().from(outbox).orderBy(outbox.seq)

/** Nothing stands back any more: the waits of the queues run on the database's clock, which tests push. */
const endWaits = () =>
  Promise.all([store.sql`update inbox set next_at = now()`, store.sql`update outbox set next_at = now()`])

describe('the inbox', () => {
  it('keeps a message that is delivered twenty times at once one time', async () => {
    const kept = await Promise.all(Array.from({ length: 20 }, () => keep(store.sql, asks('m1', 'c1'))))
    expect(kept.filter(Boolean)).toHaveLength(1)
    expect(await inboxRows()).toHaveLength(1)
  })

  it('tells messages of the same id on two platforms apart', async () => {
    expect(await keep(store.sql, asks('m1', 'c1'))).toBe(true)
    expect(await keep(store.sql, { ...asks('m1', 'c1'), platform: 'lark' })).toBe(true)
  })

  it('still knows a message that was handled long ago', async () => {
    await keep(store.sql, asks('m1', 'c1'))
    await workInbox(worker())
    expect(await keep(store.sql, asks('m1', 'c1'))).toBe(false)
    expect(await workInbox(worker())).toBe(0)
  })

  it('hands out the oldest of each chat, and nothing more of that chat until it is settled', async () => {
    for (const [id, chat] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const)
      await keep(store.sql, asks(id, chat))
    const [one, two] = await Promise.all([claimInbox(store.sql, 16, 60), claimInbox(store.sql, 16, 60)])
    const claimed = [...one, ...two]
    expect(claimed.map((row) => row.body.messageId).sort()).toEqual(['a1', 'b1'])
    const first = claimed.find((row) => row.body.messageId === 'a1')
    if (first) await commit(store.db, nothing, settleInbox(first))
    expect((await claimInbox(store.sql, 16, 60)).map((row) => row.body.messageId)).toEqual(['a2'])
  })

  it('keeps a chat whose message stands back waiting, and no other', async () => {
    await keep(store.sql, asks('a1', 'a'))
    await keep(store.sql, asks('a2', 'a'))
    await keep(store.sql, asks('b1', 'b'))
    await store.sql`update inbox set body = body - 'sender' where message_id = 'a1'`
    await workInbox(worker())
    await workInbox(worker())
    expect((await inboxRows()).map((row) => [row.messageId, row.outcome, row.attempts])).toEqual([
      ['a1', null, 1],
      ['a2', null, 0],
      ['b1', 'done', 1],
    ])
  })

  it('gives a message up that can never be handled, and goes on with its chat', async () => {
    await keep(store.sql, asks('a1', 'a'))
    await keep(store.sql, asks('a2', 'a'))
    await store.sql`update inbox set body = '{}' where message_id = 'a1'`
    for (let tries = 0; tries < 10; tries++) {
      await workInbox(worker())
      await endWaits()
    }
    await workInbox(worker())
    const [dead, done] = await inboxRows()
    expect(dead).toMatchObject({ outcome: 'dead', failure: 'TypeError', body: {} })
    expect(done).toMatchObject({ outcome: 'done', body: null })
  })

  it('tells the sender of a message that was given up, once', async () => {
    await keep(store.sql, asks('a1', 'a', '1'))
    await store.sql`update inbox set body = body - 'mentions' || '{"type":"text","heard":"mention","text":7}'`
    for (let tries = 0; tries < 11; tries++) {
      await workInbox(worker())
      await endWaits()
    }
    expect((await outboxRows()).map((row) => row.about)).toEqual(['refusal'])
  })

  it('gives up, untried, a message that took its worker with it ten times', async () => {
    await keep(store.sql, asks('a1', 'a'))
    await keep(store.sql, asks('a2', 'a'))
    await store.sql`update inbox set attempts = 10 where message_id = 'a1'`
    await workInbox(worker())
    expect((await inboxRows())[0]).toMatchObject({ outcome: 'dead' })
    expect((await outboxRows()).map((row) => row.about)).toEqual(['refusal'])
    await workInbox(worker())
    expect((await inboxRows())[1]).toMatchObject({ outcome: 'done' })
  })

  it('lets a worker whose lease ran out change nothing', async () => {
    await keep(store.sql, asks('a1', 'a'))
    const [slow] = await claimInbox(store.sql, 16, 0)
    const [quick] = await claimInbox(store.sql, 16, 60)
    if (!slow || !quick) throw new Error('nothing was claimed')
    const late = commit(store.db, saying(post('late')), settleInbox(slow))
    await expect(late).rejects.toBeInstanceOf(LeaseLost)
    expect(await outboxRows()).toEqual([])
    await commit(store.db, saying(post('quick')), settleInbox(quick))
    expect((await outboxRows()).map((row) => row.key)).toEqual(['quick'])
  })

  it('lets a worker whose lease ran out bury nothing and apologise for nothing', async () => {
    await keep(store.sql, asks('a1', 'a'))
    await store.sql`update inbox set attempts = 9`
    const slow = worker()
    const broken = vi.spyOn(slow.desk.registry, 'staffOf').mockImplementation(() => {
      throw new Error('this try fails')
    })
    // Between its failure and what follows from it, another worker takes the row over.
    const taken = vi.spyOn(slow.store.db, 'transaction').mockImplementationOnce(async (work) => {
      await store.sql`update inbox set lease_token = gen_random_uuid()`
      return await store.db.transaction(work)
    })
    await workInbox(slow)
    expect(broken).toHaveBeenCalled()
    expect(taken).toHaveBeenCalled()
    expect(await outboxRows()).toEqual([])
    expect((await inboxRows())[0]).toMatchObject({ outcome: null })
  })

  it('forgets the words of what it handled', async () => {
    await keep(store.sql, asks('a1', 'a'))
    await workInbox(worker())
    expect((await inboxRows())[0]).toMatchObject({
      outcome: 'done',
      body: null,
      chat: null,
      leaseToken: null,
    })
  })
})

function post(key: string, more: Partial<Post> = {}): Post {
  return {
    platform: 'sandbox',
    chat: { id: 'a', kind: 'direct' },
    card: { tone: 'plain', lines: [key] },
    about: 'answer',
    priority: priorities.answer,
    key,
    ...more,
  }
}

/** A platform that does with each post what it is told, and remembers what it was given. */
function platform(deeds: Record<string, () => Promise<{ messageId: string }>> = {}) {
  const given: Outgoing[] = []
  const one: Platform = {
    id: 'sandbox',
    limits: { platform: { perSecond: 1e6, burst: 1e6 }, chat: { perSecond: 1e6, burst: 1e6 } },
    start: async () => {},
    stop: async () => {},
    async send(outgoing) {
      given.push(outgoing)
      return (await deeds[outgoing.card.lines[0] ?? '']?.()) ?? { messageId: `said-${outgoing.uuid}` }
    },
  }
  return { one, said: () => given.map(({ card }) => card.lines[0]), given }
}

const send = (one: Platform) => workOutbox({ ...worker(), platforms: new Map([[one.id, one]]) })

describe('the outbox', () => {
  it('says what has the same key once, however often it is written', async () => {
    await Promise.all(Array.from({ length: 10 }, () => commit(store.db, saying(post('one')))))
    expect(await outboxRows()).toHaveLength(1)
  })

  it('lets an emergency overtake what waits in its chat', async () => {
    await commit(store.db, saying(post('first'), post('second')))
    await commit(store.db, saying(post('fire', { priority: priorities.emergency })))
    const { one, said } = platform()
    while ((await send(one)) > 0) {}
    expect(said()).toEqual(['fire', 'first', 'second'])
  })

  it('sends the posts of a chat in their order, one at a time', async () => {
    await commit(store.db, saying(...['1', '2', '3'].map((key) => post(key))))
    const { one, said } = platform()
    await Promise.all([send(one), send(one)])
    // The second look may come while the first is under way or after it; never does it run ahead.
    expect(['1', '2', '3'].slice(0, said().length)).toEqual(said())
    while ((await send(one)) > 0) {}
    expect(said()).toEqual(['1', '2', '3'])
  })

  it('tells nobody what to do in a danger of an hour ago', async () => {
    const safety = {
      about: 'safety',
      chat: { id: 'g', kind: 'group' },
      priority: priorities.emergency,
    } as const
    await commit(store.db, saying(post('old', safety), post('new', safety)))
    await store.sql`update outbox set created_at = created_at - interval '61 minutes' where key = 'old'`
    const { one, said } = platform()
    while ((await send(one)) > 0) {}
    expect(said().filter((line) => line === 'old' || line === 'new')).toEqual(['new'])
    const rows = await outboxRows()
    expect(rows.find((row) => row.key === 'old')).toMatchObject({ outcome: 'dead' })
  })

  it('buries what the platform refuses for good, and the next of the chat goes out', async () => {
    await commit(store.db, saying(post('refused'), post('next')))
    const refuse = async () => {
      throw new PermanentError('no such chat')
    }
    const { one, said } = platform({ refused: refuse })
    while ((await send(one)) > 0) {}
    expect(said()).toEqual(['refused', 'next'])
    expect(await outboxRows()).toMatchObject([
      { outcome: 'dead', failure: 'PermanentError', attempts: 1 },
      { outcome: 'sent', failure: null },
    ])
  })

  it('waits as long as the platform asks, and says it then under the same id', async () => {
    await commit(store.db, saying(post('busy'), post('behind')))
    let times = 0
    const busy = async () => {
      times += 1
      if (times === 1) throw new TemporaryError('too frequent', 37)
      return { messageId: 'at-last' }
    }
    const { one, said, given } = platform({ busy })
    expect(await send(one)).toBe(1)
    const [row] = await store.sql<{ wait: number; failure: string }[]>`
      select round(extract(epoch from next_at - clock_timestamp()), 3)::float8 as wait, failure from outbox where key = 'busy'`
    expect(row?.failure).toBe('TemporaryError')
    expect(row?.wait).toBeGreaterThan(7)
    expect(row?.wait).toBeLessThanOrEqual(37)
    expect(await send(one)).toBe(0)
    await endWaits()
    while ((await send(one)) > 0) {}
    expect(said()).toEqual(['busy', 'busy', 'behind'])
    expect(given[0]?.uuid).toBe(given[1]?.uuid)
  })

  it('gives a post up after twenty tries', async () => {
    await commit(store.db, saying(post('never')))
    const never = async () => {
      throw new TemporaryError('down')
    }
    const { one, said } = platform({ never })
    for (let tries = 0; tries < 25; tries++) {
      await send(one)
      await endWaits()
    }
    expect(said()).toHaveLength(20)
    expect((await outboxRows())[0]).toMatchObject({ outcome: 'dead', attempts: 20 })
  })

  it('does not count it as a try when our own limit holds a post back', async () => {
    await commit(store.db, saying(post('one'), post('two')))
    const { one, said } = platform()
    one.limits.chat = { perSecond: 0.001, burst: 1 }
    for (let tries = 0; tries < 5; tries++) {
      await send(one)
      await endWaits()
    }
    expect(said()).toEqual(['one'])
    expect((await outboxRows())[1]).toMatchObject({ outcome: null, attempts: 0 })
  })

  it('holds what is for later until its time', async () => {
    await commit(store.db, saying(post('later', { notBefore: new Date(now.getTime() + 1) }), post('now')))
    const { one, said } = platform()
    while ((await send(one)) > 0) {}
    expect(said()).toEqual(['now'])
  })

  it('forgets the words of what was said, and to whom in private', async () => {
    await commit(store.db, saying(post('private'), post('public', { chat: { id: 'g', kind: 'group' } })))
    const { one } = platform()
    while ((await send(one)) > 0) {}
    expect(await outboxRows()).toMatchObject([
      { outcome: 'sent', body: null, chat: null },
      { outcome: 'sent', body: null, chat: 'g' },
    ])
  })
})

describe('a bucket of tokens', () => {
  it('gives fifty callers at once no more than it holds', async () => {
    const bucket = { key: 'few', perSecond: 0.001, burst: 7 }
    const waits = await Promise.all(Array.from({ length: 50 }, () => takeToken(store.sql, bucket)))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(7)
    for (const wait of waits.filter(Boolean)) expect(wait).toBeGreaterThan(0)
  })

  it('gives them, over a while, what came back and no more', async () => {
    const bucket = { key: 'flow', perSecond: 100, burst: 5 }
    const begun = performance.now()
    let taken = 0
    for (let round = 0; round < 10; round++) {
      const waits = await Promise.all(Array.from({ length: 50 }, () => takeToken(store.sql, bucket)))
      taken += waits.filter((wait) => wait === 0).length
    }
    expect(taken).toBeLessThanOrEqual(5 + (100 * (performance.now() - begun)) / 1000 + 1)
    expect(taken).toBeGreaterThanOrEqual(5)
  })
})

it('a registry that could not be read once is read again', async () => {
  const row = { platform: 'sandbox', externalId: 'g', name: '群', type: 'resident', mode: 'mention' }
  await store.db.insert(groups).values(row)
  await store.sql`alter table areas rename to elsewhere`
  await expect(registry.refresh()).rejects.toThrow()
  await store.sql`alter table elsewhere rename to areas`
  await registry.refresh()
  expect(registry.group('sandbox', 'g')).toMatchObject({ name: '群' })
  await store.db.update(groups).set({ name: '新群' }).where(eq(groups.externalId, 'g'))
  await store.sql`select pg_notify('registry', '')`
  await vi.waitFor(() => expect(registry.group('sandbox', 'g')?.name).toBe('新群'), 10_000)
})

it('a draft that cannot be unsealed is erased all the same, and keeps nothing else from being raised', async () => {
  const past = new Date(now.getTime() - 1)
  const damaged = {
    reporter: Buffer.from('no sealed identity at all'),
    reporterHint: 1,
    at: past,
    expiresAt: past,
  }
  await store.db
    .insert(drafts)
    .values({ platform: 'sandbox', messageIds: [], foundBy: 'resident', source: 'dm', ...damaged })
  const row = { platform: 'sandbox', externalId: 'g', name: '群', type: 'resident', mode: 'mention' }
  await store.db.insert(groups).values({ ...row, noticeDueAt: past })
  await registry.refresh()
  const scheduler = startScheduler(worker(), { cron: false })
  expect(await scheduler.tick()).toBeGreaterThanOrEqual(2)
  expect((await store.db.select().from(drafts)).filter((one) => one.state === 'open')).toEqual([])
  expect((await outboxRows()).map((one) => one.about)).toEqual(['notice'])
})

it('whoever listens is told again after its connection was cut, on every channel', async () => {
  const told = { inbox: 0, outbox: 0, registry: 0 }
  const channels = ['inbox', 'outbox', 'registry'] as const
  for (const channel of channels)
    await onNotice(store.sql, channel, () => {
      told[channel] += 1
    })
  const cut = await store.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen %'`
  expect(cut).toHaveLength(1)
  // Each is told once by the reconnection itself, since notices sent meanwhile are lost.
  await vi.waitFor(() => expect(told).toEqual({ inbox: 1, outbox: 1, registry: 1 }), 20_000)
  for (const channel of channels) await store.sql`select pg_notify(${channel}, '')`
  await vi.waitFor(() => expect(told).toEqual({ inbox: 2, outbox: 2, registry: 2 }), 20_000)
})
