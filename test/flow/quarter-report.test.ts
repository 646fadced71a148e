import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { events, quarterQuestions, quarterReports } from '../../db/schema/index.ts'
import { lintGroupText } from '../../handlers/replies/lint.ts'
import { duesTold, passTo } from '../support/meetings.ts'
import { plant } from '../support/planted.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
afterEach(() => story?.end())

const titled = (chat: string, about: RegExp) => story.hears(chat).filter((text) => about.test(text))

/** A quarter's matters: kind, how many, how many of them settled. */
const quarter: [category: string, found: number, settled: number][] = [
  ['dispute.neighbor.noise', 14, 12],
  ['dispute.neighbor.water_leak', 8, 8],
  ['dispute.neighbor.parking', 3, 1],
  ['dispute.marriage_family', 2, 1],
  ['hazard.ebike_indoor', 12, 9],
  ['service.id_card', 9, 9],
  ['care.minor_hardship', 3, 0],
  ['feedback.police_complaint', 6, 6],
]

/** From one due of the report to the next. */
const pass = (until: string) => passTo(story, until, { dues: '^report_' })

async function december() {
  story = await openStory({ at: '2026-12-16T20:00:00+08:00', meetings: true })
  for (const [category, found, settled] of quarter)
    for (let index = 0; index < found; index++)
      await plant(story, { category, state: index < settled ? 'archived' : 'handling', dueAt: null })
}

describe('the report to residents', () => {
  it('is drafted, asked about, agreed to, posted with a picture and answered, each on its day', async () => {
    await december()
    await pass('2026-12-17T09:00:00+08:00')
    const [draft = ''] = titled('suozhang', /向群众汇报\(草稿\)\|2026年第四季度/)
    expect(draft).toMatch(/治理硬实力:矛盾纠纷排查27件、化解22件、化解率81\.5%/)
    // Nine of twelve settled would leave three: what was settled is not told, nor the rate.
    expect(draft).toMatch(/要素管控力:安全隐患发现12处\n/)
    expect(draft).toMatch(/便民利企服务力:办事服务9件、办好9件、办结率100\.0%,问题清单列入少于5个/)
    await pass('2026-12-24T10:00:00+08:00')
    expect(titled('anhe3', /请您提问/)).toHaveLength(1)
    expect(titled('liuan', /请您提问/)).toHaveLength(1)
    await story.says('zhang', '/提问 5号楼李娟家怎么还占道')
    await story.says('wang', '/提问 电动车棚什么时候建')
    await story.says('zhang', '/提问 我家着火了')
    expect(story.lastHeard('zhang')).toMatch(/现在拨110/)
    await pass('2026-12-31T09:00:00+08:00')
    await story.says('zong', '/汇报会 同意 1')
    expect(story.lastHeard('zong')).toMatch(/由所长同意/)
    await story.presses('suozhang', '同意发布')
    await pass('2026-12-31T10:00:00+08:00')
    const [report = ''] = titled('anhe3', /汇报】/)
    expect(report).toBe(
      [
        '【临湖派出所2026年第四季度汇报】',
        '治理硬实力:矛盾纠纷27件,化解22件(81.5%)',
        '要素管控力:安全隐患12处',
        '警社聚合力:群众反映57件',
        '便民利企服务力:办事服务9件,办好9件(100.0%)',
        '少于5的不列。看分类、提问:私聊我 /汇报会',
      ].join('\n'),
    )
    expect([...report.replace(/\n/g, '')].length).toBeLessThanOrEqual(130)
    expect(lintGroupText(report, [])).toEqual([])
    await pass('2027-01-04T09:00:00+08:00')
    expect(titled('zong', /群众提问 2 条/)).toHaveLength(1)
    await story.says('zong', '/汇报会 答 1 已请物业清走,张伟负责,每周看一次。')
    await story.says('zong', '/汇报会 答 2 车棚下月动工。')
    await pass('2027-01-07T10:00:00+08:00')
    const [answers = ''] = titled('anhe3', /答复提问/)
    expect(answers).toMatch(/提问1\(涉及具体人家,原话不公开\)\n答:已请物业清走,张\*+/)
    expect(answers).toMatch(/还有 1 条答复/)
    expect(answers).not.toMatch(/李|5号楼/)
    await story.says('dapeng', '/汇报会')
    expect(story.lastHeard('dapeng')).toMatch(
      /矛盾纠纷分类:邻里噪声14、邻里漏水8、其他5[\s\S]*问:电动车棚什么时候建\n答:车棚下月动工。/,
    )
    expect(story.lastHeard('dapeng')).not.toMatch(/投诉|未成年|困境/)
  }, 120_000)

  it('is not posted without the chief’s word, waits for it, and is dropped after fourteen days', async () => {
    await december()
    await pass('2027-01-03T11:00:00+08:00')
    expect(titled('anhe3', /汇报】/)).toEqual([])
    expect(titled('suozhang', /向群众汇报\|2026年第四季度/)[0]).toMatch(/不同意就不发/)
    await story.presses('suozhang', '同意发布')
    await pass('2027-01-04T11:00:00+08:00')
    expect(titled('anhe3', /汇报】/)).toHaveLength(1)
    expect(titled('liuan', /汇报】/)).toHaveLength(1)
  }, 120_000)

  it('says the same figures in picture and words, and the same in every group whatever comes after', async () => {
    await december()
    await pass('2026-12-31T09:00:00+08:00')
    await story.presses('suozhang', '同意发布')
    await pass('2026-12-31T10:00:00+08:00')
    const cards = ['anhe3', 'liuan'].map(
      (chat) => story.chat.messages(chat).findLast(({ card }) => card?.picture)?.card,
    )
    const [one, other] = cards
    expect(one && plainText(one)).toBe(other && plainText(other))
    const drawn = [...(one?.picture?.svg ?? '').matchAll(/>(\d+)</g)].map(([, n]) => n)
    expect(drawn.sort()).toEqual(['12', '22', '27', '57', '9', '9'].sort())
    for (const n of drawn) expect(one?.picture?.says).toContain(String(n))
    await plant(story, { category: 'hazard.ebike_indoor' })
    await story.says('dapeng', '/汇报会')
    expect(story.lastHeard('dapeng')).toMatch(/安全隐患发现12处\n/)
    const [kept] = await story.store.db.select().from(quarterReports)
    expect(JSON.stringify(kept?.figures)).not.toMatch(/[^\d.][0-4][^\d.]/)
  }, 120_000)

  it('keeps nothing of who asked, and their words only until the next quarter’s', async () => {
    await december()
    await pass('2026-12-24T10:00:00+08:00')
    await story.says('wang', '/提问 电动车棚什么时候建')
    const kept = JSON.stringify(await story.store.db.select().from(quarterQuestions))
    expect(kept).not.toMatch(/wang|王/)
    const told = await story.store.db.select().from(events)
    expect(told.filter(({ kind }) => /question/.test(kind))).toEqual([])
    expect(await duesTold(story, /report_(?:post|answers)/)).toHaveLength(4)
    await pass('2027-03-18T09:00:00+08:00')
    expect(await story.store.db.select().from(quarterQuestions)).toEqual([])
  }, 240_000)
})
