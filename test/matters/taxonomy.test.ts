import { describe, expect, test } from 'vitest'
import {
  type Colour,
  categories,
  categoryOf,
  colourRules,
  departmentNames,
  followUpDays,
  higherColour,
  kinds,
  loadCategories,
} from '../../matters/taxonomy.ts'

const row = {
  id: 'hazard.manhole',
  zh: '井盖',
  kind: 'hazard',
  default_colour: 'blue',
  default_urgency: 'normal',
  privacy: 'restricted',
  lead: 'grid_worker',
}

describe('the table of categories', () => {
  test('holds 123 categories in six kinds', () => {
    expect(categories.size).toBe(123)
    const counts = Object.fromEntries(
      kinds.map((kind) => [kind, [...categories.values()].filter((one) => one.kind === kind).length]),
    )
    expect(counts).toEqual({ dispute: 31, tip: 25, hazard: 29, care: 12, service: 17, feedback: 9 })
  })

  test('names each category by its kind', () => {
    const astray = [...categories.values()].filter((one) => !one.id.startsWith(`${one.kind}.`))
    expect(astray).toEqual([])
  })

  test('gives services and feedback no colour, and every other kind one', () => {
    for (const { id, kind, colour } of categories.values())
      expect([id, colour === null]).toEqual([id, kind === 'service' || kind === 'feedback'])
  })

  test('leads only to departments that have a name', () => {
    const nameless = [...categories.values()].flatMap((one) =>
      [one.lead, ...one.co].filter((department) => !departmentNames[department]),
    )
    expect(nameless).toEqual([])
  })

  test('keeps tips, family, minors and care in need confidential', () => {
    const open = [...categories.values()].filter(
      (one) =>
        one.privacy !== 'confidential' &&
        (one.kind === 'tip' || /minor|violence|self_harm|marriage|romantic|police_complaint/.test(one.id)),
    )
    expect(open).toEqual([])
  })

  test('shows to the public at once only what endangers it', () => {
    const open = [...categories.values()].filter((one) => one.privacy === 'public_safety')
    expect(open.map((one) => one.id).sort()).toEqual([
      'care.medical_emergency',
      'care.trapped',
      'hazard.elevator',
      'hazard.fire_active',
      'hazard.gas',
      'hazard.road_facility',
      'hazard.structure',
      'hazard.water_power_heat',
      'hazard.water_safety',
      'hazard.weather',
    ])
  })

  test('has ten red rules, nine yellow ones and B0', () => {
    expect(colourRules.map((rule) => rule.id)).toEqual([
      ...['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10'],
      ...['Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7', 'Y8', 'Y9'],
      'B0',
    ])
  })

  test('throws on a category that it does not hold', () => {
    expect(() => categoryOf('dispute.invented')).toThrow('no category dispute.invented')
  })
})

