import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { openDraft } from '../../db/drafts.ts'
import { drafts, events, followUps, groups, inbox, matters } from '../../db/schema/index.ts'
import { commit, nothing } from '../../db/write.ts'
import { handle } from '../../handlers/index.ts'
import { StaleError } from '../../matters/errors.ts'
import type { HeardMessage } from '../../matters/message.ts'
import type { Reading } from '../../matters/reading.ts'
import type { ChildBot, ChildSettings } from '../support/child-bot.ts'
import { letPass, oweVisits } from '../support/owed.ts'
import { hour, openStory, seal } from '../support/story.ts'
import { openTown, type Town } from '../support/town.ts'

// Two whole bots, each a process of its own, over one database and one chat service: both hear, work, tick and send.

let town: Town
let bots: ChildBot[]
beforeEach(async () => {
  town = await openTown(20)
})
afterEach(() => town.end())

async function start(settings?: Partial<ChildSettings>): Promise<void> {
  bots = await Promise.all([town.bot(settings), town.bot(settings)])
  await town.settled()
}

/** Both look at the same moment, several times. */
async function bothTick(): Promise<number> {
  let raised = 0
  for (let round = 0; round < 3; round++) {
    raised += (await Promise.all(bots.map((bot) => bot.tick()))).reduce((sum, one) => sum + one)
  }
  await town.settled()
  return raised
}

describe('two bots', () => {
  it('announce each group once', async () => {
    await start()
    for (const { id } of town.chat.world.groups)
      expect(town.heardBy(id)).toEqual([expect.stringMatching(/机器人/)])
    await town.expectSaidOnce()
  })

  it('raise 30 visits, 30 overdue matters, 10 expired drafts and 5 notices, each once', async () => {
    await start()
    const { db } = town.store
    await oweVisits(town.store, 'lin', town.at, 30)
    await letPass(town.store, 'lin', town.at, 30)
    for (let n = 1; n <= 10; n++) await expiredDraft(`r${n}`)
    await db.update(groups).set({ noticeDueAt: town.at })

    // All that is overdue with one colleague is one message; besides, every kind of due is planned.
    expect(await bothTick()).toBeGreaterThanOrEqual(30 + 1 + 10 + 5)
    const visits = await db.select().from(followUps)
    expect(visits.filter((one) => one.raisedAt === null)).toEqual([])
    expect(town.heardBy('lin').filter((text) => /今天回访/.test(text))).toHaveLength(30)
    expect(town.heardBy('lin').filter((text) => /超期 30 件/.test(text))).toHaveLength(1)
    expect(new Set(town.heardBy('lin')).size).toBe(town.heardBy('lin').length)
    for (let n = 1; n <= 10; n++)
      expect(town.heardBy(`r${n}`)).toEqual([expect.stringMatching(/24小时没有确认/)])
    expect((await db.select().from(drafts)).map((one) => one.state)).toEqual(Array(10).fill('expired'))
    for (const { id } of town.chat.world.groups)
      expect(town.heardBy(id).filter((text) => /不是110|告知/.test(text))).toHaveLength(2)
    const happened = (await db.select().from(events)).map((one) => one.kind)
    expect(happened.filter((kind) => kind === 'raised')).toHaveLength(30)
    expect(happened.filter((kind) => kind === 'nudged')).toHaveLength(30)
    expect(await verifyChain(db)).toBeNull()
    await town.expectSaidOnce()
  })

  it('handle 200 messages of 20 chats, each once and each chat in its order', async () => {
    await start()
    await town.store.sql.unsafe(`
      create table handled (n bigint generated always as identity, chat text, inbox_id bigint);
      create function note() returns trigger language plpgsql as
        'begin insert into handled (chat, inbox_id) values (old.chat, old.id); return null; end';
      create trigger note after update on inbox
        for each row when (new.settled_at is not null) execute function note()`)
    const ids: string[] = []
    for (let round = 0; round < 10; round++) {
      for (let n = 1; n <= 20; n++)
        ids.push(town.chat.say({ as: `r${n}`, chatId: `dm-r${n}`, text: '/帮助' }).id)
    }
    await town.settled()
    const kept = await town.store.db.select().from(inbox)
    expect(kept.map((row) => row.messageId)).toEqual(expect.arrayContaining(ids))
    const handled = await town.store.sql<{ chat: string; ids: number[] }[]>`
      select chat, array_agg(inbox_id::int order by n) as ids from handled group by chat`
    expect(handled).toHaveLength(20)
    for (const chat of handled) {
      expect(chat.ids).toHaveLength(10)
      expect(chat.ids).toEqual([...chat.ids].sort((a, b) => a - b))
    }
    // The answers stand in the order of the questions: a post's key begins with the message it answers.
    const answers = await town.store.sql<{ key: string; uuid: string }[]>`select key, id as uuid from outbox`
    const questionOf = new Map(answers.map(({ key, uuid }) => [uuid, key.split(':')[1]]))
    for (let n = 1; n <= 20; n++) {
      const said = town.chat.messages(`dm-r${n}`)
      const asked = said.filter((one) => one.from !== 'bot').map((one) => one.id)
      expect(said.filter((one) => one.from === 'bot').map((one) => questionOf.get(one.uuid ?? ''))).toEqual(
        asked,
      )
    }
    await town.expectSaidOnce()
  })

  it('share the limits: together they never say more in a chat than one may', async () => {
    const chat = { burst: 20, perSecond: 20 }
    await start({ limits: { platform: { burst: 1e6, perSecond: 1e6 }, chat } })
    const arrivals: number[] = []
    town.chat.onChange(({ message }) => {
      if (message.chatId === 'dm-r1' && message.from === 'bot') arrivals.push(performance.now())
    })
    const begun = performance.now()
    // Straight into the outbox, so that nothing but the sending takes time.
    await town.store.sql`
      insert into outbox (key, platform, chat, chat_kind, about, priority, body)
      select 'flood:' || n, 'sandbox', 'r1', 'direct', 'answer', 10, '{"tone":"plain","lines":["一"]}'::jsonb
      from generate_series(1, 60) as n`
    await town.store.sql`select pg_notify('outbox', '')`
    await town.settled()
    expect(arrivals).toHaveLength(60)
    for (const [index, at] of arrivals.entries())
      expect(index + 1).toBeLessThanOrEqual(chat.burst + (chat.perSecond * (at - begun)) / 1000 + 1)
    await town.expectSaidOnce()
  })

  it('hear two neighbours of one trouble confirm at the same moment: one matter, two reporters', async () => {
    await start()
    const trouble = '5号楼2单元楼上天天半夜跳绳咚咚响,没法睡觉'
    for (const as of ['r1', 'r2']) {
      town.chat.say({ as, chatId: 'anhe3', text: trouble })
      await town.settled()
    }
    for (const as of ['r1', 'r2']) town.chat.say({ as, chatId: `dm-${as}`, text: '1' })
    await town.settled()
    expect(await town.store.db.select().from(matters)).toHaveLength(1)
    const told = [town.heardBy('r1').at(-1), town.heardBy('r2').at(-1)]
    expect(told.filter((text) => /已登记/.test(text ?? ''))).toHaveLength(1)
    expect(told.filter((text) => /已并入/.test(text ?? ''))).toHaveLength(1)
  })
})

