import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { owe } from '../../db/dues.ts'
import { dues, events, followUps, matters, outbox } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { couldNotSay } from '../../handlers/replies/apology.ts'
import { groupMonth } from '../../handlers/rhythm/group-month.ts'
import { unknownYearWarning } from '../../handlers/rhythm/unknown-year.ts'
import { followUpPlan } from '../../matters/follow-up-plan.ts'
import {
  addDays,
  atLocal,
  isWorkingDay,
  localDate,
  unknownYear,
  withHolidays,
} from '../../matters/working-time.ts'
import fictitious from '../../scripts/simulate/fictitious-2027.json' with { type: 'json' }
import { oweVisits } from '../support/owed.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'

// Wishes of people who use such tools, by their number (W-26 … W-40): what a rhythm does to them, and what it must not.

let story: Story
afterEach(() => story?.end())
const open = async (at = '2026-11-17T08:00:00+08:00') => {
  story = await openStory({ at })
}

/** A visit that 网格员小林 owes on that day at nine. */
async function owed(on = '2026-11-17') {
  const [id = 0] = await oweVisits(story.store, 'lin', atLocal(on, '09:00'), 1)
  const [row] = await story.store.db
    .select({ number: matters.number, matterId: matters.id })
    .from(followUps)
    .innerJoin(matters, eq(matters.id, followUps.matterId))
    .where(eq(followUps.id, id))
  return { id, number: row?.number ?? '', matterId: row?.matterId ?? 0 }
}
const visitOf = async (id: number) =>
  (await story.store.db.select().from(followUps).where(eq(followUps.id, id)))[0]
const kindsOf = async (matterId: number) =>
  (await story.store.db.select().from(events).where(eq(events.matterId, matterId))).map(({ kind }) => kind)
const until = (date: string, time = '09:00') =>
  story.forward(atLocal(date, time).getTime() - story.now().getTime())
const said = (who: string, pattern: RegExp) => story.hears(who).filter((text) => pattern.test(text))

