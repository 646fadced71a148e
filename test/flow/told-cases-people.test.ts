import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { findText } from '../../db/find-text.ts'
import { events, parties } from '../../db/schema/index.ts'
import { stored } from '../support/planted.ts'
import { day, hour, openStory, type Story } from '../support/story.ts'
import { happened, tell } from '../support/told.ts'

let story: Story
afterEach(() => story?.end())

const fine = '是 是 无 是'
const partiesOf = (id: number) => story.store.db.select().from(parties).where(eq(parties.matterId, id))

describe('a girl of fifteen', () => {
  const name = '小玲'

  async function told() {
    story = await openStory()
    const before = story.hears('gongzuo').length
    const [matter] = await tell(
      story,
      'lin',
      `安和花园三期3号楼有个15岁女孩${name},爸妈都不在身边,吃饭都成问题`,
      'gongzuo',
    )
    return { matter, group: () => story.hears('gongzuo').slice(before).join() }
  }

  it('A183 is a minor in hardship, whose name stands nowhere and who is called nothing but that', async () => {
    const { matter, group } = await told()
    expect(matter).toMatchObject({ category: 'care.minor_hardship', privacy: 'confidential' })
    expect((await partiesOf(matter.id)).find((one) => one.role === 'minor')).toMatchObject({
      label: '未成年人',
      sealed: null,
    })
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/办理 ${matter.number} 见了${name},送了米面`)
    await story.says('zhou', `/看 ${matter.number}`)
    expect(await findText(story.store.sql, name)).toEqual([])
    expect(story.logged()).not.toContain(name)
    expect(group()).not.toMatch(/女孩|15岁|3号楼|困境/)
    for (const as of ['zhou', 'suozhang', 'duty', 'lin'])
      expect(story.hears(as).join()).not.toMatch(new RegExp(`${name}|女孩`))
  })

  it('A184 goes to street, 妇联 and 民政, and the centre may be called to it', async () => {
    const { matter } = await told()
    expect([matter.leadDepartment, ...matter.co]).toEqual(
      expect.arrayContaining(['civil_affairs', 'women_fed', 'street']),
    )
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/吹哨 ${matter.number} @妇联 @民政`)
    for (const id of ['fulian', 'minzheng']) {
      expect(story.lastHeard(id)).toMatch(/报到/)
      expect(story.hears(id).join()).not.toContain(name)
    }
    await story.says('fulian', `/报到 ${matter.number} 到场`)
    expect(story.hears('zhou').join()).toMatch(/妇联[\s\S]*已报到/)
  })

  it('A185 is told to the chief at once, well within half an hour', async () => {
    const { matter } = await told()
    expect(story.hears('suozhang').join()).toContain(matter.number)
    await story.forward(30 * 60_000)
    expect(story.hears('suozhang').filter((said) => /新事项/.test(said))).toHaveLength(1)
  })

  it('A185 is told to the chief when it only turns out to concern a child', async () => {
    story = await openStory()
    const [matter] = await tell(story, 'zhang', '安和花园三期5号楼有户人家里困难,揭不开锅了,想申请点补助')
    expect(story.hears('suozhang').join()).not.toContain(matter.number)
    await story.says('zhou', `/研判 ${matter.number} 类别=困境未成年人`)
    expect(story.lastHeard('suozhang')).toMatch(new RegExp(`${matter.number}[\\s\\S]*未成年人`))
    await story.says('zhou', `/研判 ${matter.number} 级别=黄`)
    expect(story.hears('suozhang').filter((said) => said.includes('事关未成年人'))).toHaveLength(1)
  })

  it('A186 ends with the support that was granted', async () => {
    const { matter } = await told()
    await story.says('zhou', `/接单 ${matter.number}`)
    await story.says('zhou', `/化解 ${matter.number} 办成 生活保障已批下来`)
    expect(await stored(story, matter.id)).toMatchObject({ state: 'resolved', outcome: 'granted' })
    await story.says('zhou', `/办结 ${matter.number} ${fine}`)
    expect(story.lastHeard('zhou')).toMatch(/写明已向谁报告/)
    await story.says('zhou', `/办结 ${matter.number} 四项都妥 报告=民政 11-18 第6号`)
    expect((await stored(story, matter.id)).state).toBe('followup')
    await story.forward(3 * day + hour)
    expect(story.hears('zhou').join()).toMatch(new RegExp(`回访\\|${matter.number}`))
  })
})

describe('an old farmer', () => {
  it('A188 who cannot turn his ground any more is helped', async () => {
    story = await openStory()
    const [matter] = await tell(
      story,
      'qin',
      '柳岸里9号楼有位老大爷种着一亩地,年纪大翻不动土,家里困难没人手,想找人帮他犁一犁',
    )
    expect(matter).toMatchObject({ category: 'care.hardship', privacy: 'confidential' })
    await story.says('chen', `/交办 ${matter.number} 网格员大高`)
    await story.says('gao', `/接单 ${matter.number}`)
    await story.says('gao', `/化解 ${matter.number} 办成 带志愿者把地翻完了`)
    const resolved = (await happened(story, matter.id)).find((event) => event.kind === 'resolved')
    expect(resolved?.values).toMatchObject({ outcome: 'granted' })
    expect(await story.store.db.select().from(events).where(eq(events.kind, 'refused'))).toEqual([])
  })
})
