import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../db/chain.ts'
import { findText } from '../../db/find-text.ts'
import { matterByNumber } from '../../db/matters.ts'
import {
  buckets,
  drafts,
  events,
  identities,
  matters,
  parties,
  reporters,
  roles,
  unseals,
} from '../../db/schema/index.ts'
import { handle } from '../../handlers/index.ts'
import type { HeardMessage } from '../../matters/message.ts'
import { bindAs } from '../support/bound.ts'
import { hour, openStory, type Story, seal } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const gambling = '安和花园三期5号楼2单元有人开赌局 每晚都来十几个人打麻将抽水'
const zhang = { platform: 'sandbox', externalId: 'zhang' }

async function tipped(as = 'zhang', text = gambling) {
  await story.says(as, `/线索 ${text}`)
  await story.says(as, '1')
}

describe('a tip', () => {
  it('typed in a group is answered in private, and the group sees nothing', async () => {
    story = await openStory()
    const before = story.hears('anhe3').length
    await story.says('zhang', `/线索 ${gambling}`, { in: 'anhe3' })
    expect(story.hears('anhe3')).toHaveLength(before)
    expect(story.lastHeard('zhang')).toMatch(/请在私聊里发[\s\S]*撤回/)
    expect(await story.store.db.select().from(drafts)).toEqual([])
  })

  it('is sealed apart from other reports, and its giver still finds it', async () => {
    story = await openStory()
    await tipped()
    await story.says('zhang', '/隐患 安和花园三期6号楼1单元楼道电动车飞线充电')
    await story.says('zhang', '1')
    const rows = await story.store.db.select().from(reporters).orderBy(reporters.id)
    const [tip, hazard] = rows
    expect(() => seal.open(tip?.reporter ?? Buffer.alloc(0))).toThrow()
    expect(seal.open(tip?.reporter ?? Buffer.alloc(0), 'tip')).toEqual(zhang)
    expect(seal.open(hazard?.reporter ?? Buffer.alloc(0))).toEqual(zhang)
    expect(tip?.reporterHint).not.toBe(hazard?.reporterHint)
    for (const party of await story.store.db.select().from(parties)) {
      if (party.sealed && party.matterId === tip?.matterId)
        expect(() => seal.open(party.sealed as Buffer)).toThrow()
    }
    await story.says('zhang', '/我的')
    expect(story.lastHeard('zhang')).toMatch(/您反映的事 2 件[\s\S]*XS-1117-01/)
  })

  it('from before there were two keys is still read', async () => {
    story = await openStory()
    await tipped()
    await story.store.db
      .update(reporters)
      .set({ reporter: seal.close(zhang), reporterHint: seal.hint(zhang) })
    await story.says('zhang', '/查进度 XS-1117-01')
    expect(story.lastHeard('zhang')).toMatch(/待研判/)
  })

  it('shows its giver as a label that differs from matter to matter', async () => {
    story = await openStory()
    await tipped()
    await tipped('zhang', '柳岸里4号楼有人卖假烟 天天往楼里搬货')
    const labels: string[] = []
    for (const number of ['XS-1117-01', 'XS-1117-02']) {
      const who = (await matterByNumber(story.store.db, number))?.areaId.startsWith('anhe') ? 'zhou' : 'chen'
      await story.says(who, `/看 ${number}`)
      const label = /线索人#[A-Z]\d/.exec(story.lastHeard(who))?.[0]
      await story.says(who, `/看 ${number}`)
      expect(story.lastHeard(who)).toContain(label)
      labels.push(label ?? '')
    }
    expect(labels[0]).not.toBe(labels[1])
    expect(story.hears('zhou').join()).not.toMatch(/zhang|张大妈|张姐/)
  })
})