describe('the rhythm', () => {
  it('W-26: what a group is owed survives a restart and a new id of the group', async () => {
    await open('2026-11-30T20:00:00+08:00')
    await story.forward(hour)
    const owed = await story.store.db.select().from(dues).where(eq(dues.kind, 'group-month'))
    expect(owed).toHaveLength(5)
    await story.store
      .sql`update groups set name = '安和三期新群', external_id = 'anhe3b' where external_id = 'anhe3'`
    await story.app.desk.registry.refresh()
    const id = story.app.desk.registry.group('sandbox', 'anhe3b')?.id
    await until('2026-12-01', '10:00')
    const [post] = await story.store.sql`select chat from outbox where key like ${`%group-month%in:${id}`}`
    expect(post).toMatchObject({ chat: 'anhe3b' })
  })

  it('W-27: what is owed is said once, however often somebody looks', async () => {
    await open()
    const { number } = await owed()
    await story.forward(hour)
    for (let n = 0; n < 5; n++) await story.forward(60_000)
    expect(said('lin', new RegExp(`今天回访\\|${number}`))).toHaveLength(1)
  })

  it('W-28: what cannot be delivered is told to somebody who can help', async () => {
    await open()
    const row = { id: 'x', about: 'reminder', chat: 'lin', chatKind: 'direct', platform: 'sandbox' }
    await commit(story.store.db, couldNotSay(story.app.desk, row))
    await story.settled()
    expect(story.lastHeard('duty')).toMatch(/没能发到一位同事的私聊/)
  })

  it('W-29: a post that was given up takes no place in the day of its group', async () => {
    await open('2026-12-01T09:00:00+08:00')
    await story.store.sql`
      insert into outbox (key, platform, chat, chat_kind, about, priority, group_id, unasked_on, settled_at, outcome)
      select 'buried' || id, 'sandbox', external_id, 'group', 'reminder', 30, id, '2026-12-01', clock_timestamp(), 'dead' from groups`
    await story.forward(hour)
    expect(said('anhe3', /11月在本群/)).toHaveLength(1)
  })

  it('W-30: a make-up Saturday is worked, a holiday is not, and neither is missed', async () => {
    const noise = { category: 'dispute.neighbor.noise', colour: 'blue' } as const
    const onSaturday = followUpPlan(noise, atLocal('2026-10-03', '10:00'))
    expect(onSaturday.map(({ dueAt }) => localDate(dueAt))).toContain('2026-10-10')
    const onHoliday = followUpPlan(noise, atLocal('2026-09-24', '10:00'))
    expect(onHoliday.map(({ dueAt }) => localDate(dueAt))).toContain('2026-10-08')
    expect([isWorkingDay('2026-10-10'), isWorkingDay('2026-10-01')]).toEqual([true, false])
    await open('2026-10-10T08:00:00+08:00')
    const { number } = await owed('2026-10-10')
    await story.forward(hour)
    expect(said('lin', new RegExp(`今天回访\\|${number}`))).toHaveLength(1)
  })

  it('W-31: what is due in thirty days is not due at once', async () => {
    await open()
    const { number } = await owed('2026-12-17')
    await story.forward(hour)
    await story.forward(29 * day)
    expect(said('lin', new RegExp(number))).toEqual([])
    await until('2026-12-17')
    expect(said('lin', new RegExp(`今天回访\\|${number}`))).toHaveLength(1)
  })

  it('W-32: nobody hears of it at midnight', async () => {
    await open('2026-11-17T23:30:00+08:00')
    const { number } = await owed('2026-11-17')
    await story.forward(60_000)
    expect((await story.store.db.select().from(followUps))[0]?.raisedAt).not.toBeNull()
    expect(said('lin', new RegExp(number))).toEqual([])
    await until('2026-11-18', '07:00')
    expect(said('lin', new RegExp(number))).toHaveLength(1)
  })

  it('W-33: wall time and zone are kept; the instant is the same wherever the process runs', async () => {
    await open()
    await commit(story.store.db, {
      changes: [owe([{ kind: 'x', subject: 's', occasion: 'o', day: '2026-12-01', time: '09:30' }])],
      posts: [],
    })
    const [row] = await story.store.db.select().from(dues).where(eq(dues.kind, 'x'))
    expect(row).toMatchObject({ wall: '2026-12-01T09:30', zone: 'Asia/Shanghai' })
    expect(row?.dueAt.toISOString()).toBe('2026-12-01T01:30:00.000Z')
  })

  it('W-34: a day is echoed back with its weekday and what it is', async () => {
    await open('2026-09-17T08:00:00+08:00')
    const { number } = await owed('2026-09-17')
    await story.says('lin', `/回访 ${number} 改期 9月20日`)
    expect(story.lastHeard('lin')).toMatch(/9月20日\(周日,调休上班\)09:00/)
  })
})

