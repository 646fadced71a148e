import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { record } from '../../db/events.ts'
import { dues, events } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { atLocal } from '../../matters/working-time.ts'
import { plant } from '../support/planted.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const minute = 60_000
const until = (date: string, time: string) =>
  story.forward(atLocal(date, time).getTime() - story.now().getTime())
const mornings = (who: string) => story.hears(who).filter((text) => /早上好/.test(text))
const heard = (who: string, what: RegExp) => story.hears(who).filter((text) => what.test(text))

describe('the morning', () => {
  it('tells each officer and grid worker what is new, due, owed and overdue, in one message', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const due = await plant(story, { lead: 'zhou', state: 'handling', dueAt: atLocal('2026-11-19', '17:00') })
    const late = await plant(story, {
      lead: 'zhou',
      state: 'handling',
      dueAt: atLocal('2026-11-18', '10:00'),
    })
    await plant(story, { state: 'studied', lead: 'lin', category: 'hazard.gas', colour: 'red' })
    await story.store.sql`insert into clocks (matter_id, kind, unit, started_at, due_at, rung)
      values (${late.id}, 'resolve', 'd', ${late.openedAt}, ${late.dueAt}, 1)`
    await story.says(
      'suozhang',
      '/派驻 排班 本周;周警官 周四上午 周四下午 周五上午 周五下午;陈警官 周四上午 周四下午 周五上午 周五下午 确定',
    )
    await until('2026-11-19', '08:29')
    expect(mornings('zhou')).toEqual([])
    await until('2026-11-19', '08:31')
    const [said] = mornings('zhou')
    expect(said).toMatch(/早上好,周警官\|安和社区 11月19日\(周四\)/)
    expect(said).toMatch(/昨日新增 3:红1 蓝2\(居民报3\)/)
    expect(said).toMatch(new RegExp(`今天到期 1:${due.number}`))
    expect(said).toMatch(new RegExp(`超期 1:${late.number}\\(.\\),已报所长`))
    expect(said).toMatch(/派驻:14:00–17:30,临湖街道综治中心/)
    for (const who of ['zhou', 'chen', 'lin', 'xiu', 'li', 'gao', 'hao', 'fu'])
      expect([who, mornings(who).length]).toEqual([who, 1])
    for (const who of ['duty', 'suozhang', 'zhang', 'fang', 'ducha']) expect(mornings(who)).toEqual([])
    await until('2026-11-19', '12:30')
    expect(mornings('zhou')).toHaveLength(1)
  })

  it('with nothing to say says so', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    await until('2026-11-19', '08:31')
    expect(mornings('gao')[0]).toMatch(/昨日新增 0\n今天到期 0\n今天回访 0\n超期 0\n今天没有要催的,也没有班/)
  })

  it('comes on a make-up Saturday and not on a holiday; after days off it counts from the last working day', async () => {
    story = await openStory({ at: '2026-02-13T14:00:00+08:00' })
    await until('2026-02-14', '08:31')
    expect(mornings('zhou')).toHaveLength(1)
    expect(mornings('zhou')[0]).toMatch(/2月14日\(周六,调休上班\)/)
    await story.end()
    story = await openStory({ at: '2026-09-30T14:00:00+08:00' })
    await plant(story, { lead: 'zhou', state: 'handling' })
    await until('2026-10-01', '08:31')
    await until('2026-10-01', '13:00')
    expect(mornings('zhou')).toEqual([])
    await until('2026-10-08', '08:31')
    expect(mornings('zhou')[0]).toMatch(/9月30日\(周三\)以来新增 1/)
  })

  it('that starts late still comes at ten, and is dropped and written down at one', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    await until('2026-11-19', '10:00')
    expect(mornings('zhou')).toHaveLength(1)
    await until('2026-11-20', '13:00')
    expect(mornings('zhou')).toHaveLength(1)
    const rows = await story.store.db.select().from(dues).where(eq(dues.kind, 'morning_digest'))
    const of = (on: string) => rows.find(({ wall }) => wall.startsWith(on))
    expect(of('2026-11-19')).toMatchObject({ late: true, droppedAt: null })
    expect(of('2026-11-20')).toMatchObject({ raisedAt: null, dropReason: 'its time was over' })
  })

  it('is sent once by two schedulers and over a restart', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00', roles: ['sandbox', 'worker'] })
    const { startScheduler } = await import('../../bot/scheduler.ts')
    const { createMetrics } = await import('../../bot/metrics.ts')
    const { createLog } = await import('../../bot/log.ts')
    const open = () =>
      startScheduler(
        { store: story.store, desk: story.app.desk, log: createLog('silent'), metrics: createMetrics() },
        { cron: false },
      )
    const [one, two] = [open(), open()]
    await Promise.all([one.tick(), two.tick()])
    await until('2026-11-19', '08:31')
    await Promise.all([one.tick(), two.tick()])
    await one.stop()
    await Promise.all([two.tick(), open().tick()])
    await story.settled()
    expect(mornings('zhou')).toHaveLength(1)
  })

  it('tells who assigns what nobody leads yet', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const { id, number, openedAt } = await plant(story, { state: 'new' })
    await story.store.sql`insert into clocks (matter_id, kind, unit, started_at, due_at)
      values (${id}, 'assign', 'h', ${openedAt}, ${openedAt})`
    await until('2026-11-19', '08:30')
    expect(mornings('zhou')[0]).toContain(`还没有牵头人 1:${number}(蓝)`)
    expect(mornings('zhou')[0]).not.toMatch(/没有要催的/)
    expect(mornings('lin')[0]).not.toMatch(/还没有牵头人/)
  })

  it('is brought up to date in its place by its button', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    await until('2026-11-19', '08:31')
    const count = story.hears('lin').length
    await plant(story, { lead: 'lin', state: 'handling', dueAt: atLocal('2026-11-19', '17:00') })
    await story.presses('lin', '刷新')
    expect(story.hears('lin')).toHaveLength(count)
    expect(mornings('lin')[0]).toMatch(/今天到期 1/)
    await story.says('lin', '/早报')
    expect(story.hears('lin')).toHaveLength(count + 1)
  })

  it('reaches nobody on leave: the deputy’s names whom they stand in for, and holds their matters', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const { number } = await plant(story, {
      lead: 'zhou',
      state: 'handling',
      dueAt: atLocal('2026-11-19', '17:00'),
    })
    await story.says('zhou', '/请假 明天至后天 陈警官 确定')
    await until('2026-11-19', '08:31')
    expect(mornings('zhou')).toEqual([])
    expect(mornings('chen')).toHaveLength(1)
    expect(mornings('chen')[0]).toMatch(/代班:周警官请假到11月20日\(周五\)/)
    expect(mornings('chen')[0]).toContain(number)
  })

  it('shows nobody what they may not know of', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    await plant(story, { state: 'handling', category: 'tip.gambling', dueAt: atLocal('2026-11-19', '17:00') })
    await until('2026-11-19', '08:31')
    expect(mornings('zhou')[0]).toMatch(/昨日新增 1/)
    for (const who of ['lin', 'hao', 'fu', 'chen']) expect(mornings(who)[0]).toMatch(/新增 0/)
    expect(story.hears('lin').join()).not.toMatch(/XS-/)
  })
})

