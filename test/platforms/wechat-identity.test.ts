import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { rebindGroup } from '../../db/external-ids.ts'
import { setMode } from '../../db/groups.ts'
import { bind, writeCode } from '../../db/people.ts'
import {
  drafts,
  groupSamples,
  groups,
  identities,
  inbox,
  knownFriends,
  optOutNames,
  outbox,
} from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { HeldError, StaleError } from '../../matters/errors.ts'
import { seal } from '../support/story.ts'
import { openTown, type Town } from './wechat-town.ts'

let town: Town
afterEach(() => town.end())

const report = '楼上1001天天半夜跳绳咚咚响 物业来过也没用'

/** Logged in for the first time, all three groups taken up and announced. */
async function openAnnounced(options: Parameters<typeof openTown>[0] = {}) {
  town = await openTown(options)
  await town.logsIn()
  await town.admin('/绑定群 全部 新')
  expect(town.app.desk.registry.groups().every((group) => group.announcedAt)).toBe(true)
  return town
}

async function listenIn(key: string) {
  const group = town.group(key)
  if (!group) throw new Error(`no group ${key}`)
  await commit(town.desk().db, { changes: [setMode(group, 'assisted')], posts: [] })
  await town.store.db.update(groups).set({ announcedAt: town.now() }).where(eq(groups.id, group.id))
  await town.desk().registry.refresh()
}

it('binds no group by an outdated version, whose notice would count as said already', async () => {
  await openAnnounced()
  const before = town.group('anhe')
  if (!before) throw new Error('no group')
  await commit(town.desk().db, { changes: [setMode(before, 'assisted')], posts: [] })
  const bound = rebindGroup(before, 'station/00000000/@@new', before.name, town.now())
  await expect(commit(town.desk().db, { changes: [bound], posts: [] })).rejects.toThrow(StaleError)
})

describe('who was not recognised', () => {
  it('is waited for while the account is away and until its friends were gone through', async () => {
    await openAnnounced()
    await town.befriends('anhe0')
    await town.says('anhe0', 'direct', '你好')
    const friend = { id: town.heard.at(-1)?.sender.id ?? '', kind: 'direct' as const }
    const stranger = { id: 'station/00000000/@gone', kind: 'direct' as const }
    expect(await town.placeOf(friend)).toMatchObject({ friend: true })
    expect(await town.placeOf(stranger)).toBeNull()
    await town.take({ kind: 'logout' })
    await expect(town.placeOf(friend)).rejects.toThrow(HeldError)
    await expect(town.placeOf(stranger)).rejects.toThrow(HeldError)
    await town.logsIn({ ready: false })
    await expect(town.placeOf(friend)).rejects.toThrow(HeldError)
    await town.take({ kind: 'ready' })
    expect(await town.placeOf(friend)).toMatchObject({ friend: true })
    expect(await town.placeOf(stranger)).toBeNull()
    const unconfigured = { id: 'another/00000000/@gone', kind: 'direct' as const }
    expect(await town.placeOf(unconfigured)).toBeNull()
  })
})

describe('the first login', () => {
  it('is deaf and mute in every room until somebody says that it is ours', async () => {
    town = await openTown()
    await town.logsIn()
    await town.says('anhe0', 'anhe', `@小助手 ${report}`)
    expect(town.said).toEqual([])
    expect(await town.store.db.select().from(inbox)).toEqual([])
    expect(town.toAdmin.at(-1)).toContain('有3个群认不准')
    expect(await town.admin('/绑定群')).toContain('1.「安和花园三期业主群」(没见过的群)')
    await town.admin('/绑定群 1 新')
    expect(town.noticeTo('anhe')).toBe(1)
    await town.admin('/绑定群 2 不要')
    expect(await town.admin('/绑定群')).not.toContain('2.')
    await town.take({ kind: 'ready' })
    expect(await town.admin('/绑定群')).not.toContain('2.')
    expect(town.noticeTo('east') + town.noticeTo('west')).toBe(0)
  })

  it('takes up a room that the bot is brought into', async () => {
    town = await openTown()
    await town.logsIn()
    town.world.rooms.set('new', {
      topic: '红袖章志愿群',
      owner: 'anhe1',
      members: new Map([
        ['bot', null],
        ['anhe1', null],
      ]),
    })
    await town.take({
      kind: 'room-join',
      id: 'j1',
      room: town.room('new'),
      people: [town.person('bot')],
      self: true,
      atMs: town.now().getTime(),
    })
    expect(town.noticeTo('new')).toBe(1)
    expect(town.group('new')?.mode).toBe('mention')
  })
})