describe('a visit', () => {
  it('W-35: is listed, moved by a button of its own reminder, and stays owed', async () => {
    await open()
    const { id, number } = await owed()
    await story.forward(hour)
    await story.presses('lin', '改到明天')
    expect(story.lastHeard('lin')).toMatch(/改到 11月18日\(周三\)09:00/)
    await story.says('lin', '/回访 列表')
    expect(story.lastHeard('lin')).toMatch(new RegExp(`我的回访 1 次[\\s\\S]*${number}`))
    // The first reminder says by now that its button was used.
    expect(said('lin', new RegExp(`今天回访\\|${number}`))).toHaveLength(0)
    await until('2026-11-18')
    expect(said('lin', new RegExp(`今天回访\\|${number}`))).toHaveLength(1)
    expect(await visitOf(id)).toMatchObject({ state: 'open', late: false })
  })

  it('W-35: is moved a second time when the chief says so, and no third time', async () => {
    await open()
    const { id, number } = await owed()
    await story.says('lin', `/回访 ${number} 改期 明天`)
    await story.says('lin', `/回访 ${number} 改期 11月20日`)
    expect(story.lastHeard('lin')).toMatch(/要所长同意[\s\S]*已替您请所长定/)
    expect((await visitOf(id))?.dueAt).toEqual(atLocal('2026-11-18', '09:00'))
    await story.presses('suozhang', '同意改到11月20日')
    expect((await visitOf(id))?.dueAt).toEqual(atLocal('2026-11-20', '09:00'))
    expect(story.lastHeard('lin')).toMatch(/所长同意/)
    await story.says('suozhang', `/回访 ${number} 改期 11月24日`)
    expect(story.lastHeard('suozhang')).toMatch(/改过两次/)
  })

  it('W-35: is taken over by a colleague, and its former owner hears of it', async () => {
    await open()
    const { id, number } = await owed()
    await story.says('zhou', `/回访 ${number} 接手`)
    expect(story.lastHeard('lin')).toMatch(/周警官接手了/)
    await story.forward(hour)
    expect(said('zhou', new RegExp(`今天回访\\|${number}`))).toHaveLength(1)
    expect(said('lin', /今天回访\|/)).toEqual([])
    expect((await visitOf(id))?.ownerId).toBe(
      story.app.desk.registry.staffOf({ platform: 'sandbox', externalId: 'zhou' })?.personId,
    )
  })

  it('W-36: of somebody on leave is brought to whoever stands in', async () => {
    await open()
    const { number } = await owed('2026-11-18')
    await story.says('lin', '/请假 11月18日到11月20日 周警官 确定')
    await until('2026-11-18', '08:59')
    await until('2026-11-18')
    expect(said('zhou', new RegExp(`今天回访\\|${number}`))).toHaveLength(1)
    expect(said('lin', /今天回访\|/)).toEqual([])
  })

  it('W-37: that is forgotten goes to the chief, and one that failed opens the matter again', async () => {
    await open()
    const { id, number, matterId } = await owed()
    for (const date of ['17', '18', '19', '20', '23', '24', '25']) await until(`2026-11-${date}`)
    expect(said('suozhang', new RegExp(`${number}[\\s\\S]*已提醒网格员小林五次`))).toHaveLength(1)
    expect(await visitOf(id)).toMatchObject({ late: true, state: 'open' })
    await until('2026-12-02')
    expect(said('suozhang', /已提醒网格员小林五次/)).toHaveLength(2)
    await story.says('lin', `/回访 ${number} 没解决 1`)
    const [matter] = await story.store.db.select().from(matters).where(eq(matters.id, matterId))
    expect(matter?.state).toBe('handling')
    await until('2026-12-09')
    expect(said('suozhang', /已提醒网格员小林五次/)).toHaveLength(2)
  })

  it('W-39: is called to mind at most five times, never at weekends, each time with where it leads', async () => {
    await open('2026-11-19T08:00:00+08:00')
    const { number } = await owed('2026-11-19')
    const heardOn: string[] = []
    for (let n = 0; n < 12; n++) {
      const date = addDays('2026-11-19', n)
      const before = said('lin', /次提醒/).length
      await until(date)
      if (said('lin', /次提醒/).length > before) heardOn.push(date)
    }
    expect(heardOn).toEqual(['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'])
    for (const text of said('lin', /次提醒/)) expect(text).toMatch(new RegExp(`回访\\|${number}`))
    await story.presses('lin', '已解决,没隐患')
    expect(await kindsOf((await story.store.db.select().from(matters))[0]?.id ?? 0)).toContain('no_hazard')
  })

  it('counts only when it was asked whether a danger is left, and opens a hazard beside it', async () => {
    await open()
    const { id, number } = await owed()
    await story.says('lin', `/回访 ${number} 已解决`)
    expect(story.lastHeard('lin')).toMatch(/满意几分/)
    await story.presses('lin', '4分')
    expect(story.lastHeard('lin')).toMatch(/有没有后续隐患/)
    expect(await visitOf(id)).toMatchObject({ state: 'open' })
    await story.presses('lin', '有隐患')
    expect(said('lin', /隐患另立为/)).toHaveLength(1)
    expect(await visitOf(id)).toMatchObject({ state: 'done', satisfaction: 4 })
    const all = await story.store.db.select().from(matters)
    expect(all.map(({ kind }) => kind).sort()).toEqual(['dispute', 'hazard'])
  })

  it('A197: of two needs both names', async () => {
    await open()
    const { id, number } = await owed()
    await story.says('lin', `/回访 ${number} 联合回访,都好了 5 隐患=无`)
    expect(story.lastHeard('lin')).toMatch(/两个人都写上/)
    await story.says('lin', `/回访 ${number} 同去=周警官 联合回访,都好了 5 隐患=无`)
    const zhou = story.app.desk.registry.staffOf({ platform: 'sandbox', externalId: 'zhou' })?.personId
    expect(await visitOf(id)).toMatchObject({ state: 'done', withId: zhou })
  })

  it('A194: where nobody was let in has an outcome, and nobody is told to force it', async () => {
    await open()
    const { id, number, matterId } = await owed()
    await story.says('lin', `/回访 ${number} 没让进门`)
    expect(story.lastHeard('lin')).toMatch(/不勉强/)
    expect(await kindsOf(matterId)).toContain('no_entry')
    expect(await visitOf(id)).toMatchObject({ state: 'open' })
    await story.says('lin', `/回访 ${number} 拒绝入户`)
    expect(await visitOf(id)).toMatchObject({ state: 'done', satisfaction: null })
    expect(story.hears('lin').join()).not.toMatch(/强行|破门|强制/)
  })
})