describe('what is overdue', () => {
  it('comes once a matter and day, all of one colleague in one message, at noon and what is new at half past five', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const over = (time: string) =>
      plant(story, { lead: 'lin', state: 'handling', dueAt: atLocal('2026-11-19', time) })
    const [a, b] = [await over('09:00'), await over('10:00')]
    await until('2026-11-19', '11:59')
    expect(heard('lin', /已超期/)).toEqual([])
    await until('2026-11-19', '12:01')
    const [said, ...more] = heard('lin', /已超期/)
    expect(more).toEqual([])
    expect(said).toMatch(/超期 2 件/)
    for (const { number } of [a, b]) expect(said).toContain(number)
    const c = await over('15:00')
    await until('2026-11-19', '17:31')
    expect(heard('lin', /已超期/)).toHaveLength(2)
    expect(heard('lin', /已超期/)[1]).toContain(c.number)
    expect(heard('lin', /已超期/)[1]).not.toContain(a.number)
    await until('2026-11-20', '12:01')
    expect(heard('lin', /已超期/)[2]).toMatch(/超期 3 件/)
  })

  it('is not told to who did something about it just now, but at the next look', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const { number } = await plant(story, {
      lead: 'lin',
      state: 'handling',
      dueAt: atLocal('2026-11-19', '09:00'),
    })
    await until('2026-11-19', '11:30')
    await story.says('lin', `/办理 ${number} 上门看过`)
    await until('2026-11-19', '12:01')
    expect(heard('lin', /已超期/)).toEqual([])
    await until('2026-11-19', '17:31')
    expect(heard('lin', /已超期/)).toHaveLength(1)
  })

  it('of somebody on leave stands in the deputy’s one message, beside their own', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const of = (lead: string) =>
      plant(story, { lead, state: 'handling', dueAt: atLocal('2026-11-19', '09:00') })
    const [own, theirs] = [await of('xiu'), await of('lin')]
    await story.says('lin', '/请假 明天 阿秀 确定')
    await until('2026-11-19', '12:01')
    expect(heard('lin', /已超期/)).toEqual([])
    const [said, ...more] = heard('xiu', /超期 2 件/)
    expect(more).toEqual([])
    for (const { number } of [own, theirs]) expect(said).toContain(number)
  })

  it('leaves a Sunday alone, but for what is red', async () => {
    story = await openStory({ at: '2026-11-20T20:30:00+08:00' })
    await plant(story, { lead: 'lin', state: 'handling', dueAt: atLocal('2026-11-20', '09:00') })
    await until('2026-11-22', '12:01')
    expect(heard('lin', /已超期/)).toEqual([])
    await plant(story, {
      lead: 'lin',
      state: 'handling',
      category: 'hazard.gas',
      colour: 'red',
      dueAt: atLocal('2026-11-22', '09:00'),
    })
    await until('2026-11-22', '17:31')
    expect(heard('lin', /已超期/)).toHaveLength(1)
    await until('2026-11-23', '12:01')
    expect(heard('lin', /已超期/)[1]).toMatch(/超期 2 件/)
  })
})

