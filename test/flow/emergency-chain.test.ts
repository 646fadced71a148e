import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { events, people } from '../../db/schema/index.ts'
import { bindAs } from '../support/bound.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const minute = 60_000
const fire = '着火了!6号楼1单元13楼阳台往外冒黑烟'
const paged = (who: string) => story.hears(who).filter((text) => /🔴紧急/.test(text)).length
const called = (who: string) => story.hears(who).filter((text) => /没有接单/.test(text)).length

/** A second colleague at the duty desk. Resolves the name. */
async function second(as = 'ma'): Promise<string> {
  await bindAs(story, as, 'duty_desk', 'station')
  return (await story.store.db.select().from(people)).at(-1)?.name ?? ''
}

describe('an emergency', () => {
  it('goes to the duty desk, then after five minutes each to grid head, deputy chief, chief, and nobody twice', async () => {
    story = await openStory()
    await story.says('dapeng', fire, { in: 'anhe3' })
    const order = ['duty', 'hao', 'xu', 'suozhang']
    // The chief hears of everything red at once; that is no call.
    const reached = () => [paged('duty'), ...order.slice(1).map(called)]
    expect(reached()).toEqual([1, 0, 0, 0])
    await story.forward(5 * minute)
    expect(reached()).toEqual([1, 1, 0, 0])
    expect(paged('zhou')).toBe(1)
    expect(story.lastHeard('hao')).toMatch(/5分钟没有接单,请您马上接单,或打值班室 8801/)
    expect(story.lastHeard('hao')).not.toMatch(/误报解除/)
    await story.forward(5 * minute)
    expect(reached()).toEqual([1, 1, 1, 0])
    expect(story.lastHeard('xu')).toMatch(/10分钟没有接单/)
    await story.forward(5 * minute)
    expect(reached()).toEqual([1, 1, 1, 1])
    for (let i = 0; i < 6; i++) await story.forward(5 * minute)
    expect(order.map(called)).toEqual([0, 1, 1, 1])
    const rungs = await story.store.db.select().from(events).where(eq(events.kind, 'escalated'))
    expect(rungs).toHaveLength(3)
  })

  it('that somebody takes calls nobody further', async () => {
    story = await openStory()
    await story.says('dapeng', fire, { in: 'anhe3' })
    await story.forward(5 * minute)
    await story.presses('hao', '接单')
    await story.forward(20 * minute)
    expect([called('xu'), called('suozhang')]).toEqual([0, 0])
  })

  it('of which the grid head may not know calls the officer, never the grid head', async () => {
    story = await openStory()
    await story.says('dapeng', '我真的不想活了 药都准备好了 谢谢大家', { in: 'anhe3' })
    await story.forward(5 * minute)
    expect([paged('hao'), paged('lin'), paged('zhou')]).toEqual([0, 0, 1])
  })

  it('where there is no deputy chief calls the chief after ten minutes', async () => {
    story = await openStory()
    await story.store.sql`delete from roles where role = 'deputy_chief'`
    await story.app.desk.registry.refresh()
    await story.says('dapeng', fire, { in: 'anhe3' })
    await story.forward(5 * minute)
    await story.forward(5 * minute)
    expect(called('suozhang')).toBe(1)
    await story.forward(10 * minute)
    expect(called('suozhang')).toBe(1)
  })

  it('follows the roster: only who is on duty is called, after a swap the other', async () => {
    story = await openStory({ at: '2026-11-17T07:00:00+08:00' })
    const name = await second()
    await story.says('suozhang', `/值班 排班 今天 白 老秦;今天 夜 ${name} 确定`)
    expect(story.lastHeard('suozhang')).toMatch(/已排 2 班/)
    await story.forward(2 * 60 * minute)
    await story.says('dapeng', fire, { in: 'anhe3' })
    expect([paged('duty'), paged('ma')]).toEqual([1, 0])
    await story.forward(12 * 60 * minute)
    await story.says('zhang', '2号楼1单元楼道里好大一股煤气味', { in: 'anhe3' })
    expect([paged('duty'), paged('ma')]).toEqual([1, 1])
    await story.says('ma', '/值班 换班 2 老秦 确定')
    expect(story.lastHeard('ma')).toMatch(/已换班/)
    await story.says('wang', '北门有人打起来了 一个拿着刀', { in: 'anhe3' })
    expect([paged('duty'), paged('ma')]).toEqual([2, 1])
  })

  it('in a night without anybody on the roster reaches everybody of the duty desk', async () => {
    story = await openStory({ at: '2026-11-17T07:00:00+08:00' })
    await second()
    await story.says('suozhang', '/值班 排班 今天 白 老秦 确定')
    await story.forward(15 * 60 * minute)
    await story.says('dapeng', fire, { in: 'anhe3' })
    expect([paged('duty'), paged('ma')]).toEqual([1, 1])
  })

  it('finds the deputy of whoever is on leave, on every rung', async () => {
    story = await openStory({ at: '2026-11-17T07:00:00+08:00' })
    await second()
    await story.says('duty', '/请假 今天 duty_desk-ma 确定')
    await story.says('hao', '/请假 今天 老柯 确定')
    await story.says('suozhang', '/请假 今天 老徐 确定')
    await story.says('duty', '/值班 排班 今天 全天 老秦 确定')
    await story.forward(2 * 60 * minute)
    await story.says('dapeng', fire, { in: 'anhe3' })
    expect([paged('duty'), paged('ma')]).toEqual([0, 1])
    expect(story.lastHeard('ma')).toMatch(/值班室老秦请假,由您代办/)
    await story.forward(5 * minute)
    expect([called('hao'), called('keping')]).toEqual([0, 1])
    await story.forward(5 * minute)
    expect(called('xu')).toBe(1)
    await story.forward(5 * minute)
    // Once as deputy chief, once in the chief's place: still nobody has taken it.
    expect([called('xu'), called('suozhang')]).toEqual([2, 0])
  })

  it('is made up rung by rung after an outage, early never, double never', async () => {
    story = await openStory({ roles: ['sandbox', 'worker'] })
    await story.says('dapeng', fire, { in: 'anhe3' })
    await story.forward(120 * minute)
    expect(called('hao')).toBe(0)
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
    await story.settled()
    expect([called('hao'), called('xu'), called('suozhang')]).toEqual([1, 0, 0])
    await story.forward(5 * minute)
    await Promise.all([two.tick(), one.tick()])
    await story.settled()
    expect([called('hao'), called('xu'), called('suozhang')]).toEqual([1, 1, 0])
    const three = open()
    await story.forward(5 * minute)
    await Promise.all([three.tick(), one.tick()])
    await story.settled()
    expect([called('hao'), called('xu'), called('suozhang')]).toEqual([1, 1, 1])
  })
})
