import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fact } from '../../bot/platforms/wechat/wire.ts'
import { setMode } from '../../db/groups.ts'
import { drafts, groups, inbox } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { openTown, type Town } from './wechat-town.ts'

const report = '楼上1001天天半夜跳绳咚咚响 物业来过也没用'
const grey = { talker: undefined, type: 'system' as const }
const minute = 60_000

let town: Town
beforeAll(async () => {
  town = await openTown()
  await town.logsIn()
  await town.admin('/绑定群 全部 新')
})
afterAll(() => town.end())
/** Told by one story, they are none of the next one's. */
afterEach(async () => {
  await town.store.db.delete(drafts)
  town.later(15 * minute)
})

const open = async () => (await town.store.db.select().from(drafts)).filter(({ state }) => state === 'open')
const last = () => town.heard.at(-1)
const addressed = `@小助手 ${report}`

async function mode(key: string, mode: string): Promise<void> {
  const group = town.group(key)
  if (!group) throw new Error(`no group ${key}`)
  await commit(town.app.desk.db, { changes: [setMode(group, mode)], posts: [] })
  await town.store.db.update(groups).set({ announcedAt: town.now() }).where(eq(groups.id, group.id))
  await town.app.desk.registry.refresh()
}

describe('in a WeChat group', () => {
  it('a report becomes a draft, once however often it is delivered', async () => {
    const told = town.message('anhe0', 'anhe', addressed)
    await town.take(told)
    await town.take(told)
    expect(await open()).toHaveLength(1)
  })

  it('our own words are never heard, whatever they say', async () => {
    const before = town.heard.length
    await town.says('bot', 'anhe', addressed, { self: true })
    await town.says('bot', 'anhe', addressed, { self: true, type: 'unknown' })
    expect(town.heard).toHaveLength(before)
  })

  it('a message of ours that is quoted is a mention, one of somebody else is none', async () => {
    const dashes = '- - - - - - - - - - - - - - -'
    await town.says('anhe0', 'anhe', `「安和平安小助手(机器人)：您好」\n${dashes}\n楼上漏水`)
    expect(last()).toMatchObject({ mentionsBot: true, text: '楼上漏水', quotedText: '您好' })
    await town.says('anhe0', 'anhe', `「老李anhe：您好」\n${dashes}\n楼上漏水`)
    expect(last()?.mentionsBot).toBe(false)
  })

  it('nothing said before the notice is heard, though it comes after', async () => {
    const announcedAt = town.group('anhe')?.announcedAt?.getTime() ?? 0
    const before = town.heard.length
    await town.says('anhe0', 'anhe', addressed, { atMs: announcedAt - 60_000 })
    expect(town.heard).toHaveLength(before)
  })

  it('what comes hours late is marked so, and after eight hours not heard', async () => {
    town.later(9 * 60 * minute)
    await town.says('anhe0', 'anhe', addressed, { atMs: town.now().getTime() - 6 * 60 * minute })
    expect(last()?.late).toBe(true)
    const before = town.heard.length
    await town.says('anhe0', 'anhe', addressed, { atMs: town.now().getTime() - 8.5 * 60 * minute })
    expect(town.heard).toHaveLength(before)
  })

  it('red packets, cards and stickers are nothing; a voice that was made text is words', async () => {
    const before = town.heard.length
    for (const type of ['unknown', 'contact', 'emoticon', 'mini_program', 'file', 'audio'] as const)
      await town.says('anhe0', 'anhe', '<msg></msg>', { type })
    expect(town.heard).toHaveLength(before)
    await town.says('anhe0', 'anhe', addressed, { type: 'audio' })
    expect(last()?.type).toBe('voice_text')
  })
})

describe('a recall', () => {
  const line = '"张大妈" 撤回了一条消息'
  const xml = (id: string) =>
    `<sysmsg type="revokemsg"><revokemsg><session>s</session><newmsgid>${id}</newmsgid><replacemsg><![CDATA[${line}]]></replacemsg></revokemsg></sysmsg>`

  it('takes the draft along, as XML that wechat4u takes for our own', async () => {
    const id = await town.says('anhe0', 'anhe', addressed)
    expect(await open()).toHaveLength(1)
    await town.says('bot', 'anhe', xml(id), { type: 'recalled', self: true })
    expect(await open()).toHaveLength(0)
  })

  it('takes the draft along, as a grey line alone', async () => {
    await town.says('anhe0', 'anhe', addressed)
    await town.take(town.message(null, 'anhe', line, grey))
    expect(await open()).toHaveLength(0)
  })

  it('that came before its message keeps that from being heard', async () => {
    const told = town.message('anhe0', 'anhe', addressed)
    await town.take(town.message('anhe0', 'anhe', xml(told.id), { type: 'recalled' }))
    await town.take(told)
    expect(await open()).toHaveLength(0)
  })

  it('by a namesake takes nothing along', async () => {
    const known = town.world.people.get('anhe2')
    town.world.people.set('anhe2', { name: '张大妈' })
    await town.says('anhe0', 'anhe', addressed)
    await town.says('anhe2', 'anhe', '今天丝瓜便宜')
    await town.take(town.message(null, 'anhe', line, grey))
    expect(await open()).toHaveLength(1)
    town.world.people.set('anhe2', known ?? { name: '' })
  })

  it('that somebody only writes is none', async () => {
    await town.says('anhe0', 'anhe', addressed)
    await town.says('anhe3', 'anhe', line)
    await town.says('anhe3', 'anhe', '你被"王主任"移出群聊')
    expect(await open()).toHaveLength(1)
    expect(town.group('anhe')?.leftAt).toBeNull()
  })
})

