import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readKnowledge } from '../../handlers/match-weights.ts'
import { type Likeness, match } from '../../matters/likeness.ts'
import { LikenessIndex, SetPhrases } from '../../matters/likeness-index.ts'
import { sketchOf } from '../../matters/likeness-sketch.ts'
import type { PlaceReading, Reading } from '../../matters/reading.ts'
import { categoryOf } from '../../matters/taxonomy.ts'

const knowledge = readKnowledge()
const day = 24 * 3_600_000
const told = (text: string, days = 0) => ({ sketch: sketchOf(text, knowledge.background), at: days * day })
const like = (a: string, b: string, days = 1): Likeness => match(told(a), told(b, days), { knowledge })

const garbage =
  '安和花园三期北门垃圾成堆没人清运\n北门的垃圾站半个月没有清运,夏天臭气熏天,业主投诉物业没有结果。'
const garbageToo =
  '请管管安和花园三期的垃圾\n安和花园三期北门垃圾站垃圾堆成山,臭气熏天,物业半个月不清运,蚊虫很多。'

/** Letters as names of estates have them, and what people complain of there: title and body, naming the place. */
const letter = (all: string) => fc.constantFrom(...all)
const site = fc
  .tuple(
    letter('翠锦龙云枫荷鹿桂柳松'),
    letter('湾岭溪泉岸谷坪桥'),
    fc.constantFrom('花园', '雅苑', '家园', '公馆', '小区'),
  )
  .map((parts) => parts.join(''))
const district = fc.constantFrom('青山区', '东湖区', '南明区', '西塘区', '北仓区', 'A3区', 'A7县')
const complaint = fc.constantFrom<(place: string) => string>(
  (place) =>
    `${place}北门垃圾成堆没人清运\n${place}的垃圾站半个月没有清运,夏天臭气熏天,业主多次投诉物业没有结果。`,
  (place) =>
    `投诉${place}开发商捆绑销售车位\n购买${place}的商品房时,开发商强制要求每户购买十二万元的车位,不买车位就不签购房合同。`,
  (place) =>
    `${place}楼下工地深夜施工扰民\n我是${place}的业主,楼下的工地每天施工到凌晨三点,噪音很大,孩子和老人无法入睡,打了很多次电话都没人管。`,
)

