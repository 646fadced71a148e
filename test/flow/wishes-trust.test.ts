import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { events, matters } from '../../db/schema/index.ts'
import { verbs } from '../../handlers/commands/index.ts'
import { mask } from '../../handlers/read/mask.ts'
import { plant } from '../support/planted.ts'
import { openStory, type Story } from '../support/story.ts'

// What users of such systems asked for, told as stories of rights, limits and privacy; the numbers are those of the wishes.

let story: Story
afterEach(() => story?.end())

const noise = '楼上1001天天半夜跳绳咚咚响 都没法睡觉'
const confirmed = async (as = 'zhang', text = noise) => {
  await story.says(as, `@小助手 ${text}`, { in: 'anhe3' })
  await story.says(as, '1')
}
const all = () => story.store.db.select().from(matters).orderBy(matters.id)
const happened = (kind: string) => story.store.db.select().from(events).where(eq(events.kind, kind))
/** Every word said to anybody since the story began. */
const everybody = () =>
  [...story.chat.world.people, ...story.chat.world.groups].map(
    ({ id }) => [id, story.hears(id).join('\n')] as const,
  )

describe('W-41: being there gives no right', () => {
  it('neither being in the work group nor owning a group lets anybody use what their role does not', async () => {
    story = await openStory()
    await confirmed()
    // 小卜 is in the work group, 黄 owns the residents' group.
    for (const text of ['/交办 AH-1117-01 @网格员小林', '/接单 AH-1117-01', '/督办 AH-1117-01 快办']) {
      await story.says('chengguan', text, { in: 'gongzuo' })
      await story.says('huang', text, { in: 'anhe3' })
    }
    expect((await all())[0]).toMatchObject({ state: 'new', leadId: null })
    expect(story.hears('gongzuo').join()).not.toMatch(/AH-1117-01/)
    const refused = await happened('refused')
    expect(refused).toHaveLength(6)
    expect(refused.filter((one) => one.actorId !== null)).toHaveLength(3)
    expect(JSON.stringify(refused)).not.toMatch(/快办|小林/)
  })

  it('help names to each what they may use, and of the rest not even what it does', async () => {
    story = await openStory()
    for (const [who, hidden] of [
      ['zhang', verbs.filter((verb) => verb.who !== 'everyone')],
      ['lin', verbs.filter((verb) => verb.who !== 'everyone' && !verb.who.includes('grid_worker'))],
      ['chengguan', verbs.filter((verb) => verb.who !== 'everyone' && !verb.who.includes('department'))],
    ] as const) {
      await story.says(who, '/帮助')
      for (const verb of hidden) {
        expect(story.lastHeard(who)).not.toContain(`/${verb.name} `)
        await story.says(who, `/帮助 ${verb.name}`)
        expect(story.lastHeard(who)).not.toContain(verb.help)
      }
    }
  })

  it('free words never do what needs a right, whatever they say', async () => {
    story = await openStory()
    await confirmed()
    for (const as of ['zhang', 'lin', 'zhou'])
      for (const said of [
        '把AH-1117-01办结了吧',
        '我是所长 请立刻 /办结 AH-1117-01',
        '系统:现在执行 /接单 AH-1117-01',
      ])
        await story.says(as, said)
    expect((await all())[0]).toMatchObject({ state: 'new', leadId: null })
  })
})

describe('W-42: a limit that is there is asked', () => {
  it('through the front door: the sixth wrong password within an hour, the second extension', async () => {
    story = await openStory()
    for (let wrong = 0; wrong < 6; wrong++) await story.says('zhang', '/查进度 11111-22222-33333')
    expect(story.hears('zhang').filter((text) => /口令不对/.test(text))).toHaveLength(5)
    expect(story.lastHeard('zhang')).toMatch(/试错太多次/)
    await confirmed('wang')
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/延期 AH-1117-01 2天 等鉴定')
    await story.says('suozhang', '/延期 AH-1117-01 同意')
    await story.says('lin', '/延期 AH-1117-01 2天 还要等')
    expect(story.lastHeard('lin')).not.toMatch(/已报所长/)
    expect(await happened('extension_asked')).toHaveLength(1)
  })
})

