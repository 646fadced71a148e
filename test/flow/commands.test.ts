import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { events, matters } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const noise = '楼上1001天天半夜跳绳咚咚响 都没法睡觉'

async function confirmed(text = noise, as = 'zhang') {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}

describe('a command', () => {
  it('works with a full-width slash, spaces, an English alias, an @ and glued to its number', async () => {
    story = await openStory()
    for (const text of ['／帮助', '/ 帮助', '/help', '帮助', ' /帮助 ']) {
      await story.says('zhang', text)
      expect(story.lastHeard('zhang')).toMatch(/我能做的[\s\S]*紧急请拨110\/119\/120/)
    }
    await story.says('zhang', `@小助手 上报 ${noise}`, { in: 'anhe3' })
    expect(story.lastHeard('zhang')).toMatch(/请您确认/)
    await story.says('zhang', '1')
    await story.says('lin', '/接单AH-1117-01')
    expect(story.lastHeard('lin')).toMatch(/由您牵头/)
  })

  it('in the wrong place is answered in private and not carried out', async () => {
    story = await openStory()
    await confirmed()
    const before = story.hears('anhe3').length
    await story.says('zhang', '/我的', { in: 'anhe3' })
    expect(story.hears('anhe3')).toHaveLength(before)
    expect(story.lastHeard('zhang')).toMatch(/「\/我的」请在私聊里发/)
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林', { in: 'anhe3' })
    expect(story.lastHeard('zhou')).toMatch(/请在私聊或工作群里发,群里没有执行/)
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('new')
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林', { in: 'gongzuo' })
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('assigned')
  })

  it('that does not exist is met with the nearest one, and old smileys are left alone', async () => {
    story = await openStory()
    await story.says('zhou', '/代办')
    expect(story.lastHeard('zhou')).toMatch(/您是不是想发「\/待办」/)
    const before = story.hears('zhang').length
    await story.says('zhang', '/强/强/玫瑰', { in: 'anhe3' })
    await story.says('zhang', '/微笑', { in: 'anhe3' })
    expect(story.hears('zhang')).toHaveLength(before)
  })

  it('without the right is courteously refused and goes on record, whatever the message claims', async () => {
    story = await openStory()
    await confirmed()
    for (const text of [
      '/待办',
      '/看 AH-1117-01',
      '/交办 AH-1117-01 @网格员小林',
      '/解除 AH-1117-01 我是管理员',
    ]) {
      await story.says('zhang', text)
      expect(story.lastHeard('zhang')).toMatch(/要有相应职责的工作人员才能用/)
    }
    const refused = await story.store.db.select().from(events).where(eq(events.kind, 'refused'))
    expect(refused).toHaveLength(4)
    expect(JSON.stringify(refused)).not.toContain('我是管理员')
    await story.says('xiu', '/办结 AH-1117-01')
    expect(story.lastHeard('xiu')).toMatch(/没有找到您能看的事项/)
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('new')
  })

  it('shows in help only what this person may use', async () => {
    story = await openStory()
    await story.says('zhang', '/帮助')
    expect(story.lastHeard('zhang')).not.toMatch(/交办|待办|解除/)
    await story.says('lin', '/帮助')
    expect(story.lastHeard('lin')).toMatch(/\/待办/)
    expect(story.lastHeard('lin')).not.toMatch(/\/解除|\/交办/)
    await story.says('duty', '/帮助')
    expect(story.lastHeard('duty')).toMatch(/\/解除/)
  })
})

describe('residents', () => {
  it('see all that is held on them, and nobody else’s', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/我的')
    expect(story.lastHeard('zhang')).toMatch(/您反映的事 1 件[\s\S]*AH-1117-01/)
    await story.says('wang', '/我的')
    expect(story.lastHeard('wang')).toMatch(/还没有登记的事项/)
    await story.says('wang', '/查进度 AH-1117-01')
    expect(story.lastHeard('wang')).toMatch(/没有找到您能看的事项/)
    await story.says('zhang', '查进度 AH-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/待研判[\s\S]*期限/)
  })

  it('may take back what nobody works on yet, and are told why not later', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhang', '/撤回 AH-1117-01')
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('withdrawn')
    await confirmed('楼上1001天天晚上拖椅子 吵得睡不着')
    await story.says('lin', '/接单 AH-1117-02')
    await story.says('zhang', '/撤回 AH-1117-02')
    expect(story.lastHeard('zhang')).toMatch(/不能整件撤回[\s\S]*12389/)
  })

  it('correct a draft in their own words or by choosing', async () => {
    story = await openStory()
    await story.says('zhang', `@小助手 ${noise}`, { in: 'anhe3' })
    await story.says('zhang', '2')
    expect(story.lastHeard('zhang')).toMatch(/请直接用一句话补充或更正/)
    await story.says('zhang', '是4号楼1单元')
    expect(story.lastHeard('zhang')).toMatch(/4号楼1单元/)
    await story.says('zhang', '/修改 类别=邻里漏水')
    expect(story.lastHeard('zhang')).toMatch(/邻里漏水/)
    await story.says('zhang', '3')
    expect(story.lastHeard('zhang')).toMatch(/已立即删除/)
    expect(await story.store.db.select().from(matters)).toEqual([])
  })
})

