import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { corrections, events, links, matters, reporters } from '../../db/schema/index.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const noise = '楼上1001半夜跳绳咚咚响 都没法睡觉'
const row = async (id = 1) =>
  (await story.store.db.select().from(matters).where(eq(matters.id, id)))[0] as typeof matters.$inferSelect
const happened = async (kind: string) =>
  await story.store.db.select().from(events).where(eq(events.kind, kind)).orderBy(events.id)

async function confirmed(text = noise, as = 'zhang') {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}

async function tip(text = '安和花园三期6号楼地下室有人聚众赌博 天天有人望风') {
  await story.says('zhang', `/线索 ${text}`)
  await story.says('zhang', '1')
}

describe('/研判', () => {
  it('confirms the proposal, shows the rules in words and asks for the hazard behind a dispute', async () => {
    story = await openStory()
    await confirmed('楼上1001天天半夜跳绳咚咚响 都没法睡觉')
    await story.says('zhou', '/研判 AH-1117-01')
    expect(story.lastHeard('zhou')).toMatch(
      /已研判[\s\S]*类别:邻里噪声;级别:黄[\s\S]*Y2\(黄\)[\s\S]*是否存在后续隐患/,
    )
    expect((await row()).state).toBe('studied')
    expect(await happened('studied')).toHaveLength(1)
    await story.says('zhou', '/study ah-1117-1')
    expect(story.lastHeard('zhou')).toMatch(/已研判过/)
    expect(await happened('studied')).toHaveLength(1)
    await story.says('lin', '/研判 AH-1117-01')
    expect(story.lastHeard('lin')).toMatch(/要有相应职责/)
  })

  it('puts the category right: route, privacy and summary follow, the reader learns', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/研判 AH-1117-01 类别=婚姻家庭 家里的事')
    expect(await row()).toMatchObject({
      state: 'studied',
      category: 'dispute.marriage_family',
      privacy: 'confidential',
      leadDepartment: 'community',
      features: null,
    })
    expect((await row()).summary).toMatch(/婚姻家庭/)
    const [lesson] = await story.store.db.select().from(corrections)
    expect(lesson).toMatchObject({
      kind: 'category',
      said: 'dispute.neighbor.noise',
      right: 'dispute.marriage_family',
      byRole: 'officer',
      features: [],
    })
    // What became confidential is gone for the grid worker.
    await story.says('lin', '/看 AH-1117-01')
    expect(story.lastHeard('lin')).toMatch(/没有找到您能看的事项/)
  })

  it('raises by the rules of the new category and never lowers by itself', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/研判 AH-1117-01 类别=房屋租赁')
    expect(await row()).toMatchObject({ colour: 'yellow', colourRules: ['Y3'], colourSetBy: null })
    await story.says('zhou', '/研判 AH-1117-01 类别=邻里漏水')
    expect(await row()).toMatchObject({ category: 'dispute.neighbor.water_leak', colour: 'yellow' })
    await story.says('duty', '/研判 AH-1117-01 级别=蓝 不严重')
    expect(story.lastHeard('duty')).toMatch(/要社区民警或所长来做/)
    await story.says('zhou', '/研判 AH-1117-01 级别=蓝')
    expect(story.lastHeard('zhou')).toMatch(/调低要写理由/)
    await story.says('zhou', '/研判 AH-1117-01 级别=蓝 双方都好说话')
    expect(await row()).toMatchObject({ colour: 'blue', colourReason: '双方都好说话' })
    expect(await happened('recoloured')).toHaveLength(2)
  })

  it('offers at most four where a word may mean several, and the button does it', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/研判 AH-1117-01 类别=噪声 理由=原话是装修')
    expect(story.lastHeard('zhou')).toMatch(/「噪声」是哪一类/)
    expect((await row()).state).toBe('new')
    await story.presses('zhou', /社会生活噪声/)
    expect(await row()).toMatchObject({ state: 'studied', category: 'dispute.environment.social_noise' })
    expect((await happened('recategorised'))[0]?.values?.note).toMatch(/原话是装修/)
    await story.says('zhou', '/研判 AH-1117-01 类别=㵘㵘㵘')
    expect(story.lastHeard('zhou')).toMatch(/没有「㵘㵘㵘」这个类别/)
  })

  it('opens the hazard behind a dispute with one tap, once, beside it and without its parties', async () => {
    story = await openStory()
    await confirmed('楼上1001阳台花盆快掉下来 跟他说还吵架 半夜拖椅子吵得睡不着')
    const { number, id } = await row()
    if ((await row()).kind !== 'dispute') await story.says('zhou', `/研判 ${number} 类别=邻里噪声`)
    else await story.says('zhou', `/研判 ${number}`)
    await story.presses('zhou', '有隐患')
    await expect(story.presses('zhou', '有隐患')).rejects.toThrow(/sees no button/)
    await story.says('zhou', `/研判 ${number} 隐患=有`)
    expect(story.lastHeard('zhou')).toMatch(/已经问过、记过/)
    const [hazard, ...more] = (await story.store.db.select().from(matters)).filter((one) => one.id !== id)
    expect(more).toEqual([])
    expect(hazard).toMatchObject({ kind: 'hazard', category: 'hazard.other', state: 'new' })
    expect(await story.store.db.select().from(links)).toMatchObject([{ fromId: id, toId: hazard?.id }])
    expect((await happened('hazard'))[0]?.values).toMatchObject({ number: hazard?.number })
    // Who reported the dispute stands behind the dispute alone.
    await story.says('zhang', `/查进度 ${hazard?.number}`)
    expect(story.lastHeard('zhang')).toMatch(/没有找到/)
    await story.says('zhou', `/研判 ${hazard?.number} 类别=高空坠物/抛物`)
    expect(await row(hazard?.id)).toMatchObject({ category: 'hazard.falling_object', colour: 'yellow' })
  })

  it('notes that there is none, and asks no more', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/研判 AH-1117-01 隐患=无')
    expect(story.hears('zhou').slice(-2).join()).toMatch(/没有后续隐患/)
    expect(story.hears('zhou').join()).not.toMatch(/是否存在后续隐患/)
    expect(await row()).toMatchObject({ state: 'studied' })
  })

  it('takes a colour away only from what is blue, or by who may lower, with a reason', async () => {
    story = await openStory()
    await confirmed('楼上1001天天半夜跳绳咚咚响 都没法睡觉')
    await story.says('duty', '/研判 AH-1117-01 类别=其他建议 只是提意见')
    expect(story.lastHeard('duty')).toMatch(/改成办事或建议就不再分级/)
    expect((await row()).state).toBe('new')
    await story.says('zhou', '/研判 AH-1117-01 类别=其他建议 只是提意见')
    expect(await row()).toMatchObject({ kind: 'feedback', colour: null, colourRules: [] })
  })

  it('is one button under a new matter, and a second word or press does nothing twice', async () => {
    story = await openStory()
    await confirmed()
    await story.presses('zhou', '研判')
    await Promise.all([
      story.says('zhou', '/研判 AH-1117-01 隐患=有'),
      story.says('duty', '/研判 AH-1117-01 隐患=有'),
    ])
    expect(await story.store.db.select().from(matters)).toHaveLength(2)
    expect(await happened('studied')).toHaveLength(1)
  })

  it('keeps a tip sealed whatever it turns out to be, and gives a complaint about police to nobody here', async () => {
    story = await openStory()
    await tip()
    const { number } = await row()
    await story.says('zhou', `/研判 ${number} 类别=邻里噪声 只是打牌吵`)
    expect(await row()).toMatchObject({ category: 'dispute.neighbor.noise', privacy: 'confidential' })
    await story.says('lin', `/看 ${number}`)
    expect(story.lastHeard('lin')).toMatch(/没有找到您能看的事项/)
    await confirmed('楼上1001天天拖椅子 吵死了', 'wang')
    const second = await row(2)
    await story.says('zhou', `/研判 ${second.number} 类别=feedback.police_complaint 说的是民警`)
    await story.says('zhou', `/看 ${second.number}`)
    expect(story.lastHeard('zhou')).toMatch(/没有找到您能看的事项/)
  })
})