describe('a login with other ids', () => {
  it('binds again the group whose name and members are the same, and leaves two of one name to a person', async () => {
    await openAnnounced()
    for (const key of ['anhe', 'east', 'west']) await town.says(`${key}3`, key, '@小助手 /帮助')
    const before = new Map(['anhe', 'east', 'west'].map((key) => [key, town.group(key)?.id]))
    town.later(3_600_000)
    await town.logsIn()
    expect(town.group('anhe')?.id).toBe(before.get('anhe'))
    expect(town.group('anhe')).toMatchObject({ mode: 'mention', announcedAt: town.now() })
    expect(town.noticeTo('anhe')).toBe(2)
    expect(town.group('east')).toBeUndefined()
    await town.says('east0', 'east', `@小助手 ${report}`)
    expect(await town.store.db.select().from(drafts)).toEqual([])
    const list = await town.admin('/绑定群')
    expect(list).toContain(`不止一个同名群,像 群${before.get('east')}`)
    const row = /(\d+)\.「柳岸里老街坊」\(不止一个同名群,像 群(\d+)/.exec(list)
    await town.admin(`/绑定群 ${row?.[1]} ${row?.[2]}`)
    const bound = ['east', 'west'].map((key) => town.group(key)).find(Boolean)
    expect(bound).toMatchObject({ id: Number(row?.[2]), mode: 'mention' })
    expect(town.noticeTo('east') + town.noticeTo('west')).toBe(3)
  })

  it('refuses to bind a room to a group that is still reached, or to one that is not there', async () => {
    await openAnnounced()
    for (const key of ['anhe', 'east', 'west']) await town.says(`${key}3`, key, '@小助手 /帮助')
    await town.logsIn()
    const list = await town.admin('/绑定群')
    const n = /(\d+)\.「柳岸里/.exec(list)?.[1]
    expect(await town.admin(`/绑定群 ${n} ${town.group('anhe')?.id}`)).toContain('没有这个群号')
    expect(await town.admin(`/绑定群 ${n} 4711`)).toContain('没有这个群号')
    expect(await town.admin('/绑定群 4711 新')).toContain('没有这个序号')
  })

  it('does not believe a name alone', async () => {
    await openAnnounced()
    await town.says('anhe3', 'anhe', '@小助手 /帮助')
    const room = town.world.rooms.get('anhe')
    for (const key of [...(room?.members.keys() ?? [])].slice(5))
      town.world.people.set(key, { name: `陌生人${key}` })
    await town.logsIn()
    expect(town.group('anhe')).toBeUndefined()
    expect(await town.admin('/绑定群')).toContain('同名,成员对不上')
  })

  it('does not believe members alone, and a first word there is not heard', async () => {
    await openAnnounced()
    await town.says('anhe3', 'anhe', '@小助手 /帮助')
    const room = town.world.rooms.get('anhe')
    if (room) room.topic = '安和三期(新)'
    await town.logsIn()
    expect(town.group('anhe')).toBeUndefined()
    expect(await town.admin('/绑定群')).toContain('成员像,群名变了')
  })

  it('is none while the session goes on: nothing is asked, nothing said twice', async () => {
    await openAnnounced()
    await town.logsIn({ sameSession: true })
    expect(town.noticeTo('anhe')).toBe(1)
    expect(await town.admin('/绑定群')).toContain('没有等着认的群')
  })

  it('finds a room that was not listed at first when somebody speaks there', async () => {
    await openAnnounced()
    await town.says('anhe3', 'anhe', '@小助手 /帮助')
    town.hidden.add('anhe')
    await town.logsIn()
    expect(town.group('anhe')).toBeUndefined()
    town.hidden.clear()
    await town.says('anhe3', 'anhe', `@小助手 ${report}`)
    expect(town.group('anhe')?.announcedAt).toBeTruthy()
    expect(await town.store.db.select().from(drafts)).toEqual([])
  })

  it('unbinds colleagues: nobody is staff by looking like them', async () => {
    await openAnnounced()
    await town.befriends('anhe1')
    await town.says('anhe1', 'bot', '你好')
    const code = 'ABCDEFGH'
    const week = new Date(town.now().getTime() + 7 * 86_400_000)
    await commit(town.desk().db, { changes: [writeCode(seal, code, town.adminId, week)], posts: [] })
    await town.says('anhe1', 'bot', `/绑定 ${code}`)
    expect(town.lastTo('anhe1')).toContain('已绑定')
    await town.logsIn()
    const rows = await town.store.db.select().from(identities).where(eq(identities.platform, 'wechat'))
    expect(rows).toEqual([])
    await town.says('anhe1', 'bot', '/绑定群')
    expect(town.lastTo('anhe1')).toContain('要有相应职责')
  })

  it('keeps colleagues and groups where ids last', async () => {
    await openAnnounced({ stableIds: true })
    await town.befriends('anhe1')
    const identity = { platform: 'wechat', externalId: `wx/${town.ids().ofPerson('anhe1')}` }
    await commit(town.desk().db, {
      changes: [writeCode(seal, 'ABCDEFGH', town.adminId, new Date(town.now().getTime() + 1e8))],
      posts: [],
    })
    await commit(town.desk().db, {
      changes: [bind({ hash: seal.hash('code', 'ABCDEFGH'), personId: town.adminId }, identity, town.now())],
      posts: [],
    })
    await town.logsIn()
    expect(town.group('anhe')?.announcedAt).toBeTruthy()
    await town.says('anhe1', 'bot', '/绑定群')
    expect(town.lastTo('anhe1')).toContain('没有等着认的群')
    expect(await town.store.db.select().from(groupSamples)).toEqual([])
    expect(await town.store.db.select().from(knownFriends)).toEqual([])
  })
})

describe('a draft from before a login', () => {
  it('is answered by the friend who told it, and by nobody of the same name', async () => {
    await openAnnounced()
    await town.befriends('anhe0')
    await town.says('anhe0', 'bot', report)
    expect(town.remarks).toHaveLength(1)
    expect(await town.store.db.select().from(drafts)).toMatchObject([{ state: 'open' }])
    await town.logsIn()
    await town.befriends('east0')
    expect(town.world.people.get('east0')).toEqual(town.world.people.get('anhe0'))
    await town.says('east0', 'bot', '1')
    expect(await town.store.db.select().from(drafts)).toMatchObject([{ state: 'open' }])
    expect(town.lastTo('east0')).not.toContain('编号')
    await town.says('anhe0', 'bot', '1')
    expect(await town.store.db.select().from(drafts)).toMatchObject([{ state: 'confirmed' }])
    expect(town.lastTo('anhe0')).toMatch(/LH-\d{4}-01/)
    await town.says('east0', 'bot', '/我的')
    expect(town.lastTo('east0')).not.toMatch(/LH-\d{4}-01/)
  })

  it('is answered by nobody where its teller cannot be recognised', async () => {
    await openAnnounced()
    await town.befriends('anhe0')
    town.world.friends.get('bot')?.set('anhe0', '物业小张')
    await town.says('anhe0', 'bot', report)
    expect(town.remarks).toEqual([])
    expect(town.world.friends.get('bot')?.get('anhe0')).toBe('物业小张')
    await town.logsIn()
    await town.says('anhe0', 'bot', '1')
    expect(await town.store.db.select().from(drafts)).toMatchObject([{ state: 'open' }])
  })

  it('is not answered to anybody else: a post under an old id is given up', async () => {
    await openAnnounced()
    const old = `${'station'}/00000000/${town.ids().ofPerson('anhe0')}`
    await commit(town.desk().db, {
      changes: [],
      posts: [
        {
          platform: 'wechat',
          chat: { id: old, kind: 'direct' },
          card: { tone: 'plain', lines: ['暗号'] },
          about: 'answer',
          priority: 10,
          key: 'x',
        },
      ],
    })
    await town.settled()
    expect(town.unsent).toEqual([old])
    expect(town.said.some(({ text }) => text.includes('暗号'))).toBe(false)
    expect(await town.store.db.select().from(outbox).where(eq(outbox.key, 'x'))).toMatchObject([
      { outcome: 'dead' },
    ])
  })

  it('goes to the same group, under whatever id, once that was told who we are', async () => {
    await openAnnounced()
    await town.says('anhe3', 'anhe', '@小助手 /帮助')
    const old = town.group('anhe')?.externalId ?? ''
    await town.logsIn()
    await commit(town.desk().db, {
      changes: [],
      posts: [
        {
          platform: 'wechat',
          chat: { id: old, kind: 'group' },
          card: { tone: 'plain', lines: ['暗号'] },
          about: 'answer',
          priority: 10,
          key: 'x',
        },
      ],
    })
    await town.settled()
    expect(town.said.filter(({ text }) => text.includes('暗号'))).toEqual([
      { to: 'anhe', text: expect.any(String) },
    ])
  })
})

describe('somebody who opted out', () => {
  it('is not read after a login either, and neither is their namesake', async () => {
    await openAnnounced()
    await listenIn('anhe')
    await town.says('anhe0', 'anhe', '/不听我')
    expect(await town.store.db.select().from(optOutNames)).toHaveLength(1)
    await town.logsIn()
    await listenIn('anhe')
    await town.says('anhe0', 'anhe', report)
    expect(town.heard.at(-1)?.doubtful).toBe(true)
    expect(await town.store.db.select().from(drafts)).toEqual([])
    await town.says('anhe2', 'anhe', report)
    expect(await town.store.db.select().from(drafts)).toHaveLength(1)
    await town.says('anhe0', 'anhe', '恢复')
    await town.says('anhe0', 'anhe', '/恢复')
    await town.says('anhe0', 'anhe', '三号楼下水道堵了三天 污水流到楼道里了')
    expect(town.heard.at(-1)?.doubtful).toBeUndefined()
  })

  it('is not read under another name: where they cannot be found, no stranger is', async () => {
    await openAnnounced()
    await listenIn('anhe')
    await town.says('anhe0', 'anhe', '/不听我')
    town.world.people.set('anhe0', { name: '换了名字' })
    await town.logsIn()
    await listenIn('anhe')
    for (const key of ['anhe0', 'anhe2']) {
      await town.says(key, 'anhe', report)
      expect(town.heard.at(-1)?.doubtful).toBe(true)
    }
    expect(await town.store.db.select().from(drafts)).toEqual([])
    await town.says('anhe2', 'anhe', `@小助手 ${report}`)
    expect(await town.store.db.select().from(drafts)).toHaveLength(1)
  })

  it('leaves no trace when they come back', async () => {
    await openAnnounced()
    await town.says('anhe0', 'anhe', '/不听我')
    await town.says('anhe0', 'anhe', '/恢复')
    expect(await town.store.db.select().from(optOutNames)).toEqual([])
  })
})

describe('what is remembered to know a group by', () => {
  it('is a sample of hashes, other ones for the same people in another group, and goes with the group', async () => {
    await openAnnounced()
    await town.says('anhe3', 'anhe', '@小助手 /帮助')
    const [sample] = await town.store.db.select().from(groupSamples)
    expect(sample?.members).toHaveLength(12)
    expect(sample?.members.every((hash) => /^[0-9a-f]{8}$/.test(hash))).toBe(true)
    const all = await town.store.sql`select row_to_json(t)::text as row from group_samples t`
    for (const { name } of town.world.people.values()) expect(JSON.stringify(all)).not.toContain(name)
  })
})
