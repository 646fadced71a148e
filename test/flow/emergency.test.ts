import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { events, matters, outbox } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const cases: { what: string; text: string; category: RegExp; group: RegExp | null }[] = [
  {
    what: 'fire',
    text: '着火了!6号楼1单元13楼阳台往外冒黑烟',
    category: /hazard\.fire_active/,
    group: /走楼梯/,
  },
  { what: 'gas', text: '6号楼1单元楼道里好大一股煤气味', category: /hazard\.gas/, group: /不要开关电器/ },
  {
    what: 'trapped',
    text: '6号楼1单元电梯困人了 里面有个老太太 快来人',
    category: /hazard\.elevator|care\.trapped/,
    group: /119/,
  },
  {
    what: 'self-harm',
    text: '我真的不想活了 药都准备好了 谢谢大家',
    category: /care\.self_harm/,
    group: null,
  },
  { what: 'violence', text: '北门有人打起来了 一个拿着刀', category: /tip\.violence/, group: /远离现场/ },
  {
    what: 'a child in danger',
    text: '隔壁又在往死里打孩子 孩子一直惨叫救命',
    category: /care\.minor_abuse|care\.domestic_violence/,
    group: null,
  },
  {
    what: 'fraud in progress',
    text: '我妈正在跟骗子打电话 说是公安局的 让她转安全账户 已经转了五万',
    category: /tip\.fraud/,
    group: null,
  },
]

describe('danger to life', () => {
  for (const { what, text, category, group } of cases) {
    it(`(${what}) pages the duty desk at once and tells the reporter what to do`, async () => {
      story = await openStory()
      const before = story.hears('anhe3').length
      await story.says('dapeng', text, { in: 'anhe3' })
      const [matter] = await story.store.db.select().from(matters)
      expect(matter).toMatchObject({ urgency: 'emergency', colour: 'red', state: 'new' })
      expect(matter?.category).toMatch(category)
      expect(story.lastHeard('duty')).toMatch(/🔴紧急/)
      expect(story.lastHeard('dapeng')).toMatch(/110|119|120/)
      const said = story.hears('anhe3').slice(before)
      if (group) expect(said.join()).toMatch(group)
      else expect(said).toEqual([])
      expect(said.join()).not.toMatch(/自杀|轻生/)
      const [page] = await story.store.db.select().from(outbox).where(eq(outbox.about, 'page'))
      expect(page?.priority).toBe(0)
    })
  }

  it('told by six people is one matter, one page chain and one safety post', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    await story.says('dapeng', '着火了着火了 6号楼冒烟', { in: 'anhe3' })
    await story.says('zhang', '6号楼着火了 快跑', { in: 'anhe3' })
    await story.says('wang', '看见了 6栋1单元13楼 火好大', { in: 'anhe3' })
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
    expect(story.hears('anhe3')).toHaveLength(before + 1)
    expect((await story.store.db.select().from(matters))[0]?.place).toMatchObject({
      building: '6',
      unit: '1',
    })
  })

  it('told twice over in one message, after it is known, is taken up at once and in order', async () => {
    story = await openStory()
    await story.says('dapeng', '6号楼着火了 冒黑烟', { in: 'anhe3' })
    const both = '@小助手 6号楼1单元着火了冒黑烟 另外6号楼1单元煤气味好大'
    await story.says('wang', both, { in: 'anhe3' })
    expect(story.lastHeard('wang')).toMatch(/已通知值班室/)
    expect(story.logged()).not.toMatch(/could not be handled/)
    expect((await story.store.db.select().from(matters)).every((one) => one.urgency === 'emergency')).toBe(
      true,
    )
  })

  it('is lifted by the duty desk alone', async () => {
    story = await openStory()
    await story.says('dapeng', '6号楼1单元楼道里好大一股煤气味', { in: 'anhe3' })
    await story.says('dapeng', '没事了没事了 是我闻错了', { in: 'anhe3' })
    expect(story.lastHeard('duty')).toMatch(/没事了或是误会,请核实/)
    const standing = async () => (await story.store.db.select().from(matters))[0]?.emergencyLiftedAt
    expect(await standing()).toBeNull()
    await story.says('zhou', '/解除 AH-1117-01 误报')
    await story.says('dapeng', '/撤回 AH-1117-01')
    expect(await standing()).toBeNull()
    await story.presses('duty', '误报解除')
    expect(await standing()).not.toBeNull()
    expect((await story.store.db.select().from(matters))[0]?.state).toBe('unfounded')
    expect(story.lastHeard('dapeng')).toMatch(/已核实并解除/)
  })

  it('that nobody takes within five minutes calls the next in the chain', async () => {
    story = await openStory()
    await story.says('dapeng', '着火了!6号楼冒黑烟', { in: 'anhe3' })
    await story.forward(4 * 60_000)
    expect(story.hears('zhou').join()).not.toMatch(/5分钟没有接单/)
    await story.forward(2 * 60_000)
    expect(story.lastHeard('zhou')).toMatch(/5分钟没有接单/)
    await story.forward(2 * 60_000)
    expect(await story.store.db.select().from(events).where(eq(events.kind, 'escalated'))).toHaveLength(1)
  })

  it('is not seen in idioms, games, films and drills', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    const lines = [
      '今天热死了 出门像着火一样',
      '楼上天天蹦跶 再这么整我都想跳楼了😂',
      '昨晚那局我杀了他三次 哈哈',
      '看了个电影 男主拿刀砍人那段真吓人',
      '明天下午小区消防演练 大家听到警报不要慌',
      '笑死我了 肚子疼',
      '房价跳水了 股票也跳楼',
      '火锅店开业 火爆全场',
    ]
    for (const line of lines) await story.says('xiaoyu', line, { in: 'anhe3' })
    expect(
      (await story.store.db.select().from(matters)).filter((one) => one.urgency === 'emergency'),
    ).toEqual([])
    expect(story.hears('duty').join()).not.toMatch(/紧急/)
    expect(story.hears('anhe3')).toHaveLength(before)
  })
})

describe('a tip', () => {
  it('typed in a group is answered in private, and the group learns nothing of it', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    await story.says('dapeng', '@小助手 7号楼2单元地下室有人开赌场 天天晚上一堆人 输赢好几万', {
      in: 'anhe3',
    })
    expect(story.lastHeard('dapeng')).toMatch(/请您确认[\s\S]*默认看不到您是谁/)
    await story.says('dapeng', '1')
    expect(story.lastHeard('dapeng')).toMatch(/已登记 XS-1117-01/)
    expect(story.hears('anhe3')).toHaveLength(before)
    expect(story.hears('lin').join() + story.hears('li').join()).not.toMatch(/XS-/)
    await story.says('zhou', '/看 XS-1117-01')
    expect(story.lastHeard('zhou')).toMatch(/赌博/)
    expect(story.lastHeard('zhou')).not.toMatch(/dapeng|大鹏|1503/)
  })
})