describe('/退单', () => {
  it('goes back to who assigned it, with the reason and a card', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林')
    await story.says('lin', '/退单 AH-1117-01')
    expect(story.lastHeard('lin')).toMatch(/还缺「理由」/)
    await story.says('lin', '/退单 AH-1117-01 本周在外培训')
    expect(story.lastHeard('lin')).toMatch(/已退单,AH-1117-01 回到 周警官/)
    expect(story.lastHeard('zhou')).toMatch(/网格员小林 退单:本周在外培训/)
    expect(await row()).toMatchObject({ state: 'assigned' })
    const [returned] = await happened('returned')
    expect((await row()).leadId).toBe(returned?.values?.leadId)
    await story.says('lin', '/nack AH-1117-01 再来一次')
    expect(story.lastHeard('lin')).toMatch(/不在您的职责内/)
    await story.presses('zhou', '接单')
    expect((await row()).state).toBe('handling')
  })

  it('of one’s own taking goes to the officer of the community', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/退单 AH-1117-01 这件要民警出面')
    expect(story.lastHeard('zhou')).toMatch(/网格员小林 退单:这件要民警出面/)
    expect(await row()).toMatchObject({ state: 'assigned' })
  })

  it('is too late after half the time, with what is possible instead', async () => {
    story = await openStory()
    await confirmed()
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林')
    await story.forward(1.6 * day)
    await story.says('lin', '/退单 AH-1117-01 忙不过来')
    expect(story.lastHeard('lin')).toMatch(/已经过半[\s\S]*\/延期[\s\S]*所长/)
    expect(await happened('returned')).toEqual([])
  })
})

