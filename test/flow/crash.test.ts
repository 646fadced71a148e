import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { draftsOf } from '../../db/drafts.ts'
import { mattersReportedBy } from '../../db/reporters.ts'
import { drafts, events, followUps, inbox, matters } from '../../db/schema/index.ts'
import type { ChildBot, Step } from '../support/child-bot.ts'
import { oweVisits } from '../support/owed.ts'
import { seal } from '../support/story.ts'
import { endLeases, openTown, type Town } from '../support/town.ts'

// One chat service, one database, and a bot that is killed again and again; each time the next one takes over. The
// next is started before the first is killed, so that no test waits for a start.

let town: Town
let bot: ChildBot
let next: Promise<ChildBot>
let residents = 0

beforeAll(async () => {
  town = await openTown(30)
  bot = await town.bot()
  // What the calendar owes this noon is said before anybody dies.
  await bot.tick()
  await town.settled()
  next = town.bot({ idle: true })
}, 60_000)
afterAll(async () => {
  await next
  await town.end()
})

/** Waits for the present bot's death at its step and lets the next one finish what it left. */
async function nextFinishes(): Promise<void> {
  expect(await bot.gone).toBe('SIGKILL')
  await endLeases(town)
  bot = await next
  next = town.bot({ idle: true })
  await bot.begin()
  await town.settled()
}

/** A resident who has said nothing yet, and a trouble at a building of their own. */
function resident(): { as: string; trouble: string; tells(): void; answers(text: string): void } {
  const as = `r${++residents}`
  const building = `${((residents - 1) % 9) + 1}号楼${(residents % 2) + 1}单元`
  const kinds = [
    '楼道里堆满纸箱和电动车,飞线充电',
    '楼上天天半夜跳绳咚咚响,没法睡觉',
    '有人从楼上往下扔酒瓶子',
  ]
  const trouble = `${building}${kinds[Math.floor((residents - 1) / 9) % 3]}`
  const say = (chatId: string, text: string) => void town.chat.say({ as, chatId, text })
  return { as, trouble, tells: () => say('anhe3', trouble), answers: (text) => say(`dm-${as}`, text) }
}

const identity = (as: string) => ({ platform: 'sandbox', externalId: as })

describe('a report whose bot is killed', () => {
  const moments: [string, Step][] = [
    ['after the message was kept and before it was acknowledged', 'kept'],
    ['after the message was claimed, while it is handled', 'handling'],
    ['in the middle of the transaction', 'writing'],
    ['right after the commit', 'committed'],
    ['when it is about to send the post', 'sending'],
    ['after the platform accepted the post and before it is settled', 'accepted'],
    ['after the post was settled', 'settled'],
  ]
  it.each(moments)('%s is one draft, shown once', async (_, step) => {
    const { as, tells } = resident()
    await bot.dieAt(step)
    tells()
    await nextFinishes()
    expect(await draftsOf(town.store.db, seal, identity(as))).toHaveLength(1)
    expect(town.heardBy(as)).toEqual([expect.stringMatching(/请您确认\(还没有上报\)/)])
    await town.expectSaidOnce()
  })

  it.each(moments)('and again at the confirmation, %s, is one matter, told to each once', async (_, step) => {
    const { as, tells, answers } = resident()
    tells()
    await town.settled()
    const toldOfficers = town.heardBy('zhou').length
    await bot.dieAt(step)
    answers('1')
    await nextFinishes()
    const [matter, ...more] = await mattersReportedBy(town.store.db, seal, identity(as))
    expect(more).toEqual([])
    expect(town.heardBy(as)).toEqual([
      expect.stringMatching(/请您确认/),
      expect.stringMatching(`已登记 ${matter?.number}`),
    ])
    expect(town.heardBy('zhou').slice(toldOfficers)).toHaveLength(1)
    expect(await draftsOf(town.store.db, seal, identity(as))).toEqual([])
    const opened = await town.store.db
      .select()
      .from(events)
      .where(eq(events.matterId, matter?.id ?? 0))
    expect(opened.filter(({ kind }) => kind === 'opened')).toHaveLength(1)
    await town.expectSaidOnce()
  })
})