describe('members', () => {
  it('who come are shown the notice, as an event or as a grey line', async () => {
    const before = town.noticeTo('anhe')
    const fact = { id: 'j1', room: town.room('anhe'), people: [town.person('east3')], self: false }
    await town.take({ kind: 'room-join', ...fact, atMs: town.now().getTime() })
    expect(town.noticeTo('anhe')).toBe(before + 1)
    town.later(2 * minute)
    await town.take(town.message(null, 'anhe', '" 新邻居"通过扫描"老李anhe"分享的二维码加入群聊', grey))
    expect(town.noticeTo('anhe')).toBe(before + 2)
  })

  it('may give the group another name', async () => {
    await town.take(town.message(null, 'west', '"老李west"修改群名为“柳岸里西院”', grey))
    expect(town.group('west')?.name).toBe('柳岸里西院')
    const room = { ...town.room('west'), topic: '柳岸里西区' }
    const fact = { id: 't1', room, topic: '柳岸里西区', oldTopic: '柳岸里西院', atMs: town.now().getTime() }
    await town.take({ kind: 'room-topic', ...fact })
    expect(town.group('west')?.name).toBe('柳岸里西区')
  })

  it('may be the owner, who agrees to listening; another one may not', async () => {
    await town.store.db
      .update(groups)
      .set({ proposedMode: 'assisted' })
      .where(eq(groups.externalId, town.group('west')?.externalId ?? ''))
    await town.app.desk.registry.refresh()
    await town.says('west2', 'west', '/群设置 同意旁听')
    expect(town.group('west')?.mode).toBe('mention')
    await town.says('west1', 'west', '/群设置 同意旁听')
    expect(town.group('west')?.mode).toBe('assisted')
  })

  it('may put the bot out: it is deaf in the same moment, and told again when it is back', async () => {
    const at = town.now().getTime()
    const gone = {
      kind: 'room-leave' as const,
      id: 'l1',
      room: town.room('east'),
      people: [town.person('bot')],
      self: true,
      atMs: at,
    } satisfies Fact
    const said = town.message('east0', 'east', addressed)
    await town.take(gone)
    await town.take(said)
    expect(await open()).toHaveLength(0)
    expect(town.group('east')?.leftAt).toBeTruthy()
    const notices = town.noticeTo('east')
    await town.take({ ...gone, kind: 'room-join', id: 'j2' })
    expect(town.group('east')?.leftAt).toBeNull()
    expect(town.noticeTo('east')).toBe(notices + 1)
    await town.take(town.message(null, 'east', '你被"老李east"移出群聊', grey))
    expect(town.group('east')?.leftAt).toBeTruthy()
  })

  it('are not missed by wechaty, which goes on listing a room without us', async () => {
    town.world.rooms.get('west')?.members.delete('bot')
    await town.take({ kind: 'ready' })
    expect(town.group('west')?.leftAt).toBeTruthy()
  })
})

describe('chatter', () => {
  it('leaves no trace: not in a table, a log, a metric or an error', async () => {
    await mode('anhe', 'assisted')
    const canary = '丝瓜金丝雀'
    for (const text of [
      `今天${canary}好新鲜`,
      `@老李anhe ${canary}几点到货`,
      `「老李anhe：${canary}」\n- - - - - - -\n哈哈`,
    ])
      await town.says('anhe0', 'anhe', text)
    await town.take(town.message(null, 'anhe', `"${canary}" 拍了拍 "老李"`, grey))
    expect(town.heard.filter((one) => JSON.stringify(one).includes(canary))).toHaveLength(3)
    const tables = await town.store.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public'`
    for (const { name } of tables) {
      const rows = await town.store.sql`select row_to_json(t)::text as row from ${town.store.sql(name)} t`
      expect([name, JSON.stringify(rows).includes(canary)]).toEqual([name, false])
    }
    expect(town.logged()).not.toContain(canary)
    expect(await town.app.metrics.registry.metrics()).not.toContain(canary)
    expect(town.errors).toEqual([])
    expect(await town.store.db.select().from(inbox).where(eq(inbox.outcome, 'dead'))).toEqual([])
  })
})