describe('/核实', () => {
  it('of a tip that is untrue thanks the reporter, blames nobody and counts nothing', async () => {
    story = await openStory()
    await tip()
    const { number } = await row()
    const before = story.hears('anhe3').length
    await story.says('zhou', `/接单 ${number}`)
    await story.says('zhou', `/核实 ${number} 不属实 看过了是邻居打牌`)
    expect(await row()).toMatchObject({ state: 'unfounded', outcome: 'unfounded' })
    expect((await row()).retentionUntil).not.toBeNull()
    const news = story.lastHeard('zhang')
    expect(news).toMatch(/没有看到这种情况[\s\S]*谢谢/)
    expect(news).not.toMatch(/赌博|不属实|误报|打牌/)
    expect(story.hears('anhe3')).toHaveLength(before)
    const [verified] = await happened('verified')
    expect(verified?.values).toMatchObject({ outcome: 'untrue' })
    const columns = Object.keys((await story.store.db.select().from(reporters))[0] ?? {})
    expect(columns.join()).not.toMatch(/score|count|false|bad/)
    // New facts: studied anew.
    await story.says('zhou', `/重开 ${number} 又有人看到`)
    expect(await row()).toMatchObject({ state: 'new', leadId: null, outcome: null, retentionUntil: null })
  })

  it('works from the first moment, and notes what is true, pending or behind a closed door', async () => {
    story = await openStory()
    await confirmed('8号楼2单元楼道电动车飞线充电 好危险', 'dapeng')
    const { number } = await row()
    await story.says('li', `/核实 ${number} 未进门 敲门没人应`)
    const heard = story.lastHeard('li')
    expect(heard).toMatch(/未进门[\s\S]*约时间再去[\s\S]*不强行进门/)
    expect(heard).not.toMatch(/破门|撬/)
    expect(await row()).toMatchObject({ state: 'new' })
    await story.says('li', `/verify ${number} 待查`)
    await story.says('li', `/接单 ${number}`)
    await story.says('li', `/看 ${number}`)
    await story.presses('li', '属实')
    expect(story.lastHeard('dapeng')).toMatch(/情况属实,正在处理/)
    expect((await happened('verified')).map((one) => one.values?.outcome)).toEqual([
      'no_entry',
      'pending',
      'true',
    ])
    await story.says('li', `/核实 ${number} 不属实`)
    expect((await row()).state).toBe('unfounded')
    await story.says('li', `/核实 ${number} 不属实`)
    expect(story.lastHeard('li')).toMatch(/这一步还不能做/)
  })

  it('is for tips and hazards, and lifts no emergency', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/核实 AH-1117-01 属实')
    expect(story.lastHeard('lin')).toMatch(/用于线索和隐患[\s\S]*\/办理/)
    await story.says('wang', '@小助手 3号楼着火了 冒黑烟', { in: 'anhe3' })
    const fire = await row(2)
    await story.says('zhou', `/核实 ${fire.number} 不属实`)
    expect(story.lastHeard('zhou')).toMatch(/要值班室核实后解除/)
    expect((await row(2)).state).toBe('new')
  })
})

describe('signs of revenge', () => {
  it('raise the matter they belong to and page the duty desk (rule K-5)', async () => {
    story = await openStory()
    await confirmed('5号楼2单元楼上天天半夜跳绳 吵死了')
    await story.forward(hour)
    await story.says('zhang', '@小助手 举报了楼上以后 他天天在5号楼2单元堵我 威胁我说谁举报的就收拾谁', {
      in: 'anhe3',
    })
    await story.says('zhang', '1')
    // Joined or linked: the matter they told of is what is raised.
    expect(await row()).toMatchObject({ colour: 'red' })
    expect((await row()).colourRules).toContain('R8')
    expect(story.hears('duty').join('\n')).toMatch(/AH-1117-01[\s\S]*保护反映人/)
  })
})
