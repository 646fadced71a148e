import { afterEach, describe, expect, it } from 'vitest'
import { matters } from '../../db/schema/index.ts'
import { announcedPlay, isPlayed } from '../../handlers/gate/played.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story | undefined
afterEach(() => story?.end())

const at = new Date('2026-11-17T09:00:00+08:00')
const hours = (play: ReturnType<typeof announcedPlay>) =>
  play && [play.from, play.to].map((ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(8, 16))

describe('an announced play', () => {
  const announced: [string, string[]][] = [
    ['各位楼长 今天下午三点做消防演习 会放烟、拉警报 大家不要慌', ['17T14:30', '17T18:00']],
    ['【温馨提示】明天上午10点至11点30分小区南门举行应急疏散演练,请勿惊慌', ['18T09:30', '18T12:00']],
    ['剧组今晚在我们弄堂拍戏,会有枪声和爆炸声,请大家别害怕', ['17T17:30', '18T00:30']],
    ['马上要搞灭火演练了哈 各位配合一下', ['17T08:30', '17T12:00']],
  ]
  for (const [text, span] of announced)
    it(`has its time: ${text}`, () => {
      expect(hours(announcedPlay(text, at))).toEqual(span)
    })

  for (const text of [
    '今天下午是不是有演习啊?',
    '昨晚那个电影拍得真好',
    '3栋着火了 大家别慌 快跑',
    '演习演得跟真的一样',
    '谁家孩子在楼道里拍视频 吵死了',
  ])
    it(`is none: ${text}`, () => {
      expect(announcedPlay(text, at)).toBeNull()
    })

  it('is over some time after its end', () => {
    const plays = [announcedPlay('今天上午九点消防演练 请配合', at)].flatMap((one) => one ?? [])
    const played = (clock: string, text = '着火了着火了 快跑') =>
      isPlayed(text, 'fire', { atMs: Date.parse(`2026-11-17T${clock}:00+08:00`), plays, around: [] })
    expect(played('09:10')).toBe(true)
    expect(played('14:00')).toBe(false)
    expect(played('09:10', '不是演习 真的着了 快来人')).toBe(false)
  })

  it('never takes the wish to die, a swindle or a missing child for a play', () => {
    const plays = [{ from: 0, to: Number.MAX_SAFE_INTEGER }]
    for (const danger of ['self_harm', 'fraud', 'missing'] as const)
      expect(isPlayed('…', danger, { atMs: 1, plays, around: [] })).toBe(false)
  })
})

describe('cries in a group where a drill is on', () => {
  const announce = '各位邻居 今天中午十二点半小区消防演习 会放烟 有人扮伤员喊救命 大家不要慌'

  it('raise nothing, and the duty desk is told once to have a look', async () => {
    story = await openStory()
    await story.says('lin', announce, { in: 'anhe3' })
    await story.forward(40 * 60_000)
    const before = story.hears('anhe3').length
    await story.says('dapeng', '有人从二楼窗口吊下来了!下面还躺着一个喊救命', { in: 'anhe3' })
    await story.says('zhang', '着火了着火了 浓烟滚滚', { in: 'anhe3' })
    expect(await story.store.db.select().from(matters)).toEqual([])
    expect(story.hears('anhe3')).toHaveLength(before)
    expect(story.hears('duty').filter((one) => /像是演练/.test(one))).toHaveLength(1)
  })

  it('alarm where somebody insists, turns to the bot, or tells of another sort of danger', async () => {
    story = await openStory()
    await story.says('lin', announce, { in: 'anhe3' })
    await story.forward(40 * 60_000)
    await story.says('dapeng', '不是演习!6号楼1单元13楼真的着火了 往外冒黑烟', { in: 'anhe3' })
    await story.says('wang', '我真的不想活了 药都准备好了 谢谢大家', { in: 'anhe3' })
    const raised = (await story.store.db.select().from(matters)).map(({ category }) => category).sort()
    expect(raised).toEqual(['care.self_harm', 'hazard.fire_active'])
  })

  it('alarm again when its time is over', async () => {
    story = await openStory()
    await story.says('lin', announce, { in: 'anhe3' })
    await story.forward(5 * 3_600_000)
    await story.says('dapeng', '6号楼1单元13楼着火了 往外冒黑烟', { in: 'anhe3' })
    expect(await story.store.db.select().from(matters)).toHaveLength(1)
  })
})
