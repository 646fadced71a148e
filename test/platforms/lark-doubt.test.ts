import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { workOutbox } from '../../bot/outbox.ts'
import type { LarkApi } from '../../bot/platforms/lark/api.ts'
import { createLookUp } from '../../bot/platforms/lark/said.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { connect, type Store } from '../../db/client.ts'
import { plant } from '../../db/plant.ts'
import { openRegistry, type Registry } from '../../db/registry.ts'
import { outbox } from '../../db/schema/index.ts'
import { commit, saying } from '../../db/write.ts'
import { toCalendars } from '../../handlers/calendar.ts'
import { type Card, type Entry, type Post, priorities } from '../../matters/message.ts'
import { freshDatabase } from '../support/database.ts'
import { seal } from '../support/story.ts'
import { messages, openSpeaker, type Speaker } from './lark-speaker.ts'

const minute = 60_000
let speaker: Speaker
let lark: Speaker['lark']
let store: Store
let registry: Registry
let drop: () => Promise<void>

beforeEach(async () => {
  const database = await freshDatabase()
  store = connect(database.url, { connections: 4 })
  drop = database.drop
  speaker = await openSpeaker({ at: '2026-11-17T12:00:00+08:00', still: true })
  lark = speaker.lark
  const group = (id: string, mode: 'assisted' | 'mention' | 'work', announced = true) => ({
    ...{ externalId: lark.chatIdOf(id), name: id, type: 'resident', mode, gridIds: [], announced },
  })
  const plan = {
    platform: 'lark',
    areas: [{ id: 'station', kind: 'station' as const, name: '临湖派出所', parentId: null, code: null }],
    places: [],
    staff: [
      {
        externalId: lark.openIdOf('zhou'),
        name: '周警官',
        roles: [{ role: 'admin' as const, areaId: 'station' }],
      },
      {
        externalId: lark.openIdOf('lin'),
        name: '小林',
        roles: [{ role: 'officer' as const, areaId: 'station' }],
      },
    ],
    groups: [group('anhe3', 'assisted'), group('huati', 'mention'), group('gongzuo', 'work', false)],
  }
  await plant(store.db, plan, lark.clock.now())
  registry = await openRegistry(store)
  speaker.sending.meet({ registry })
})
afterEach(async () => {
  await registry.close()
  await store.close()
  await drop()
  await lark.close()
})

const rate = { perSecond: 1e6, burst: 1e6 }
const log = createLog('silent')

function worker(more: Partial<Platform> = {}) {
  const { meet: _, ...sending } = speaker.sending
  const limits = { platform: rate, chat: rate }
  const platform: Platform = {
    id: 'lark',
    limits,
    start: async () => {},
    stop: async () => {},
    ...sending,
    ...more,
  }
  const operator = { name: '临湖派出所', contact: '8800', dutyPhone: '8801', botName: '机器人' }
  const desk = { db: store.db, registry, seal, clock: lark.clock, operator }
  return { store, platforms: new Map([['lark', platform]]), desk, log, metrics: createMetrics() }
}

let keys = 0
const inGroup = (group: string, ...lines: string[]): Post => ({
  platform: 'lark',
  chat: { id: lark.chatIdOf(group), kind: 'group' },
  card: { tone: 'plain', lines },
  priority: priorities.answer,
  key: `k${++keys}`,
  about: 'answer',
})
const toPerson = (who: string, ...lines: string[]): Post => ({
  ...inGroup('anhe3', ...lines),
  chat: { id: lark.openIdOf(who), kind: 'direct' },
})
const say = (...posts: Post[]) => commit(store.db, saying(...posts))
/** Whatever waits on the database's clock waits no longer. */
const work = async (more?: Partial<Platform>) => {
  await store.sql`update outbox set next_at = clock_timestamp(), lease_until = null where settled_at is null`
  return await workOutbox(worker(more))
}
const rows = () => store.db.select().from(outbox).orderBy(outbox.seq)
const heard = (where: string, who?: string) => lark.heard(where, who).map((one) => one.text)
const lost = (times = 1) => lark.faults.next(times, 'reset_after', messages)
const neverCame = () => lark.faults.next(1, 'reset_before', messages)

