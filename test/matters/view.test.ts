import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areaTree } from '../../matters/areas.ts'
import { fresh, type Matter } from '../../matters/matter.ts'
import { states } from '../../matters/moves.ts'
import type { PlaceReading, Reading } from '../../matters/reading.ts'
import { type Role, roles, type Staff } from '../../matters/roles.ts'
import { summarise } from '../../matters/summary.ts'
import { categories, privacies } from '../../matters/taxonomy.ts'
import { type Surroundings, type Viewer, view } from '../../matters/view.ts'

const areas = areaTree([
  { id: 'anhe', kind: 'community', name: '安和社区', parentId: null, code: 'AH' },
  { id: 'anhe-2', kind: 'grid', name: '安和第二网格', parentId: 'anhe', code: null },
])
const parties = [
  { role: 'complainant', label: '反映人' },
  { role: 'respondent', label: '楼上住户' },
]
const around: Surroundings = { areas, leadName: '网格员小林', parties }

const place: PlaceReading = {
  text: '',
  community: '安和花园三期',
  phase: '三期',
  building: '5',
  unit: '2',
  floor: '10',
  room: '1001',
  poi: null,
  precision: 'room',
  certainty: 'stated',
}
const matter: Matter = {
  ...fresh,
  id: 1,
  number: 'AH-1117-01',
  kind: 'dispute',
  category: 'dispute.neighbor.noise',
  colour: 'yellow',
  colourRules: ['Y2', 'Y8'],
  urgency: 'normal',
  privacy: 'restricted',
  summary: '安和花园三期5号楼:邻里噪声,反复发生',
  areaId: 'anhe-2',
  place,
  needsClarify: false,
  occurred: { text: '每晚11点', at: null, from: null, to: null, granularity: 'hour', recurring: true },
  facts: {},
  leadDepartment: 'grid_worker',
  co: ['property_mgmt'],
  leadId: 4,
  state: 'handling',
  outcome: null,
  satisfaction: null,
  dueAt: new Date('2026-11-24T12:00:00+08:00'),
  groupId: 1,
  emergencyLiftedAt: null,
  openedAt: new Date('2026-11-17T12:00:00+08:00'),
  version: 3,
}

const staff = (role: Role, personId = 9): Viewer & { as: 'staff' } => ({
  as: 'staff',
  staff: { personId, name: '某人', roles: [{ role, areaId: 'anhe' }] } satisfies Staff,
})
const group: Viewer = { as: 'group', type: 'resident' }
const shownTo = (viewer: Viewer, one: Partial<Matter> = {}) => view(viewer, { ...matter, ...one }, around)

/** All that the matter itself says, whoever looks; what differs is below. */
const common = {
  id: 1,
  number: 'AH-1117-01',
  title: '邻里噪声',
  kind: 'dispute',
  colour: 'yellow',
  colourName: '黄',
  colourRules: ['Y2', 'Y8'],
  urgency: '常规',
  state: '办理中',
  when: '每晚11点',
  summary: '安和花园三期5号楼:邻里噪声,反复发生',
  lead: '网格员小林',
  department: '网格员',
  dueAt: new Date('2026-11-24T12:00:00+08:00'),
  emergency: false,
  confidential: false,
}
const toTheBuilding = { ...common, place: '安和花园三期5号楼', parties: [], notes: false }
const toTheDoor = { ...common, place: '安和花园三期5号楼2单元1001', parties, notes: true }

/** A group gets place and title: the summary of the reporter may carry a sum. */
const inAGroup = { ...toTheBuilding, summary: '安和花园三期5号楼:邻里噪声' }