describe('unsealing', () => {
  const asked = async () => {
    story = await openStory()
    await bindAs(story, 'newcomer', 'chief', 'station')
    await tipped()
    await story.says('zhou', '/启封 XS-1117-01 需当面核实赌局时间')
    expect(story.lastHeard('zhou')).toMatch(/请核对[\s\S]*理由:需当面核实赌局时间/)
    await story.presses('zhou', '确定')
  }

  it('takes a second person, shows the asker alone, once, and leaves no identity behind', async () => {
    await asked()
    expect(story.lastHeard('newcomer')).toMatch(/启封申请[\s\S]*周警官[\s\S]*需当面核实/)
    await story.presses('newcomer', '同意')
    expect(story.lastHeard('duty')).toMatch(/已启封:周警官申请/)
    expect(story.lastHeard('zhou')).toMatch(/启封已同意[\s\S]*只能看一次/)
    await story.presses('zhou', /查看/)
    expect(story.lastHeard('zhou')).toMatch(/线索人#[A-Z]\d:sandbox 账号 zhang/)
    await story.says('zhou', '/启封 XS-1117-01 查看 确定')
    expect(story.lastHeard('zhou')).toMatch(/已经看过一次/)
    for (const other of ['newcomer', 'duty']) expect(story.hears(other).join()).not.toContain('账号 zhang')
    const kinds = (await story.store.db.select().from(events)).map((one) => one.kind)
    expect(kinds).toEqual(expect.arrayContaining(['unseal_asked', 'unseal_granted', 'unsealed']))
    expect(await findText(story.store.sql, '账号 zhang')).toEqual([])
    expect(JSON.stringify(await story.store.db.select().from(events))).not.toContain('zhang')
    expect(story.logged()).not.toContain('账号 zhang')
    expect(await verifyChain(story.store.db)).toBeNull()
  })

  it('refused is told with its reason, and shows nothing', async () => {
    await asked()
    await story.says('newcomer', '/启封 XS-1117-01 不同意 先走访 确定')
    expect(story.lastHeard('zhou')).toMatch(/没有同意:先走访/)
    await story.says('zhou', '/启封 XS-1117-01 查看 确定')
    expect(story.lastHeard('zhou')).toMatch(/没有批给您的启封/)
    expect((await story.store.db.select().from(unseals))[0]).toMatchObject({ granted: false })
  })

  it('granted lapses after a day', async () => {
    await asked()
    await story.presses('newcomer', '同意')
    await story.forward(25 * hour)
    await story.says('zhou', '/启封 XS-1117-01 查看 确定')
    expect(story.lastHeard('zhou')).toMatch(/作废/)
  })

  it('is never decided by who asked, nor by anybody twice', async () => {
    story = await openStory()
    await bindAs(story, 'newcomer', 'chief', 'station')
    await bindAs(story, 'baker', 'chief', 'station')
    await tipped()
    await story.says('newcomer', '/启封 XS-1117-01 要核实 确定')
    await story.says('newcomer', '/启封 XS-1117-01 同意 确定')
    expect(story.lastHeard('newcomer')).toMatch(/不能自己批/)
    await story.says('zhou', '/启封 XS-1117-01 同意 确定')
    expect(story.lastHeard('zhou')).toMatch(/由所长批准/)
    await story.says('baker', '/启封 XS-1117-01 同意 确定')
    await story.says('baker', '/启封 XS-1117-01 同意 确定')
    expect(story.lastHeard('baker')).toMatch(/没有等批准/)
    const granted = await story.store.db.select().from(events).where(eq(events.kind, 'unseal_granted'))
    expect(granted).toHaveLength(1)
  })

  it('is not asked for without a reason, without a second person, nor by others', async () => {
    story = await openStory()
    await tipped()
    await withoutChief()
    await story.says('zhou', '/启封 XS-1117-01 确定')
    expect(story.lastHeard('zhou')).toMatch(/要写理由/)
    await story.says('zhou', '/启封 XS-1117-01 想知道 确定')
    expect(story.lastHeard('zhou')).toMatch(/没有能批的人/)
    for (const other of ['lin', 'zhang', 'duty']) {
      await story.says(other, '/启封 XS-1117-01 想知道 确定')
      expect(story.lastHeard(other)).toMatch(/要有相应职责/)
    }
    await story.says('chen', '/启封 XS-1117-01 想知道 确定')
    expect(story.lastHeard('chen')).toMatch(/没有找到您能看的事项/)
    expect(await story.store.db.select().from(unseals)).toEqual([])
  })

  it('finds nobody behind an anonymous tip', async () => {
    story = await openStory()
    await bindAs(story, 'newcomer', 'chief', 'station')
    await story.says('zhang', '/匿名 开')
    await tipped()
    await story.says('zhou', '/启封 XS-1117-01 要核实 确定')
    expect(story.lastHeard('zhou')).toMatch(/没有可启封的身份/)
  })
})

/** Nobody is there who could decide. */
async function withoutChief() {
  const { db } = story.store
  const chiefs = await db.select().from(roles).where(eq(roles.role, 'chief'))
  for (const { personId } of chiefs) await db.delete(identities).where(eq(identities.personId, personId))
  await story.app.desk.registry.refresh()
}

const questions = [
  '谁举报的',
  '是不是老王举报的?',
  '到底哪个告的我',
  '有没有人举报我',
  '举报人是谁',
  '/查 谁投诉的我家',
  '/查进度 XS-1117-01 线索人是谁',
  '/上报 谁举报的我',
]

describe('who told', () => {
  it('is answered alike by anybody, about anything, anywhere', async () => {
    story = await openStory()
    const heard = new Set<string>()
    for (const round of [0, 1]) {
      if (round === 1) await tipped()
      for (const question of questions)
        for (const as of ['wang', 'zhou', 'duty']) {
          await story.says(as, question)
          heard.add(story.lastHeard(as))
        }
    }
    expect([...heard]).toHaveLength(1)
    expect([...heard][0]).not.toMatch(/线索|举报/)
    await story.says('wang', '@小助手 谁举报的我', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toContain([...heard][0])
  }, 60_000)

  it('takes the same time whether there is a tip or not', async () => {
    story = await openStory()
    const took = async () => {
      const times: number[] = []
      for (let n = 0; n < 6; n++) {
        const start = performance.now()
        await handle(questionHeard(n), story.app.desk)
        times.push(performance.now() - start)
      }
      return times
    }
    const without = await took()
    await tipped()
    const with_ = await took()
    for (const ms of [...without, ...with_]) {
      expect(ms).toBeGreaterThanOrEqual(348)
      expect(ms).toBeLessThan(520)
    }
  })

  it('asked with a threat alerts the duty desk and raises what it is about, and tells the asker nothing', async () => {
    story = await openStory()
    await tipped()
    await story.says('wang', '谁举报的', { in: 'anhe3' })
    await story.says('wang', '@小助手 谁举报的我 查出来打断他的腿', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/我对任何人都不回答/)
    expect(story.lastHeard('duty')).toMatch(/XS-1117-01[\s\S]*为难反映人的迹象/)
    expect(story.lastHeard('duty')).not.toMatch(/老王|wang|打断/)
    expect((await story.store.db.select().from(matters))[0]).toMatchObject({ colour: 'red' })
    expect((await story.store.db.select().from(matters))[0]?.colourRules).toContain('R8')
  })

  it('told by who suffers it raises the tip before anything is confirmed', async () => {
    story = await openStory()
    await tipped()
    await story.says('zhang', '三期5号楼2单元有人到处打听是谁举报的 放话要报复')
    expect(story.lastHeard('duty')).toMatch(/XS-1117-01[\s\S]*为难反映人的迹象/)
    expect((await story.store.db.select().from(matters))[0]).toMatchObject({ colour: 'red' })
  })
})

describe('a whole day of a tip', () => {
  it('leaves no word of it and nobody in any table or log', async () => {
    story = await openStory()
    const canary = '紫罗兰暗号'
    await story.says('dapeng', `/线索 ${gambling} 领头的外号${canary}`)
    await story.says('dapeng', '1')
    await story.says('zhou', '/接单 XS-1117-01')
    await story.says('wang', `谁举报的${canary}`)
    await story.says('dapeng', '/查进度 XS-1117-01')
    await story.forward(hour)
    for (const word of [canary, 'dapeng', '大鹏', '6-1-1503']) {
      expect(await findText(story.store.sql, word)).toEqual([])
      if (word !== 'dapeng') expect(story.logged()).not.toContain(word)
    }
    expect(JSON.stringify(await story.store.db.select().from(buckets))).not.toContain('dapeng')
  })
})

function questionHeard(n: number): HeardMessage {
  return {
    platform: 'sandbox',
    messageId: `q${n}`,
    chat: { id: 'wang', kind: 'direct' },
    sender: { id: 'wang', nick: '王大爷' },
    type: 'text',
    text: '谁举报的我家',
    mentionsBot: false,
    mentions: [],
    at: story.now().toISOString(),
    heard: 'direct',
    score: 1,
    neighbours: [],
  }
}