describe('a post that may have been said', () => {
  it('is sent again within the hour, and Lark says it once', async () => {
    await say(inGroup('anhe3', '收到了'))
    lost()
    await work()
    await lark.clock.forward(49 * minute)
    await work()
    expect(heard('anhe3')).toEqual(['收到了'])
    expect(await rows()).toMatchObject([{ outcome: 'sent', attempts: 2 }])
  })

  it('is found in the chat after that, and not said again', async () => {
    await say(inGroup('anhe3', '收到了,打13812345678'))
    lost()
    await work()
    lark.says('zhang', 'anhe3', '收到了,打13812345678')
    await lark.clock.forward(61 * minute)
    await work()
    const [said] = lark.heard('anhe3')
    expect(heard('anhe3')).toHaveLength(1)
    expect(await rows()).toMatchObject([{ outcome: 'sent', messageId: said?.messageId, body: null }])
  })

  it('is sent when it is not in the chat', async () => {
    await say(inGroup('anhe3', '收到了'))
    neverCame()
    await work()
    await lark.clock.forward(61 * minute)
    await work()
    expect(heard('anhe3')).toEqual(['收到了'])
  })

  it('is not taken for the same words said before by another post', async () => {
    await say(inGroup('anhe3', '没有这个命令。'))
    await work()
    await say(inGroup('anhe3', '没有这个命令。'))
    neverCame()
    await work()
    await lark.clock.forward(61 * minute)
    await work()
    expect(heard('anhe3')).toEqual(['没有这个命令。', '没有这个命令。'])
    const ids = (await rows()).map((row) => row.messageId)
    expect(new Set(ids).size).toBe(2)
  })

  it('is found when it was too long for one card, or had a picture, or called somebody', async () => {
    const mention = { id: lark.openIdOf('zhang'), nick: '张大妈' }
    const cards: Card[] = [
      { tone: 'blue', title: '名单', lines: ['枫'.repeat(12_000)] },
      { tone: 'plain', lines: ['周报'], picture: { svg: '<svg', says: '12件' }, mention },
    ]
    for (const card of cards) await say({ ...inGroup('anhe3'), card })
    for (const _ of cards) {
      lost(2)
      await work()
      await work()
      await work()
      lark.faults.none()
      await lark.clock.forward(61 * minute)
      await work()
    }
    expect(lark.heard('anhe3').filter((one) => one.type === 'interactive')).toHaveLength(2)
    expect((await rows()).map((row) => row.outcome)).toEqual(['sent', 'sent'])
  })

  it('to one person is found in the conversation, if that was seen', async () => {
    await say(toPerson('zhang', '您好'))
    await work()
    await say(toPerson('zhang', '已登记'))
    lost()
    await work()
    await lark.clock.forward(61 * minute)
    await work()
    expect(heard('direct', 'zhang')).toEqual(['您好', '已登记'])
    expect((await rows()).map((row) => row.outcome)).toEqual(['sent', 'sent'])
  })
})

