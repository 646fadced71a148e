import { afterEach, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { drafts, events, matters, outbox } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const script =
  '您好,我是市公安局民警,您涉嫌洗钱,账户要冻结,不许告诉家人,请马上把存款转到安全账户核查,否则抓捕'
const canary = '蓝尾雀'

describe('/反诈', () => {
  it('in private counts the features, names them in plain words, and says what to do', async () => {
    story = await openStory()
    await story.says('zhang', `/反诈 ${script}`)
    expect(story.lastHeard('zhang')).toMatch(
      /15条中命中[6-9]条[\s\S]*自称公检法[\s\S]*安全账户[\s\S]*几乎可以确定是诈骗[\s\S]*看着像冒充公检法[\s\S]*不转钱[\s\S]*96110[\s\S]*110报警[\s\S]*冻结/,
    )
    expect(await story.store.db.select().from(matters)).toEqual([])
    expect(await story.store.db.select().from(drafts)).toEqual([])
  })

  it.each(['／反诈', '/fraud', '反诈', '/反诈\n', '/反诈:', '@小助手 反诈'])(
    'is understood as %s',
    async (name) => {
      story = await openStory()
      await story.says('zhang', name === '/反诈:' ? `${name}${script}` : `${name} ${script}`)
      expect(story.lastHeard('zhang')).toMatch(/15条中命中/)
    },
  )

  it('needs no blank before what was pasted', async () => {
    story = await openStory()
    await story.says('zhang', `/反诈${script}`)
    expect(story.lastHeard('zhang')).toMatch(/15条中命中/)
  })

  it('that finds nothing does not call it safe', async () => {
    story = await openStory()
    await story.says('zhang', '/反诈 今天菜场的丝瓜好新鲜')
    expect(story.lastHeard('zhang')).toMatch(/15条中命中0条[\s\S]*没有命中,但不能说明安全[\s\S]*96110/)
    expect(story.lastHeard('zhang')).not.toMatch(/哪一种/)
  })

  it('in a group answers there without a name, to whoever asked or was quoted', async () => {
    story = await openStory()
    for (const [group, poster, asker] of [
      ['anhe3', 'xiaoyu', 'zhang'],
      ['liuan', 'guo', 'qin'],
    ] as const) {
      const id = await story.says(poster, '手机点赞一单三块 日结 扫码进福利群', { in: group })
      await story.says(asker, '/反诈 这个是真的吗', { in: group, quotes: id })
      expect(story.lastHeard(group)).toMatch(/15条中命中[3-9]条[\s\S]*刷单点赞[\s\S]*刷单返利/)
      expect(story.lastHeard(group)).not.toMatch(/张|小雨|小郭|秦|@|902/)
    }
    await story.says('zhang', `/反诈 ${script}`, { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/15条中命中[6-9]条/)
    expect(story.lastHeard('anhe3')).not.toMatch(/张|@/)
    expect(story.chat.messages('anhe3').at(-1)?.card?.mention).toBeUndefined()
    expect(story.chat.messages('anhe3').at(-1)?.card?.actions ?? []).toEqual([])
  })

  it('takes the quoted words where none were pasted, and asks where there are neither', async () => {
    story = await openStory()
    const id = await story.says('guo', '我是你王书记,明天上午来我办公室', { in: 'liuan' })
    await story.says('qin', '/反诈', { in: 'liuan', quotes: id })
    expect(story.lastHeard('liuan')).toMatch(/冒充领导/)
    await story.says('zhang', '/反诈')
    expect(story.lastHeard('zhang')).toMatch(/粘贴在「\/反诈」后面/)
  })

  it('keeps nothing of what was pasted: no table and no log holds it', async () => {
    story = await openStory()
    await story.says('zhang', `/反诈 ${canary}${script}`)
    await story.says('zhang', `/反诈 ${canary}${script}`, { in: 'anhe3' })
    expect(await findText(story.store.sql, canary)).toEqual([])
    expect(story.logged()).not.toContain(canary)
    expect(await story.store.db.select().from(events)).toEqual([])
    for (const row of await story.store.db.select().from(outbox)) expect(row.body).toBeNull()
  })

  it('of money that is moving pages the duty desk as any such report does, and the group learns nothing', async () => {
    story = await openStory()
    await story.says('zhang', `/反诈 我刚给那个客服转了三万 还在通话 怎么办 ${canary}`, { in: 'anhe3' })
    expect(story.lastHeard('duty')).toMatch(/🔴紧急/)
    expect(story.hears('zhang').join('\n')).toMatch(/马上停止转账[\s\S]*96110/)
    expect(await story.store.db.select().from(matters)).toMatchObject([
      { urgency: 'emergency', kind: 'tip', features: null },
    ])
    expect(story.lastHeard('anhe3')).toMatch(/15条中命中/)
    expect(story.lastHeard('anhe3')).not.toMatch(/值班室|通知|三万/)
    expect(await findText(story.store.sql, canary)).toEqual([])
  })

  it('of a script alone pages nobody, and one button does when money has gone', async () => {
    story = await openStory()
    await story.says('zhang', `/反诈 ${script}`)
    expect(story.hears('duty').join()).not.toMatch(/紧急\|/)
    await story.presses('zhang', '钱已经转了')
    expect(story.lastHeard('duty')).toMatch(/🔴紧急/)
    expect(story.hears('zhang').join('\n')).toMatch(/马上停止转账/)
  })
})