describe('wording', () => {
  it('joins what two people tell of one place and one matter in words of their own', () => {
    expect(like(garbage, garbageToo).sure).toBeGreaterThan(0.6)
  })

  it('joins the same words with a name mistyped', () => {
    expect(like(garbage, garbage.replaceAll('安和花园', '和安花园')).sure).toBeGreaterThan(0.6)
  })

  it.each([
    ['another estate', garbage.replaceAll('安和花园', '柳岸雅苑')],
    ['another estate, named once more', `${garbage}柳岸雅苑业主敬上。`.replaceAll('安和花园', '柳岸雅苑')],
    ['another road', '古井路路灯全灭', '梧桐路路灯全灭'],
    ['another village', '石桥村五组自来水浑浊半年', '白塔村三组自来水浑浊半年'],
    ['another school', '蓝天幼儿园突然关门学费不退', '红星幼儿园突然关门学费不退'],
    [
      'another place after a road, where the rest of the name stands elsewhere too',
      '安和区古井东路翠湾小区临街门面深夜烧烤扰民\n安和区古井东路翠湾小区临街烧烤摊通宵营业,油烟噪音不断。本小区临街住户无法入睡。',
      '安和区古井东路鹿溪路临街门面深夜烧烤扰民\n安和区古井东路鹿溪路临街烧烤摊通宵营业,油烟噪音不断。本小区临街住户无法入睡。',
    ],
    ['another school of an everyday name', '蓝天幼儿园突然关门学费不退', '大风车幼儿园突然关门学费不退'],
    ['another bus', '205路公交车经常不按时发车', '913路公交车经常不按时发车'],
  ])('keeps the same words of %s apart', (_, b, a = garbage) => {
    expect(like(a, b).verdict).not.toBe('same')
  })

  it.each([
    ['205路公交车经常不按时发车', '205路公交车又不按时发车'],
    ['投诉安和花园捆绑销售车位', '安和花园开发商强行捆绑销售车位'],
    ['古井路78号院自来水浑浊', '古井路78号院的自来水为什么这么浑浊'],
  ])('knows one matter by titles alone (%s)', (one, other) => {
    expect(like(one, other).verdict).toBe('same')
    expect(like(one, one).verdict).toBe('same')
  })

  it.each([
    ['请加快高铁西站的建设', '请加快儿童医院的建设'],
    ['蓝天幼儿园学费太贵', '蓝天幼儿园老师全部换了'],
    ['安和花园电梯经常坏', '安和花园门口乱停车'],
  ])('does not take set phrases or a place for a matter (%s)', (one, other) => {
    expect(like(one, other).verdict).not.toBe('same')
  })

  it('keeps copies apart, whatever name or district is put in', () => {
    fc.assert(
      fc.property(complaint, site, site, fc.nat(500), (words, one, other, days) => {
        fc.pre(![...one.slice(0, 2)].some((letter) => other.includes(letter)))
        expect(like(words(one), words(other), days).verdict).not.toBe('same')
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(complaint, site, district, district, (words, name, one, other) => {
        fc.pre(one !== other)
        expect(like(`${one}${words(name)}`, `${other}${words(name)}`).verdict).not.toBe('same')
      }),
      { numRuns: 300 },
    )
  })

  it('keeps another district apart where the words are the same', () => {
    const text = '青山区古井路78号院自来水浑浊\n青山区古井路78号院的自来水浑浊半年了,居民反映多次无人处理。'
    expect(like(text, text.replaceAll('青山区', '东湖区'))).toMatchObject({
      sure: 0,
      verdict: 'other',
    })
  })

  it('keeps another matter of the same estate apart', () => {
    const parking = '安和花园三期物业乱收停车费\n物业从三月起把地面停车费涨到每月三百元,没有公示收费依据。'
    expect(like(garbage, parking).verdict).not.toBe('same')
    expect(like(parking, garbage.split('\n')[0] ?? '').verdict).not.toBe('same')
  })

  it('is less sure of what was told long after', () => {
    expect(like(garbage, garbageToo, 300).sure).toBeLessThan(like(garbage, garbageToo, 1).sure)
  })

  it.each(['', '。。。', '1', '😂😂', 'a'.repeat(100_000), '好'.repeat(100_000)])(
    'bears any text (%#)',
    (text) => {
      for (const other of [text, garbage]) expect(like(text, other).sure).toBeGreaterThanOrEqual(0)
    },
  )

  it('says the same of title and body however they are joined', () => {
    for (const joint of [' ', '', '。'])
      expect(like(garbage.replace('\n', joint), garbageToo.replace('\n', joint)).verdict).toBe('same')
  })
})

const nowhere: PlaceReading = {
  text: '',
  community: null,
  phase: null,
  building: null,
  unit: null,
  floor: null,
  room: null,
  poi: null,
  precision: 'building',
  certainty: 'stated',
}

describe('what was read', () => {
  const reading = (category: string, building: string | null): Reading => ({
    kind: categoryOf(category).kind,
    category,
    score: 1,
    choices: [],
    colour: null,
    rules: [],
    urgency: 'normal',
    danger: null,
    guard: null,
    place: building === null ? null : { ...nowhere, community: '安和花园三期', building },
    time: null,
    amount: null,
    parties: [],
    facts: {},
    signals: {},
    summary: '',
  })
  const noise = 'dispute.neighbor.noise'

  it('joins, asks or neither, and says how sure it is', () => {
    expect(match({ reading: reading(noise, '5') }, { reading: reading(noise, '5') })).toEqual({
      sure: 0.95,
      verdict: 'same',
    })
    const related = match(
      { reading: reading(noise, '5') },
      { reading: reading('dispute.neighbor.renovation', null) },
    )
    expect(related).toMatchObject({ verdict: 'ask' })
    expect(match({ reading: reading(noise, '5') }, { reading: reading(noise, '6') }).verdict).toBe('other')
  })

  it('is never overruled by wording: another building or category stays another', () => {
    for (const other of [reading(noise, '6'), reading('hazard.gas', '5')]) {
      const same = match(
        { ...told(garbage), reading: reading(noise, '5') },
        { ...told(garbage), reading: other },
        { knowledge },
      )
      expect(same).toEqual({ sure: 0, verdict: 'other' })
    }
  })
})

describe('LikenessIndex', () => {
  it('finds by shared keys, the most shared first, and no more than asked for', () => {
    const index = new LikenessIndex()
    index.add(1, [10, 20, 30])
    index.add(2, [20, 30, 40])
    index.add(3, [99])
    expect(index.find([20, 30, 40], 5)).toEqual([2, 1])
    expect(index.find([20, 30, 40], 1)).toEqual([2])
  })
})

describe('SetPhrases', () => {
  it('discounts what stands in matter after matter', () => {
    const phrases = new SetPhrases()
    for (let matter = 0; matter < 10; matter++) phrases.count([7, 1000 + matter])
    expect(phrases.worth(7)).toBeLessThan(0.3)
    expect(phrases.worth(1001)).toBe(1)
  })
})