describe('a matter of a neighbourhood is shown', () => {
  test('to a group as far as the building, without parties', () => {
    expect(shownTo(group)).toEqual(inAGroup)
  })

  test('to a group of whatever type alike', () => {
    for (const type of ['grid_work', 'enterprise', 'volunteer', 'market'])
      expect(shownTo({ as: 'group', type })).toEqual(inAGroup)
  })

  test('to a reporter as far as the building: the door may be one that another reporter told', () => {
    expect(shownTo({ as: 'reporter' })).toEqual(toTheBuilding)
  })

  test('to its lead with everything', () => {
    expect(shownTo(staff('grid_worker', 4))).toEqual(toTheDoor)
  })

  test.each(['officer', 'duty_desk', 'chief'] as const)('to the %s of the area with everything', (role) => {
    expect(shownTo(staff(role))).toEqual(toTheDoor)
  })

  test.each(['grid_worker', 'auxiliary_grid', 'zz_center'] as const)(
    'to a %s who does not handle it as far as the building',
    (role) => expect(shownTo(staff(role))).toEqual(toTheBuilding),
  )

  test.each(['volunteer', 'department', 'mediator', 'citizen_supervisor', 'inspector', 'admin'] as const)(
    'to a %s not at all, not even as its lead',
    (role) => {
      expect(shownTo(staff(role))).toBeNull()
      expect(shownTo(staff(role, 4))).toBeNull()
    },
  )
})

describe('a confidential matter is shown', () => {
  const tip = { kind: 'tip', category: 'tip.gambling', privacy: 'confidential' } as const

  test('to no group', () => {
    for (const type of ['resident', 'grid_work', 'volunteer'])
      expect(shownTo({ as: 'group', type }, tip)).toBeNull()
  })

  test('to staff who handle it, marked as such', () => {
    const told = { ...toTheDoor, title: '赌博', kind: 'tip', confidential: true }
    expect(shownTo(staff('officer'), tip)).toEqual(told)
    expect(shownTo(staff('grid_worker', 4), tip)).toEqual(told)
  })

  test('to nobody else who works there', () => {
    for (const role of ['grid_worker', 'auxiliary_grid', 'zz_center', 'volunteer', 'admin'] as const)
      expect(shownTo(staff(role), tip)).toBeNull()
  })

  test('to its reporter', () => expect(shownTo({ as: 'reporter' }, tip)).toMatchObject({ title: '赌博' }))
})

describe('a complaint about the police is shown', () => {
  const complaint = {
    kind: 'feedback',
    category: 'feedback.police_complaint',
    privacy: 'confidential',
    colour: null,
    leadId: null,
  } as const

  test('to the inspector', () => {
    const seen = shownTo(staff('inspector'), complaint)
    expect(seen).toMatchObject({ title: '对民警/网格员投诉', confidential: true, parties, notes: true })
  })

  test('to no other role and no group', () => {
    for (const role of roles.filter((one) => one !== 'inspector')) {
      expect(shownTo(staff(role), complaint)).toBeNull()
      expect(shownTo(staff(role, 4), { ...complaint, leadId: 4 })).toBeNull()
    }
    expect(shownTo(group, complaint)).toBeNull()
  })
})

describe('what is not known', () => {
  test('is said in words', () => {
    const bare = { place: null, occurred: null, dueAt: null, colour: null, leadId: null }
    expect(view(group, { ...matter, ...bare }, { areas, leadName: null, parties: [] })).toMatchObject({
      place: '地点待补',
      when: '',
      dueAt: null,
      colourName: '—',
      lead: '待交办',
    })
  })

  test('a department without a name keeps its id', () => {
    expect(shownTo(group, { leadDepartment: 'invented' })?.department).toBe('invented')
  })
})

test('an emergency is one until the duty desk has lifted it', () => {
  expect(shownTo(group, { urgency: 'emergency' })?.emergency).toBe(true)
  expect(shownTo(group, { urgency: 'emergency', emergencyLiftedAt: new Date(0) })?.emergency).toBe(false)
  expect(shownTo(group, { urgency: 'urgent' })?.emergency).toBe(false)
})