describe('a bot that dies while the database is committing its work', () => {
  // The commit is held inside the database by a lock of ours: the only moment no code of the bot can be stopped at.
  async function killedWhileCommitting(act: () => void, then: 'committed' | 'rolled back'): Promise<void> {
    const { sql } = town.store
    const holder = await sql.reserve()
    await holder`select pg_advisory_lock(7, 7)`
    await sql.unsafe(`
      create or replace function hold() returns trigger language plpgsql as
        'begin perform pg_advisory_xact_lock_shared(7, 7); return null; end';
      create constraint trigger hold after update on inbox deferrable initially deferred
        for each row when (new.settled_at is not null) execute function hold()`)
    act()
    const committing = await heldBackend()
    await bot.kill()
    if (then === 'rolled back') await sql`select pg_terminate_backend(${committing})`
    await holder`select pg_advisory_unlock(7, 7)`
    holder.release()
    await sql`drop trigger hold on inbox`
    const [row] = await sql<{ open: number }[]>`
      select count(*)::int as open from inbox where settled_at is null`
    expect(row?.open).toBe(then === 'committed' ? 0 : 1)
    await nextFinishes()
  }

  async function heldBackend(): Promise<number> {
    for (;;) {
      const [held] = await town.store.sql<{ pid: number }[]>`
        select pid from pg_locks where locktype = 'advisory' and classid = 7 and objid = 7 and not granted`
      if (held) return held.pid
      await pause(10)
    }
  }

  it.each(['committed', 'rolled back'] as const)(
    'has opened one matter, whether it was %s',
    async (outcome) => {
      const { as, tells, answers } = resident()
      tells()
      await town.settled()
      await killedWhileCommitting(() => answers('1'), outcome)
      expect(await mattersReportedBy(town.store.db, seal, identity(as))).toHaveLength(1)
      expect(town.heardBy(as)).toEqual([expect.stringMatching(/请您确认/), expect.stringMatching(/已登记/)])
      await town.expectSaidOnce()
    },
  )
})

describe('a follow-up visit whose bot is killed', () => {
  const moments: [string, Step][] = [
    ['right after the due row was committed', 'raised'],
    ['when it is about to send the reminder', 'sending'],
    ['after the platform accepted the reminder and before it is settled', 'accepted'],
    ['after the reminder was settled', 'settled'],
  ]
  it.each(moments)('%s is brought up once', async (_, step) => {
    const [visit] = await oweVisits(town.store, 'lin', town.at, 1)
    const before = town.heardBy('lin').length
    await bot.dieAt(step)
    await bot.tick()
    await nextFinishes()
    await bot.tick()
    await town.settled()
    expect(town.heardBy('lin').slice(before)).toEqual([expect.stringMatching(/今天回访/)])
    const [row] = await town.store.db
      .select()
      .from(followUps)
      .where(eq(followUps.id, visit ?? 0))
    expect(row).toMatchObject({ raisedAt: town.at, late: false })
    await town.expectSaidOnce()
  })
})

it('after all these deaths the queues are empty and the chain of events is whole', async () => {
  await bot.tick()
  await town.settled()
  const { db } = town.store
  expect(
    (await db.select().from(inbox)).filter((row) => row.outcome !== 'done' || row.body !== null),
  ).toEqual([])
  expect(
    (await db.select().from(drafts)).filter((row) => row.becameMatterId === null && row.state !== 'open'),
  ).toEqual([])
  expect(new Set((await db.select().from(matters)).map((row) => row.number)).size).toBeGreaterThan(0)
  expect(await verifyChain(db)).toBeNull()
})

it('told to stop, a bot finishes what is in hand and the next one finds the rest', async () => {
  const told = Array.from({ length: 6 }, resident)
  for (const one of told) one.tells()
  expect(await bot.kill('SIGTERM')).toBeNull()
  bot = await next
  next = town.bot({ idle: true })
  await bot.begin()
  // No lease is ended by hand here: who stops in order leaves none behind.
  await town.settled()
  for (const { as } of told) expect(town.heardBy(as)).toEqual([expect.stringMatching(/请您确认/)])
  await town.expectSaidOnce()
})
