import { describe, expect, test } from 'vitest'
import { categorise, likeliestKind } from '../../handlers/read/category.ts'
import { careCues } from '../../handlers/read/lexicon/care.ts'
import { compile } from '../../handlers/read/lexicon/cue.ts'
import { disputeCues } from '../../handlers/read/lexicon/dispute.ts'
import { feedbackCues } from '../../handlers/read/lexicon/feedback.ts'
import { hazardCues } from '../../handlers/read/lexicon/hazard.ts'
import { serviceCues } from '../../handlers/read/lexicon/service.ts'
import { tipCues } from '../../handlers/read/lexicon/tip.ts'
import { categories } from '../../matters/taxonomy.ts'
import { examples } from '../../scripts/train/examples.ts'

const reports = examples('reports').flatMap(({ rows }) => rows)

describe('the category of what is told', () => {
  const told: [text: string, category: string][] = [
    ['楼上又在跳绳 咚咚咚的 天天半夜', 'dispute.neighbor.noise'],
    ['楼上卫生间漏税漏到我家天花板', 'dispute.neighbor.water_leak'],
    ['二楼棋牌室不是普通打麻奖，老板抽水，一晚上输几万', 'tip.gambling'],
    ['昨晚楼下的电平车让人偷了', 'tip.theft.ebike'],
    ['灭火器过期', 'hazard.fire_facility'],
    ['包工头跑了，三个月工钱没给', 'dispute.labor.migrant_wages'],
    ['让我把钱转到安全账户，说我涉嫌洗钱', 'tip.fraud.impersonate_police'],
    ['身份证丢了怎么补', 'service.id_card'],
    ['建议派出所加强巡逻，晚上治安差', 'feedback.patrol_request'],
    ['四楼大爷独居，敲门不应，两天没见了', 'care.elder_alone'],
  ]
  test.each(told)('%s → %s', (text, category) => {
    expect(categorise(text)).toMatchObject({ category, kind: category.split('.')[0] })
  })

  test('is not said where nothing speaks for one', () => {
    expect(categorise('今天天气不错')).toMatchObject({ kind: null, category: null })
  })

  test('leaves at most four choices, all of the taxonomy', () => {
    for (const { text } of reports) {
      const { choices } = categorise(text)
      expect(choices.length).toBeLessThanOrEqual(4)
      for (const choice of choices) expect(categories.has(choice)).toBe(true)
    }
  })

  test('hears earlier words, though less than the own ones', () => {
    expect(categorise('今天又来了', '南门棋牌室抽水赌博').category).toBe('tip.gambling')
    expect(categorise('楼上漏水，天花板都湿了', '南门棋牌室抽水赌博').category).toBe(
      'dispute.neighbor.water_leak',
    )
  })

  test('does not hang on width, invisible characters or the number of the house', () => {
    const plain = categorise('3栋楼道堆满杂物')
    expect(categorise('１７栋\u200b楼道堆满\u0000杂物')).toEqual(plain)
  })
})

describe('a lexicon', () => {
  const all = { ...disputeCues, ...tipCues, ...hazardCues, ...careCues, ...serviceCues, ...feedbackCues }

  test('stands for every category of the taxonomy and for nothing else, with ten words or more', () => {
    expect(Object.keys(all).sort()).toEqual([...categories.keys()].sort())
    const thin = Object.entries(all).filter(
      ([, cues]) => (cues.match(/\p{Script=Han}{2,}/gu) ?? []).length < 10,
    )
    expect(thin.map(([id]) => id)).toEqual([])
  })

  test('names the line it cannot read', () => {
    expect(() => compile({ 'tip.other': 'much 举报' })).toThrow('lexicon tip.other: "much 举报"')
    expect(() => compile({ 'tip.other': '2 @nowhere' })).toThrow('no list of words @nowhere')
  })

  test('lets a cue of two lists speak only where both stand near each other', () => {
    const weigh = compile({ leak: '3 楼上 | 漏水' })
    expect(weigh('楼上漏水').get('leak')).toBe(3)
    expect(weigh(`楼上${'，'.repeat(40)}漏水`).get('leak')).toBeUndefined()
    expect(weigh('漏水').get('leak')).toBeUndefined()
  })
})

describe('a hand that nothing was learned from', () => {
  test('is answered for three lines in four, rightly in seven of ten', () => {
    const [hand] = examples('reports').filter(({ name }) => name === 'reports/10-office-parents')
    const read = (hand?.rows ?? []).map((line) => ({ line, said: categorise(line.text) }))
    const answered = read.filter(({ said }) => said.category !== null)
    expect(answered.length / read.length).toBeGreaterThan(0.72)
    expect(share(answered, ({ line, said }) => said.category === line.category)).toBeGreaterThan(0.7)
  })

  test('has the likeliest kind right more often than the kind of its likeliest category', () => {
    const rows = examples('reports').find(({ name }) => name === 'reports/10-office-parents')?.rows ?? []
    const first = share(rows, ({ text, kind }) => categorise(text).choices[0]?.split('.')[0] === kind)
    const likeliest = share(rows, ({ text, kind }) => likeliestKind(text) === kind)
    expect(likeliest).toBeGreaterThan(0.82)
    expect(likeliest).toBeGreaterThanOrEqual(first)
  })
})

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / all.length
}
