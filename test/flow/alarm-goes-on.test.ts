import { afterEach, describe, expect, it } from 'vitest'
import { drafts, matters } from '../../db/schema/index.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const minute = 60_000
const allMatters = () => story.store.db.select().from(matters)

describe('who raised an alarm and goes on telling in private', () => {
  it('is never asked what it is about: place, wounds and wishes go to the duty desk, one matter, one answer', async () => {
    story = await openStory()
    await story.says('dapeng', '他喝了酒回来就踹门 我跟闺女锁在小屋了')
    const [alarm] = await allMatters()
    expect(alarm).toMatchObject({ urgency: 'emergency', category: 'care.domestic_violence' })
    await story.says('dapeng', '千万别给我回电话 他听见更疯')
    expect(story.lastHeard('duty')).toMatch(/🔴补充.*不要打过去/s)
    await story.says('dapeng', '5栋2单元502')
    expect(story.lastHeard('duty')).toMatch(/5号楼2单元502/)
    await story.says('dapeng', '门快顶不住了 脸上刚挨了两下 流血了')
    const [now, ...more] = await allMatters()
    expect(more).toEqual([])
    expect(now).toMatchObject({ place: { building: '5', unit: '2', room: '502' }, facts: { noCall: true } })
    expect(now?.summary).toMatch(/不要打电话/)
    expect(await story.store.db.select().from(drafts)).toEqual([])
    const answers = story.hears('dapeng').filter((one) => /在听/.test(one))
    expect(answers).toHaveLength(1)
    expect(answers[0]).toMatch(/静音.*12110/s)
    expect(story.hears('dapeng').join()).not.toMatch(/哪一类事|没听出/)
  })

  it('is told once that it is heard, where a call gives nobody away', async () => {
    story = await openStory()
    await story.says('dapeng', '我妈正在跟骗子打电话 说是公安局的 让她转安全账户')
    await story.says('dapeng', '12栋1单元501')
    await story.says('dapeng', '怎么办啊')
    const answers = story.hears('dapeng').filter((one) => /在听/.test(one))
    expect(answers).toHaveLength(1)
    expect(answers[0]).not.toMatch(/静音/)
    expect((await allMatters()).map(({ place }) => place?.building)).toEqual(['12'])
  })

  it('may tell of something else, and of a second danger, which stand by themselves', async () => {
    story = await openStory()
    await story.says('dapeng', '6号楼1单元楼道里好大一股煤气味')
    await story.says('dapeng', '另外问一下 居住证到期了去哪里换')
    expect(await story.store.db.select().from(drafts)).toHaveLength(1)
    await story.says('dapeng', '我不想活了 药都吃下去了')
    expect((await allMatters()).map(({ category }) => category).sort()).toEqual([
      'care.self_harm',
      'hazard.gas',
    ])
  })

  it('tells of a new thing an hour later, or once the desk has lifted it', async () => {
    story = await openStory()
    await story.says('dapeng', '6号楼1单元楼道里好大一股煤气味')
    await story.forward(61 * minute)
    await story.says('dapeng', '5栋2单元502')
    expect(story.hears('dapeng').join()).not.toMatch(/在听/)
    const [alarm] = await allMatters()
    expect(alarm?.place).toMatchObject({ building: '6' })
  })

  it('turned to the bot in the group goes on with it too', async () => {
    story = await openStory()
    await story.says('dapeng', '我婆婆在里屋接电话四十分钟了 说是市公安局的 讲她名下卡洗黑钱 让她共享屏幕', {
      in: 'anhe3',
    })
    await story.says('dapeng', '@平安小助手 怎么办啊 12栋1单元501 她卡里全是养老钱', { in: 'anhe3' })
    expect((await allMatters()).map(({ place }) => place?.room)).toEqual(['501'])
    expect(await story.store.db.select().from(drafts)).toEqual([])
  })
})

describe('what is told the bot in several messages', () => {
  it('is read together', async () => {
    story = await openStory()
    await story.says('dapeng', '在吗')
    await story.says('dapeng', '5栋2单元 楼上')
    await story.says('dapeng', '天天半夜拖椅子 孩子都睡不着')
    const [draft, ...more] = await story.store.db.select().from(drafts)
    expect(more).toEqual([])
    expect(story.lastHeard('dapeng')).toMatch(/邻里噪声[\s\S]*5号楼2单元/)
    expect(draft?.messageIds).toHaveLength(2)
  })

  it('ends with its answer: what comes after 3 knows nothing of it', async () => {
    story = await openStory()
    await story.says('dapeng', '5栋2单元 楼上天天半夜拖椅子')
    await story.says('dapeng', '3')
    await story.says('dapeng', '楼道灯坏了')
    expect(story.lastHeard('dapeng')).not.toMatch(/5号楼/)
  })

  it('is two things where it is two', async () => {
    story = await openStory()
    await story.says('dapeng', '5栋2单元 楼上天天半夜拖椅子')
    await story.says('dapeng', '再打听个事 孩子上个月刚生的 上户口要带什么材料')
    const kinds = (await story.store.db.select().from(drafts)).map(({ reading }) => reading?.kind)
    expect(kinds.sort()).toEqual(['dispute', 'service'])
  })

  it('stands where further words say nothing', async () => {
    story = await openStory()
    await story.says('dapeng', '5栋2单元 楼上天天半夜拖椅子')
    await story.says('dapeng', '唉 真是愁人')
    expect(story.lastHeard('dapeng')).toMatch(/草稿还在/)
  })

  it('is answered where somebody is afraid to be known', async () => {
    story = await openStory()
    await story.says('dapeng', '/线索 6号楼地下室有人囤汽油 二十来桶')
    await story.says('dapeng', '别提我 我就住那儿')
    expect(story.lastHeard('dapeng')).toMatch(/加密保存[\s\S]*\/匿名/)
  })
})

describe('who calls for the bot in a group without saying why', () => {
  it('means what was told there just before', async () => {
    story = await openStory()
    await story.says('dapeng', '5栋2单元楼上天天半夜十二点拖椅子 吵得睡不着', { in: 'anhe3' })
    await story.says('wang', '@平安小助手 你管不管啊', { in: 'anhe3' })
    expect(story.lastHeard('wang')).toMatch(/已有人在反映/)
    expect(story.hears('anhe3').join()).not.toMatch(/没听出/)
  })

  it('means it too where nobody else has a draft of it', async () => {
    story = await openStory()
    await story.says('dapeng', '6号楼1单元楼道灯坏了好几天 黑漆漆的', { in: 'anhe3' })
    await story.says('wang', '@平安小助手 你管不管啊', { in: 'anhe3' })
    expect(story.lastHeard('wang')).toMatch(/请您确认[\s\S]*6号楼1单元/)
  })

  it('is still told that nothing was understood where nothing was told', async () => {
    story = await openStory()
    await story.says('wang', '@平安小助手 你管不管啊', { in: 'anhe3' })
    expect(story.lastHeard('anhe3')).toMatch(/没听出/)
  })
})