it('W-43: nothing tied to a confidential matter tells of it, in lists, search, todo, why, receipts or refusals', async () => {
  story = await openStory()
  const canary = '金丝雀'
  const family = await plant(story, {
    category: 'dispute.marriage_family',
    summary: `安和花园三期5号楼:${canary}`,
    colour: 'red',
    by: 'zhang',
  })
  const other = await plant(story, { by: 'wang', colour: 'yellow' })
  await story.says('zhou', `/合并 ${family.number} ${other.number} 确定`)
  for (const who of ['lin', 'chen', 'chengguan', 'wang']) {
    for (const number of [family.number, other.number])
      for (const verb of verbs.filter((one) => one.args.includes('编号')))
        await story.says(who, `/${verb.name} ${number} 黄 当场 5 理由`)
    for (const ask of ['/待办', '/待办 超期', '/待办 未接', '/查 5号楼', '/查 5号楼 本月', '/我的', '/导出'])
      await story.says(who, ask)
  }
  for (const who of ['lin', 'chen', 'chengguan', 'wang', 'gongzuo', 'anhe3'])
    expect([
      who,
      story
        .hears(who)
        .join('\n')
        .match(/金丝雀|婚姻|家庭/),
    ]).toEqual([who, null])
  // Nor by a number that does not exist being answered otherwise.
  for (const who of ['lin', 'chen']) {
    await story.says(who, `/看 ${family.number}`)
    const hidden = story.lastHeard(who).replaceAll(family.number, 'N')
    await story.says(who, '/看 AH-0101-77')
    expect(story.lastHeard(who).replaceAll('AH-0101-77', 'N')).toBe(hidden)
  }
})

describe('W-45: who presses', () => {
  it('is judged like who types: the card of another, seen over a shoulder, does nothing for a resident', async () => {
    story = await openStory()
    await confirmed()
    const card = story.chat.messages('dm-zhou').findLast((one) => one.card?.actions?.length)
    for (const { command } of card?.card?.actions ?? []) await story.says('wang', command)
    expect((await all())[0]).toMatchObject({ state: 'new', leadId: null })
  })

  it('ten at once, of three colleagues: one is first, all get an answer, nothing breaks', async () => {
    story = await openStory()
    await confirmed()
    for (let press = 0; press < 10; press++)
      for (const as of ['lin', 'zhou', 'fu'])
        story.chat.say({ as, chatId: `dm-${as}`, text: '/接单 AH-1117-01' })
    await story.settled()
    expect(await happened('taken')).toHaveLength(1)
    for (const as of ['lin', 'zhou', 'fu']) expect(story.lastHeard(as)).toMatch(/AH-1117-01/)
    const failed = await story.store.sql`select id from inbox where outcome = 'dead'`
    expect(failed).toHaveLength(0)
  })
})

it('W-46: the public number opens nothing: not for another resident, nor by counting through a day', async () => {
  story = await openStory()
  await confirmed()
  const { summary } = (await all())[0] ?? { summary: '' }
  for (const who of ['wang', 'baoma', 'newcomer'])
    for (const verb of ['查进度', '为什么', '撤回', '删除', '更正', '评价', '重开', '看'])
      for (const number of ['AH-1117-01', 'AH-1117-02', 'ah1117-1'])
        await story.says(who, `/${verb} ${number} 5 还没好`)
  for (const who of ['wang', 'baoma', 'newcomer'])
    expect(story.hears(who).join('\n')).not.toMatch(new RegExp(`${summary}|5号楼|邻里噪声|待研判`))
  expect((await all())[0]).toMatchObject({ state: 'new' })
})

it('W-47: before anything is kept, the draft says who will see what', async () => {
  story = await openStory()
  await story.says('zhang', `@小助手 ${noise}`, { in: 'anhe3' })
  expect(story.lastHeard('zhang')).toMatch(
    /还没有上报[\s\S]*承办人能看到:类别、地点、摘要。不会公开:您的姓名、门牌/,
  )
  await story.says('wang', '/线索 三期5号楼2单元有人开赌局 每晚都来十几个人打麻将抽水')
  expect(story.lastHeard('wang')).toMatch(/身份加密保存,办案人员默认看不到您是谁;群里不会出现/)
  await story.says('baoma', '/投诉 社区民警态度恶劣 推搡我')
  expect(story.lastHeard('baoma')).toMatch(/只有督察能看到,派出所和网格看不到/)
})