describe('the hand-over', () => {
  it('gives the night duty at eight what stands, what nobody leads and who comes next, in one message', async () => {
    story = await openStory({ at: '2026-11-18T07:00:00+08:00' })
    await story.says('duty', '/值班 排班 今天至明天 白 老秦;今天 夜 老秦 确定')
    await story.forward(2 * hour)
    await story.says('dapeng', '着火了!6号楼1单元13楼阳台往外冒黑烟', { in: 'anhe3' })
    await until('2026-11-18', '20:01')
    const notes = heard('duty', /交接班/)
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatch(/交接班 11月18日\(周三\)[\s\S]*未解除的紧急 1 件[\s\S]*AH-1118-01/)
    expect(notes[0]).toMatch(/在办:红1 黄0 蓝0/)
    expect(notes[0]?.match(/AH-1118-01/g)).toHaveLength(1)
    expect(notes[0]).toMatch(/其余都有牵头人/)
    expect(notes[0]).toMatch(/现在值班:值班室老秦,到 11月19日\(周四\)08:00/)
    expect(notes[0]).toMatch(/下一班:值班室老秦,11月19日\(周四\)08:00–20:00/)
    expect(notes[0]).toMatch(/没排人:11月19日\(周四\)20:00–/)
    expect(heard('duty', /还没有牵头人/)).toEqual([])
    expect(heard('zhou', /还没有牵头人/)).toHaveLength(1)
    expect(heard('zhou', /交接班/)).toEqual([])
    await until('2026-11-18', '21:00')
    expect(heard('duty', /交接班/)).toHaveLength(1)
  })

  it('of a quiet evening says so, also on a holiday; a missed one is dropped', async () => {
    story = await openStory({ at: '2026-10-01T14:00:00+08:00' })
    await until('2026-10-01', '20:01')
    expect(heard('duty', /交接班/)[0]).toMatch(/没有未解除的紧急[\s\S]*都有牵头人[\s\S]*紧急由值班室全体接/)
    await until('2026-10-02', '22:30')
    expect(heard('duty', /交接班/)).toHaveLength(1)
    const rows = await story.store.db.select().from(dues).where(eq(dues.kind, 'hand_over'))
    expect(rows.find(({ wall }) => wall.startsWith('2026-10-02'))?.dropReason).toBe('its time was over')
  })
})

describe('the weekly audit', () => {
  it('gives the chief figures and the citizens’ supervisor coarser ones, with no name and no number', async () => {
    story = await openStory({ at: '2026-11-18T14:00:00+08:00' })
    const { id } = await plant(story, { state: 'handling', category: 'tip.gambling' })
    const at = story.now()
    const happened = (kind: string, n: number) =>
      Array.from({ length: n }, () => record({ matterId: id, at, actorId: 1, kind }))
    await commit(story.store.db, {
      changes: [...happened('read', 12), ...happened('refused', 3), ...happened('unseal_asked', 1)],
      posts: [],
    })
    await until('2026-11-23', '09:01')
    const [chief] = heard('suozhang', /每周审计/)
    expect(chief).toMatch(
      /11月16日\(周一\) 至 11月22日\(周日\)[\s\S]*查看敏感内容 12 次[\s\S]*被拒绝的操作 3 次[\s\S]*申请启封 1 次/,
    )
    const [outside] = heard('jiandu', /每周审计/)
    expect(outside).toMatch(/查看敏感内容 12 次\n被拒绝的操作 不足5 次\n申请启封 不足5 次\n只有次数/)
    expect(`${chief}${outside}`).not.toMatch(/XS-|AH-|周警官|张/)
    for (const who of ['zhou', 'duty', 'zhang']) expect(heard(who, /每周审计/)).toEqual([])
    await until('2026-11-24', '09:01')
    expect(heard('suozhang', /每周审计/)).toHaveLength(1)
  })

  it('of an empty week says so, and waits for the working day after a holiday', async () => {
    story = await openStory({ at: '2026-10-01T14:00:00+08:00' })
    await until('2026-10-05', '09:01')
    expect(heard('suozhang', /每周审计/)).toEqual([])
    await until('2026-10-08', '09:01')
    expect(heard('suozhang', /每周审计/)[0]).toMatch(/本周无/)
    await story.forward(day)
    expect(await story.store.db.select().from(events).where(eq(events.kind, 'nudged'))).toEqual([])
    await story.forward(minute)
  })
})