/** Doors with numbers that stand nowhere else in a matter; spots as the reader cuts them out of a text. */
const doors = fc
  .record({
    building: fc.constantFrom('5', '12', 'B3', 'A', null),
    unit: fc.constantFrom('2', '甲', null),
    floor: fc.constantFrom('8', '-1', null),
    room: fc.constantFrom('8087', '608', null),
    spot: fc.constantFrom(null, '楼道', '电梯', '北门', '小广场', '单元门口', '“夜归人”大排档'),
    before: fc.constantFrom('', '5号楼', '5栋', '号楼', '五号楼'),
    between: fc.constantFrom('', '2单元', '二单元', '单元'),
    precision: fc.constantFrom<PlaceReading['precision'][]>(
      'room',
      'unit',
      'building',
      'poi',
      'grid',
      'community',
      'online',
    ),
  })
  .map(({ spot, before, between, ...parts }): PlaceReading => {
    const poi = spot && before + between + spot
    return { ...place, ...parts, poi }
  })

const anyMatter = fc
  .record({
    place: doors,
    category: fc.constantFrom(...categories.values()),
    privacy: fc.constantFrom(...privacies),
    state: fc.constantFrom(...states),
  })
  .map(({ place, category, privacy, state }): Matter => {
    const { id, kind, colour, urgency } = category
    const reading = { ...emptyReading, kind, category: id, colour, place }
    return {
      ...matter,
      category: id,
      kind,
      colour,
      urgency,
      privacy,
      state,
      place,
      summary: summarise(reading),
    }
  })
const emptyReading: Omit<Reading, 'summary'> = {
  kind: null,
  category: null,
  score: 1,
  choices: [],
  colour: null,
  rules: [],
  urgency: 'normal',
  danger: null,
  guard: null,
  place: null,
  time: null,
  amount: null,
  parties: [],
  facts: {},
  signals: {},
}

/** A floor, a door or the number of a unit in words. */
const behindTheDoor = /8087|608|(?:2|二|甲)单元|地下1层|8楼/

describe('of any matter', () => {
  test('a group is shown no door, no unit and no party, and of a confidential one nothing', () => {
    fc.assert(
      fc.property(anyMatter, (one) => {
        const seen = view(group, one, around)
        if (one.privacy === 'confidential') {
          expect(seen).toBeNull()
          return
        }
        const words = JSON.stringify({ ...seen, dueAt: null })
        expect(words).not.toMatch(behindTheDoor)
        for (const { label } of parties) expect(words).not.toContain(label)
      }),
      { numRuns: 500 },
    )
  })

  test('staff who do not handle it are shown no more of the place than a group', () => {
    fc.assert(
      fc.property(anyMatter, fc.constantFrom(...roles), (one, role) => {
        fc.pre(!['officer', 'duty_desk', 'chief', 'deputy_chief', 'inspector'].includes(role))
        const seen = view(staff(role), one, around)
        // A chief of the brigade or the bureau knows of a confidential one, and of its place as much as a group would.
        if (seen?.confidential) expect(JSON.stringify(seen)).not.toMatch(behindTheDoor)
        else if (seen) expect(seen).toEqual(view(group, one, around))
      }),
      { numRuns: 500 },
    )
  })

  test('its kept summary holds no door and no unit, whoever reads it', () => {
    fc.assert(
      fc.property(anyMatter, (one) => {
        expect(one.summary).not.toMatch(behindTheDoor)
        expect([...one.summary].length).toBeLessThanOrEqual(120)
      }),
      { numRuns: 500 },
    )
  })
})

describe('at the edges', () => {
  test('a group is shown no sum', () => {
    const reading = {
      ...emptyReading,
      kind: 'dispute',
      category: 'dispute.debt',
      place,
      facts: { amountCny: 8000 },
    } as const
    expect(JSON.stringify(shownTo(group, { summary: summarise(reading) }))).not.toContain('8000')
  })
})