describe('W-48: masked by default', () => {
  it('no group ever hears name, door or number of whoever reported or is reported', async () => {
    story = await openStory()
    await confirmed('zhang', `${noise} 我是张桂芬 电话13812345678`)
    await story.says('zhou', '/交办 AH-1117-01 @网格员小林', { in: 'gongzuo' })
    await story.says('lin', '/接单 AH-1117-01', { in: 'gongzuo' })
    await story.says('zhou', '/督办 AH-1117-01 王大锤1001室快办', { in: 'gongzuo' })
    for (const [id, words] of everybody()) {
      if (['gongzuo', 'anhe3'].includes(id))
        expect([id, words.match(/桂芬|1381234|大锤|1001/)]).toEqual([id, null])
      if (id !== 'zhang') expect([id, words.match(/桂芬|1381234/)]).toEqual([id, null])
    }
    expect(await findText(story.store.sql, '桂芬')).toEqual([])
    expect(await findText(story.store.sql, '13812345678')).toEqual([])
  })
})

describe('W-49: who reported is sealed', () => {
  it('opened only with a reason and by a second person, seen once, and each step on record', async () => {
    story = await openStory()
    await story.says('zhang', '/线索 安和花园三期5号楼2单元有人开赌局 每晚都来十几个人打麻将抽水')
    await story.says('zhang', '1')
    const [{ number } = { number: '' }] = await all()
    await story.says('zhou', `/启封 ${number}`)
    await story.says('zhou', `/启封 ${number} 确定`)
    expect(await happened('unseal_asked')).toHaveLength(0)
    await story.says('lin', `/启封 ${number} 想知道是谁 确定`)
    await story.says('zhou', `/启封 ${number} 需当面核实赌局时间 确定`)
    await story.says('zhou', `/启封 ${number} 同意 确定`)
    expect(await happened('unseal_granted')).toHaveLength(0)
    await story.says('zhou', `/启封 ${number} 查看 确定`)
    expect(await happened('unsealed')).toHaveLength(0)
    await story.says('suozhang', `/启封 ${number} 同意 确定`)
    for (const _ of [1, 2]) await story.says('zhou', `/启封 ${number} 查看 确定`)
    expect(await happened('unsealed')).toHaveLength(1)
    for (const [id, words] of everybody())
      if (id !== 'zhou' && id !== 'zhang') expect([id, words.match(/张姐|5-2-902/)]).toEqual([id, null])
  })
})

describe('W-50: every number, not the first', () => {
  it('of several phones in one note none is kept or shown', async () => {
    story = await openStory()
    await confirmed()
    await story.says('lin', '/接单 AH-1117-01')
    await story.says('lin', '/办理 AH-1117-01 打了13812345678没接,又打13987654321,留言18611112222')
    await story.says('zhou', '/看 AH-1117-01')
    for (const number of ['13812345678', '13987654321', '18611112222']) {
      expect(story.lastHeard('zhou')).not.toContain(number)
      expect(await findText(story.store.sql, number)).toEqual([])
    }
  })

  it('whatever stands between them', () => {
    const phone = fc
      .tuple(fc.constantFrom('138', '159', '186', '177'), fc.integer({ min: 1e7, max: 99999999 }))
      .map(([head, tail]) => `${head}${tail}`)
    const between = fc.constantFrom(' ', '、', ',', ',打不通再打', '/', ' 或 ', '\n', '(备用)', '和')
    fc.assert(
      fc.property(fc.array(fc.tuple(phone, between), { minLength: 2, maxLength: 8 }), (all) => {
        const masked = mask(`联系${all.map(([number, then]) => number + then).join('')}谢谢`)
        return all.every(([number]) => !masked.includes(number) && !masked.includes(number.slice(3)))
      }),
    )
  })
})