describe('where nobody may look', () => {
  it.each([
    ['a group in which only mentions are heard', 'huati'],
    ['a group that was not told yet', 'gongzuo'],
  ])('%s is not read: a person is asked, and nothing goes out again', async (_, group) => {
    await say(inGroup(group, '收到了'), inGroup(group, '下一条'))
    lost()
    await work()
    await lark.clock.forward(51 * minute)
    await work()
    await work()
    expect(lark.calls.filter((call) => call.method === 'GET')).toEqual([])
    expect(heard(group)).toEqual(['收到了', '下一条'])
    expect((await rows()).map((row) => [row.outcome, row.failure])).toEqual([
      ['dead', expect.any(String)],
      ['sent', null],
      ['sent', null],
    ])
    expect(heard('direct', 'zhou')).toEqual([expect.stringMatching(/可能已经发到[\s\S]*没有再发/)])
  })

  it('an app without the right to read asks a person, too', async () => {
    lark.scopes.delete('im:message.group_msg')
    await say(inGroup('anhe3', '收到了'))
    lost()
    await work()
    await lark.clock.forward(51 * minute)
    await work()
    await work()
    expect(heard('anhe3')).toEqual(['收到了'])
    expect(heard('direct', 'zhou')).toHaveLength(1)
  })

  it('a conversation that was never seen is left to a person, who is not told whose it is', async () => {
    await say(toPerson('zhang', '已登记'))
    lost()
    await work()
    await lark.clock.forward(51 * minute)
    await work()
    await work()
    expect(heard('direct', 'zhang')).toEqual(['已登记'])
    expect(heard('direct', 'zhou').join()).toMatch(/一个私聊/)
    expect(heard('direct', 'zhou').join()).not.toMatch(/张|ou_/)
  })

  it('a look that fails for now is taken again', async () => {
    await say(inGroup('anhe3', '收到了'))
    lost()
    await work()
    await lark.clock.forward(61 * minute)
    lark.faults.next(1, { status: 502 }, 'GET')
    await work()
    expect(await rows()).toMatchObject([{ outcome: null }])
    await work()
    expect(heard('anhe3')).toEqual(['收到了'])
    expect(await rows()).toMatchObject([{ outcome: 'sent' }])
  })
})

describe('no doubt is left', () => {
  it('by a clear refusal: hours later it is simply sent', async () => {
    await say(inGroup('huati', '收到了'))
    for (const fault of [
      { code: 230020, status: 400 },
      { code: 99991400, status: 429 },
    ] as const) {
      lark.faults.next(1, fault, messages)
      await work()
      await lark.clock.forward(61 * minute)
    }
    await work()
    expect(heard('huati')).toEqual(['收到了'])
  })

  it('by our own limits, which hold a post before it is sent', async () => {
    await say(inGroup('huati', '一'), inGroup('huati', '二'))
    const slow = { limits: { platform: rate, chat: { perSecond: 0.001, burst: 1 } } }
    await work(slow)
    await work(slow)
    await lark.clock.forward(61 * minute)
    await work()
    expect(heard('huati')).toEqual(['一', '二'])
  })

  it('but a refusal ends no doubt that is older than itself', async () => {
    await say(inGroup('huati', '收到了'))
    lost()
    await work()
    await lark.clock.forward(minute)
    lark.faults.next(1, { code: 230020, status: 400 }, messages)
    await work()
    await lark.clock.forward(61 * minute)
    await work()
    expect(heard('huati')).toEqual(['收到了'])
    expect((await rows())[0]).toMatchObject({ outcome: 'dead', failure: 'Unsure' })
  })
})

describe('what is looked at', () => {
  const find = async (items: object[]) => {
    const api: LarkApi = { call: async () => ({ items, has_more: false }) as never }
    const known = { group: () => undefined, directChat: () => 'oc_1', now: () => new Date() }
    const card: Card = { tone: 'plain', title: '已登记', lines: ['谢谢您'] }
    return await createLookUp(api, known).find(
      { uuid: '', chat: { id: 'ou_1', kind: 'direct' }, card },
      new Date(),
    )
  }
  const item = (content: object, sender_type = 'app', msg_type = 'interactive') => ({
    ...{
      message_id: 'om_1',
      msg_type,
      sender: { id: 'x', sender_type },
      body: { content: JSON.stringify(content) },
    },
  })
  const same = { title: '已登记', elements: [[{ tag: 'text', text: '谢谢您' }]] }

  it('is what the bot said, in cards, whatever way they are given back', async () => {
    expect(await find([item(same)])).toEqual(['om_1'])
    expect(await find([item({ elements: [[{ tag: 'text', text: '已登记 谢谢您' }]] })])).toEqual(['om_1'])
    expect(await find([item({ title: '已登记', elements: [[{ tag: 'text', text: '别的' }]] })])).toEqual([])
    expect(await find([item(same, 'user')])).toEqual([])
  })

  it('is nothing one could go by where the platform hides the card', async () => {
    expect(
      await find([item({ elements: [[{ tag: 'text', text: '请升级至最新版本客户端,以查看内容' }]] })]),
    ).toBe('unknown')
    expect(await find([item({})])).toBe('unknown')
  })
})