describe('a group', () => {
  it('W-38: hears of a month in which nothing was said, too', async () => {
    await open('2026-12-01T09:00:00+08:00')
    await story.forward(hour)
    expect(story.lastHeard('anhe3')).toMatch(/11月在本群:我主动发了0条,大家反映不到5件,办结不到5件/)
    expect([...story.lastHeard('anhe3')].length).toBeLessThanOrEqual(120)
  })

  it('W-40: sets itself how often it is spoken to, and is heard of what was said', async () => {
    await open('2026-12-01T09:00:00+08:00')
    await story.says('zhang', '/群设置 打扰 0', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/群主或管理员/)
    await story.says('huang', '/群设置 打扰 0', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/不主动/)
    await story.forward(hour)
    expect(said('anhe3', /11月在本群/)).toEqual([])
    expect(said('liuan', /11月在本群/)).toHaveLength(1)
    const [due] = await story.store.db
      .select()
      .from(dues)
      .where(eq(dues.dropReason, 'the group takes no posts that nobody asked for'))
    expect(due?.kind).toBe('group-month')
    await story.says('huang', '/群设置 打扰 默认', { in: 'anhe3' })
    await story.says('huang', '/群设置', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/每天最多主动发1条/)
    const unasked = await story.store.db.select().from(outbox).where(eq(outbox.unaskedOn, '2026-12-01'))
    expect(unasked.every((post) => post.outcome === 'sent')).toBe(true)
  })

  it('is told once a month, on the first working day', async () => {
    await open('2026-09-25T09:00:00+08:00')
    const days = Array.from({ length: 31 }, (_, n) => addDays('2026-10-01', n))
    const owed = await groupMonth.plan?.(story.app.desk, days)
    expect(new Set(owed?.map((one) => one.day))).toEqual(new Set(['2026-10-08']))
  })
})

describe('a year without its table of holidays', () => {
  it('is said to those who run the bot once a week from December on, until the table is there', async () => {
    await open('2026-12-01T08:00:00+08:00')
    expect(unknownYear(2027)).toBe(true)
    await story.forward(hour)
    for (const date of ['2026-12-07', '2026-12-14']) await until(date)
    expect(said('duty', /还没有 2027 年的放假安排/)).toHaveLength(2)
    const restore = withHolidays(fictitious)
    expect(unknownYear(2027)).toBe(false)
    await until('2026-12-21')
    restore()
    expect(said('duty', /还没有 2027 年的放假安排/)).toHaveLength(2)
  })

  it('is not spoken of where the table is there; what the table says holds', async () => {
    await open()
    const days = Array.from({ length: 31 }, (_, n) => addDays('2026-12-01', n))
    const restore = withHolidays(fictitious)
    expect(await unknownYearWarning.plan?.(story.app.desk, days)).toEqual([])
    expect([isWorkingDay('2027-01-09'), isWorkingDay('2027-01-01'), isWorkingDay('2027-10-09')]).toEqual([
      true,
      false,
      true,
    ])
    restore()
    expect(isWorkingDay('2027-01-09')).toBe(false)
  })
})