describe('the loader', () => {
  test('takes a row that is in order', () => {
    expect(loadCategories([row]).get('hazard.manhole')).toEqual({
      id: 'hazard.manhole',
      zh: '井盖',
      kind: 'hazard',
      colour: 'blue',
      urgency: 'normal',
      privacy: 'restricted',
      lead: 'grid_worker',
      co: [],
      cueWords: [],
    })
  })

  // taxonomy.json's list "forbidden", by id and by name.
  test.each([
    ['tip.political_speech', '言论'],
    ['tip.petition', '上访'],
    ['tip.other2', '信访人员'],
    ['tip.religion', '活动'],
    ['tip.faith', '宗教活动'],
    ['tip.ethnic', '人员'],
    ['tip.origin', '少数民族'],
    ['tip.rumour', '传言'],
    ['tip.rumor', '传言'],
    ['tip.talk', '网络谣言'],
    ['care.watch_list', '名单'],
    ['care.people', '重点人'],
    ['care.listed', '列管人员'],
    ['tip.blacklist', '名单'],
    ['tip.names', '黑名单'],
    ['care.person_score', '评分'],
    ['care.high_risk_person', '人员'],
    ['care.risk', '高危人员'],
    ['care.mental_illness', '登记'],
    ['care.patients', '精神病人登记'],
    ['care.patients2', '严重精神障碍患者'],
    ['tip.drug_user', '登记'],
    ['tip.users', '吸毒人员'],
    ['tip.ex_prisoner', '登记'],
    ['tip.released', '刑满释放人员'],
    ['tip.record', '有前科的'],
    ['tip.assembly', '活动'],
    ['tip.crowd', '人员聚集'],
  ])('refuses %s (%s) by rule X-2', (id, zh) => {
    expect(() => loadCategories([row, { ...row, id, zh }])).toThrow(id)
  })

  test('refuses an id that stands twice, naming it', () => {
    expect(() => loadCategories([row, { ...row, zh: '另一个' }])).toThrow('hazard.manhole stands twice')
  })

  test.each(['person', '', undefined])('refuses the unknown kind %s', (kind) => {
    expect(() => loadCategories([{ ...row, kind }])).toThrow(`hazard.manhole has the unknown kind`)
  })

  test('takes a privacy it does not know for confidential', () => {
    expect(loadCategories([{ ...row, privacy: 'open' }]).get('hazard.manhole')?.privacy).toBe('confidential')
  })

  test.each([{ default_colour: 'bleu' }, { default_urgency: 'urgnet' }])('refuses %o', (typo) => {
    expect(() => loadCategories([{ ...row, ...typo }])).toThrow('hazard.manhole')
  })
})

describe('follow-up visits are owed on', () => {
  const owed: [category: string, colour: Colour | null, days: number[]][] = [
    ['dispute.neighbor.noise', 'blue', [7]],
    ['dispute.contract', 'yellow', [7, 30]],
    ['dispute.expropriation', 'red', [7, 30, 90]],
    ['dispute.neighbor.noise', 'red', [7, 30, 90]],
    ['care.self_harm', 'red', [1, 3, 7, 30, 90]],
    ['care.domestic_violence', 'red', [3, 7, 30, 90]],
    ['care.minor_abuse', 'red', [3, 7, 30, 90]],
    ['care.minor_bullying', 'red', [3, 7, 30, 90]],
    ['care.minor_hardship', 'yellow', [3, 7, 30, 90]],
    ['care.elder_alone', 'yellow', [7, 30]],
    ['hazard.gas', 'red', [3, 30]],
    ['hazard.road_facility', 'blue', [3, 30]],
    ['hazard.small_place.clinic', 'yellow', [3, 30]],
    ['tip.fraud.task_rebate', 'yellow', [1, 7]],
    ['tip.fraud.investment', 'red', [1, 7]],
    ['tip.theft.burglary', 'red', [7, 30, 90]],
    ['tip.suspicious_activity', 'blue', [7]],
    ['service.household.newborn', null, [1]],
    ['feedback.praise', null, []],
    ['feedback.police_complaint', null, []],
  ]
  test.each(owed)('%s, %s: days %j', (category, colour, days) => {
    expect(followUpDays(category, colour)).toEqual(days)
  })

  test('every category as the table of the domain says', () => {
    for (const { id, kind, colour } of categories.values()) {
      const days = followUpDays(id, colour)
      expect([id, days.length > 0]).toEqual([id, kind !== 'feedback'])
      expect([...days].sort((a, b) => a - b)).toEqual(days)
    }
  })
})

describe('of two colours the stricter', () => {
  test.each<[Colour | null, Colour | null, Colour | null]>([
    ['blue', 'yellow', 'yellow'],
    ['red', 'yellow', 'red'],
    ['blue', 'blue', 'blue'],
    [null, 'blue', 'blue'],
    ['red', null, 'red'],
    [null, null, null],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(higherColour(a, b)).toBe(expected)
    expect(higherColour(b, a)).toBe(expected)
  })
})