describe('an entry for calendars', () => {
  const meeting = (more: Partial<Entry> = {}) => ({
    kind: 'event' as const,
    key: 'session:7',
    title: '噪音调解会',
    lines: [],
    startsAt: '2026-11-24T14:00:00+08:00',
    endsAt: '2026-11-24T15:00:00+08:00',
    ...more,
  })
  const people = () => registry.colleagues().map((staff) => staff.personId)
  const desk = () => worker().desk
  const settled = async (more?: Partial<Platform>) => {
    for (let one = 0; one < 3; one++) await work(more)
  }

  it('is written once, whatever breaks, and its colleagues are no longer stored', async () => {
    await say(...toCalendars(desk(), people(), { ...meeting(), revision: 1 }))
    lark.faults.next(1, 'reset_after', 'POST /open-apis/calendar/v4/calendars/:id/events')
    await settled()
    expect(lark.events).toMatchObject([{ summary: '噪音调解会', attendees: [{}, {}] }])
    expect(await rows()).toMatchObject([{ outcome: 'sent', body: null, chat: null }])
    expect(lark.heard('direct', 'zhou')).toEqual([])
  })

  it('is changed in its place and taken away, each once', async () => {
    const asked: [Entry, string | null][] = []
    const schedule: Platform['schedule'] = async (entry, { known }) => {
      asked.push([entry, known])
      return { entryId: known ?? 'event-1' }
    }
    const moved = { startsAt: '2026-11-25T14:00:00+08:00', endsAt: '2026-11-25T15:00:00+08:00' }
    await say(
      ...toCalendars(desk(), people(), { ...meeting(), revision: 1 }),
      ...toCalendars(desk(), people(), { ...meeting(moved), revision: 2 }),
      ...toCalendars(desk(), people(), { ...meeting(moved), revision: 2 }),
      ...toCalendars(desk(), people(), { ...meeting({ cancelled: true }), revision: 3 }),
      ...toCalendars(desk(), people(), { ...meeting(), revision: 4 }),
    )
    for (let one = 0; one < 5; one++) await work({ schedule })
    expect(
      asked.map(([{ startsAt, cancelled }, known]) => [startsAt.slice(8, 10), cancelled ?? false, known]),
    ).toEqual([
      ['24', false, null],
      ['25', false, 'event-1'],
      ['24', true, 'event-1'],
      ['24', false, null],
    ])
  })

  it('is left out where a platform keeps no calendar', async () => {
    await say(...toCalendars(desk(), people(), { ...meeting(), revision: 1 }))
    await settled({ schedule: undefined as never })
    expect(lark.events).toEqual([])
    expect(await rows()).toMatchObject([{ outcome: 'sent' }])
  })

  it('that is refused is told to the administrators, once a day', async () => {
    lark.scopes.delete('calendar:calendar')
    lark.scopes.delete('calendar:calendar.event:create')
    for (const key of ['session:7', 'session:8'])
      await say(...toCalendars(desk(), people(), { ...meeting({ key }), revision: 1 }))
    await settled()
    expect(heard('direct', 'zhou')).toEqual([expect.stringMatching(/没能写进日历/)])
  })
})
