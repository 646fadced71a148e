import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { categorise } from '../../handlers/read/category.ts'
import { careCues } from '../../handlers/read/lexicon/care.ts'
import { compile } from '../../handlers/read/lexicon/cue.ts'
import { disputeCues } from '../../handlers/read/lexicon/dispute.ts'
import { feedbackCues } from '../../handlers/read/lexicon/feedback.ts'
import { hazardCues } from '../../handlers/read/lexicon/hazard.ts'
import { serviceCues } from '../../handlers/read/lexicon/service.ts'
import { tipCues } from '../../handlers/read/lexicon/tip.ts'
import { categories } from '../../matters/taxonomy.ts'

interface Example {
  text: string
  kind: string | null
  category: string | null
}

const reports = examples('reports')
const chatter = examples('chatter')

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
    expect(categorise('今天天气不错')).toEqual({ kind: null, category: null, score: 0, choices: [] })
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

  test('takes less than a tenth of a millisecond a message', () => {
    const from = performance.now()
    for (let round = 0; round < 10; round++) for (const { text } of reports) categorise(text)
    expect((performance.now() - from) / (10 * reports.length)).toBeLessThan(0.1)
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

describe('the written examples', () => {
  test('hold a report of every category and 250 lines of each sort', () => {
    const told = new Map<string, number>()
    for (const { category } of reports) if (category) told.set(category, (told.get(category) ?? 0) + 1)
    const thin = [...categories.keys()].filter((id) => (told.get(id) ?? 0) < 1)
    expect(thin).toEqual([])
    expect(reports.length).toBeGreaterThanOrEqual(250)
    expect(chatter.length).toBeGreaterThanOrEqual(250)
  })

  test('hold no two lines that are nearly the same', () => {
    for (const lines of [reports, chatter]) expect(nearDuplicates(lines.map((line) => line.text))).toEqual([])
  })

  test('are read with the right kind in nine of ten, the right category in seventeen of twenty answered', () => {
    const read = reports.map((line) => ({ line, said: categorise(line.text) }))
    expect(share(read, ({ line, said }) => said.kind === line.kind)).toBeGreaterThan(0.9)
    const answered = read.filter(({ said }) => said.category !== null)
    expect(answered.length / read.length).toBeGreaterThan(0.85)
    expect(share(answered, ({ line, said }) => said.category === line.category)).toBeGreaterThan(0.85)
  })
})

function examples(name: string): Example[] {
  const file = new URL(`../../prompts/examples/${name}.jsonl`, import.meta.url)
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.filter(holds).length / all.length
}

function nearDuplicates(texts: string[]): string[] {
  const grams = texts.map(bigrams)
  return texts.filter((_, at) =>
    grams.some((other, j) => j < at && jaccard(other, grams[at] ?? other) >= 0.8),
  )
}

function bigrams(text: string): Set<string> {
  return new Set([...text].map((sign, at, all) => sign + (all[at + 1] ?? '')))
}

function jaccard(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter((gram) => b.has(gram)).length
  return both / (a.size + b.size - both)
}