describe('two neighbours of one trouble', () => {
  it('whose confirmations were both decided before either was written open one matter', async () => {
    const story = await openStory()
    const trouble = '楼上1001天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用'
    for (const as of ['zhang', 'wang']) await story.says(as, trouble, { in: 'anhe3' })
    const [one, other] = await Promise.all(['zhang', 'wang'].map((as) => handle(yesOf(as), story.app.desk)))
    await commit(story.store.db, one ?? nothing)
    await expect(commit(story.store.db, other ?? nothing)).rejects.toBeInstanceOf(StaleError)
    await commit(story.store.db, await handle(yesOf('wang'), story.app.desk))
    await story.settled()
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    expect(story.lastHeard('wang')).toMatch(/已并入/)
    await story.end()
  })
})

function yesOf(as: string): HeardMessage {
  const chat = { id: `dm-${as}`, kind: 'direct' } as const
  const said = { text: '1', mentionsBot: false, mentions: [], at: '2026-11-17T12:00:00+08:00' }
  const heard = { heard: 'direct', score: 1, neighbours: [] } as const
  return {
    platform: 'sandbox',
    messageId: `yes-${as}`,
    type: 'text',
    chat,
    sender: { id: as, nick: as },
    ...said,
    ...heard,
    neighbours: [],
  }
}

async function expiredDraft(as: string): Promise<void> {
  const id = Number(as.slice(1)) + 1000
  const open = openDraft(seal, {
    id,
    reporter: { platform: 'sandbox', externalId: as },
    groupId: null,
    areaId: 'anhe-2',
    reading: { category: null } as Reading,
    messageIds: [],
    foundBy: 'resident',
    source: 'dm',
    at: new Date(town.at.getTime() - 25 * hour),
  })
  await town.store.db.transaction((tx) => open(tx))
  const [row] = await town.store.db.select().from(drafts).where(eq(drafts.id, id))
  expect(row?.state).toBe('open')
}
