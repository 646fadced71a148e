import { afterEach, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { anonymous, buckets, events, matters, outbox, parties, reporters } from '../../db/schema/index.ts'
import { hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const noise = '安和花园三期5号楼2单元1001天天半夜跳绳咚咚响'
const passwordIn = (text: string) => /\d{5}-\d{5}-\d{5}/.exec(text)?.[0] ?? ''

async function unknown(as = 'zhang', text = `/纠纷 ${noise}`) {
  await story.says(as, '/匿名 开')
  await story.says(as, text)
  await story.says(as, '1')
  return passwordIn(story.lastHeard(as))
}

const matterNow = async () => (await story.store.db.select().from(matters))[0]

describe('a report by somebody who wishes to stay unknown', () => {
  it('keeps a hash of the password and nothing of the person', async () => {
    story = await openStory()
    const password = await unknown('dapeng')
    expect(password).toMatch(/^\d{5}-\d{5}-\d{5}$/)
    expect(story.lastHeard('dapeng')).toMatch(/只显示这一次[\s\S]*没法主动通知您/)
    const [row] = await story.store.db.select().from(reporters)
    expect(row).toMatchObject({ reporter: null, reporterHint: null })
    expect(row?.passwordHash).toMatch(/^[0-9a-f]{64}$/)
    for (const party of await story.store.db.select().from(parties)) expect(party.sealed).toBeNull()
    for (const word of [password, password.replaceAll('-', ''), 'dapeng', '大鹏', '6-1-1503']) {
      expect(await findText(story.store.sql, word)).toEqual([])
      if (word !== 'dapeng') expect(story.logged()).not.toContain(word)
    }
    expect((await story.store.db.select().from(outbox)).every((row) => row.body === null)).toBe(true)
    const told = (await story.store.db.select().from(events)).filter(({ kind }) => kind !== 'read')
    expect(told.every((one) => one.actorId === null)).toBe(true)
  })

  it('is not among one’s own, nor told of by news', async () => {
    story = await openStory()
    await unknown()
    await story.says('zhang', '/我的')
    expect(story.lastHeard('zhang')).toMatch(/还没有登记的事项[\s\S]*匿名:开着/)
    await story.says('zhang', '/查进度 AH-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/没有找到您能看的事项/)
    const before = story.hears('zhang').length
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/办理 AH-1117-01 已上门')
    await story.says('lin', '/化解 AH-1117-01 双方说好')
    await story.forward(24 * hour)
    expect(story.hears('zhang')).toHaveLength(before)
  })

  it('is known again after 关, and what was confirmed meanwhile stays unknown', async () => {
    story = await openStory()
    await unknown()
    await story.says('zhang', '/匿名 关')
    expect(await story.store.db.select().from(anonymous)).toEqual([])
    await story.says('zhang', '/隐患 安和花园三期6号楼1单元楼道电动车飞线充电')
    await story.says('zhang', '1')
    expect(passwordIn(story.lastHeard('zhang'))).toBe('')
    await story.says('zhang', '/我的')
    expect(story.lastHeard('zhang')).toMatch(/您反映的事 1 件/)
    await story.says('zhang', '/匿名')
    expect(story.lastHeard('zhang')).toMatch(/现在是关/)
  })

  it('of danger pages the desk all the same, and gives the password beside the safety steps', async () => {
    story = await openStory()
    await story.says('zhang', '/匿名 开')
    await story.says('zhang', '/求助 安和花园三期5号楼2单元 我爸突然倒地没有呼吸了')
    expect(story.lastHeard('duty')).toMatch(/🔴紧急/)
    expect(story.hears('zhang').slice(-2).join()).toMatch(/已通知值班室[\s\S]*口令 \d{5}-\d{5}-\d{5}/)
    expect((await story.store.db.select().from(reporters))[0]).toMatchObject({ reporter: null })
  })

  it('joins a matter that is open under a password of its own', async () => {
    story = await openStory()
    await story.says('wang', `/纠纷 ${noise}`)
    await story.says('wang', '1')
    const password = await unknown()
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    await story.says('zhang', `/查进度 ${password}`)
    expect(story.lastHeard('zhang')).toMatch(/AH-1117-01/)
  })
})

describe('the password', () => {
  it('opens its matter from any account, however it is written', async () => {
    story = await openStory()
    const password = await unknown()
    for (const written of [
      password,
      password.replaceAll('-', ''),
      password.replaceAll('-', ' '),
      `口令 ${password}`,
    ]) {
      await story.says('qin', `/查进度 ${written}`)
      expect(story.lastHeard('qin')).toMatch(/AH-1117-01[\s\S]*待研判/)
    }
    await story.says('qin', `/更正 ${password} 地点=4号楼1单元`)
    expect((await matterNow())?.place).toMatchObject({ building: '4' })
    await story.says('qin', `/导出 ${password}`)
    expect(story.hears('qin').join()).toMatch(/"number": "AH-1117-01"/)
    await story.says('qin', `/评价 ${password} 5`)
    expect(story.lastHeard('qin')).toMatch(/还没办结/)
    await story.store.db.update(matters).set({ state: 'followup' })
    await story.says('qin', `/评价 5 ${password}`)
    expect(await matterNow()).toMatchObject({ satisfaction: 5 })
  })

  it('takes back and deletes, and stands on no button', async () => {
    story = await openStory()
    const password = await unknown()
    await story.says('qin', `/删除 ${password}`)
    expect(story.lastHeard('qin')).toMatch(/还没有执行[\s\S]*整件删除/)
    expect(story.chat.messages('dm-qin').at(-1)?.card?.actions ?? []).toEqual([])
    await story.says('qin', `/删除 ${password} 确定`)
    expect(await matterNow()).toMatchObject({ state: 'withdrawn', summary: '' })
    await story.says('qin', `/查进度 ${password}`)
    expect(story.lastHeard('qin')).toMatch(/口令不对/)
    const again = await unknown('wang')
    await story.says('wang', `/撤回 ${again}`)
    expect(story.lastHeard('wang')).toMatch(/已撤回/)
  })

  it('is guessed five times an hour at most, whatever the verb', async () => {
    story = await openStory()
    const password = await unknown()
    const verbs = ['查进度', '更正', '撤回', '删除', '评价']
    for (const verb of verbs) {
      await story.says('wang', `/${verb} 11111-22222-33333 5`)
      expect(story.lastHeard('wang')).toMatch(/口令不对/)
    }
    await story.says('wang', `/查进度 ${password}`)
    expect(story.lastHeard('wang')).toMatch(/试错太多次/)
    await story.says('qin', `/查进度 ${password}`)
    expect(story.lastHeard('qin')).toMatch(/AH-1117-01/)
    expect(JSON.stringify(await story.store.db.select().from(buckets))).not.toContain('wang')
    await story.store
      .sql`update buckets set filled_at = filled_at - interval '61 minutes' where key like 'tries:%'`
    await story.says('wang', `/查进度 ${password}`)
    expect(story.lastHeard('wang')).toMatch(/AH-1117-01/)
  })
})