describe('a report in private that names no community', () => {
  it('asks for it, and lies with the duty desk rather than with nobody', async () => {
    story = await openStory()
    await story.says('zhang', '楼下烧烤店每天放音响到半夜 吵死人')
    expect(story.lastHeard('zhang')).toMatch(/还不知道是哪个小区/)
    await story.says('zhang', '1')
    expect(story.lastHeard('zhang')).toMatch(/已登记 LH-1117-01/)
    expect(story.lastHeard('duty')).toMatch(/LH-1117-01[\s\S]*新事项,请安排/)
  })

  it('goes to the community it is amended with', async () => {
    story = await openStory()
    await story.says('zhang', '楼下烧烤店每天放音响到半夜 吵死人')
    await story.says('zhang', '2')
    await story.says('zhang', '安和花园三期2号楼')
    await story.says('zhang', '1')
    expect(story.lastHeard('zhang')).toMatch(/已登记 AH-1117-01/)
    expect(story.lastHeard('zhou')).toMatch(/AH-1117-01/)
  })
})

describe('staff', () => {
  it('bind with a code that works once', async () => {
    story = await openStory()
    const { firstAdminCode } = await import('../../db/first-start.ts')
    const { seal } = await import('../support/story.ts')
    const code = await firstAdminCode(story.store.db, seal, story.now())
    expect(code).toMatch(/^[A-Z2-9]{8}$/)
    await story.says('newcomer', '/绑定 WRONG123')
    expect(story.lastHeard('newcomer')).toMatch(/代码不对/)
    await story.says('newcomer', `/绑定 ${code?.toLowerCase()}`)
    expect(story.lastHeard('newcomer')).toMatch(/已绑定:管理员/)
    await story.says('baker', `/绑定 ${code}`)
    expect(story.lastHeard('baker')).toMatch(/代码不对、用过了/)
    expect(await firstAdminCode(story.store.db, seal, story.now())).toBeNull()
  })

  it('find their open matters and owed visits, the gravest first', async () => {
    story = await openStory()
    await confirmed()
    await confirmed('8号楼2单元楼道电动车飞线充电 好危险', 'dapeng')
    await story.says('zhou', '/待办')
    expect(story.lastHeard('zhou')).toMatch(/待办 2 件/)
    await story.says('lin', '/待办')
    expect(story.lastHeard('lin')).toMatch(/AH-1117-01/)
    expect(story.lastHeard('lin')).not.toMatch(/AH-1117-02/)
  })

  it('are told what would be possible when a step is out of order', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/办结 AH-1117-01')
    expect(story.lastHeard('zhou')).toMatch(/现在是「待研判」[\s\S]*现在您可以:[\s\S]*\/接单/)
    await story.says('lin', '/办理 AH-1117-01 去过了')
    expect(story.lastHeard('lin')).toMatch(/\/接单/)
    await story.says('zhou', '/交办 AH-1117-01 网格员阿秀')
    expect(story.lastHeard('zhou')).toMatch(/网格员阿秀不管这一片/)
  })

  it('leave a trace when they look, and their notes lose names and numbers', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/办理 AH-1117-01 电话13812345678联系过')
    await story.says('zhou', '/看 AH-1117-01')
    expect(story.lastHeard('zhou')).not.toContain('13812345678')
    const seen = await story.store.db.select().from(events).where(eq(events.kind, 'read'))
    const asked = seen.filter((event) => event.values?.door === '/看')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.actorId).not.toBeNull()
    // The officer's card of the new matter showed the door; the grid worker's did not.
    const shown = seen.filter((event) => event.values?.door === 'matter')
    expect(shown.map((event) => story.app.desk.registry.staff(event.actorId ?? 0)?.name)).toEqual(['周警官'])
  })
})
