import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { openMatter } from '../../db/matters.ts'
import { events, identities, matters, people, roles as roleRows } from '../../db/schema/index.ts'
import { commit } from '../../db/write.ts'
import { runCommand } from '../../handlers/commands/index.ts'
import { type Area, areaTree } from '../../matters/areas.ts'
import { fresh, type Matter } from '../../matters/matter.ts'
import {
  holds,
  may,
  type Right,
  type Role,
  rights,
  roleNames,
  roles,
  type Staff,
} from '../../matters/roles.ts'
import { categories, categoryOf } from '../../matters/taxonomy.ts'
import { maySee, view } from '../../matters/view.ts'
import { openStory, type Story, seal } from '../support/story.ts'

const area = (id: string, kind: Area['kind'], parentId: string | null): Area => ({
  id,
  kind,
  name: id,
  parentId,
  code: null,
})
const town = areaTree([
  area('station', 'station', null),
  area('anhe', 'community', 'station'),
  area('liuan', 'community', 'station'),
  area('anhe-1', 'grid', 'anhe'),
  area('anhe-2', 'grid', 'anhe'),
])
const staff = (...held: [Role, string][]): Staff => ({
  personId: 7,
  name: '小林',
  roles: held.map(([role, areaId]) => ({ role, areaId })),
})

describe('in its own area', () => {
  test.each([
    'volunteer may not see',
    'volunteer may not assign',
    'volunteer may not take',
    'volunteer may not handle',
    'grid_worker may see',
    'grid_worker may not seeConfidential',
    'grid_worker may not assign',
    'grid_worker may take',
    'grid_worker may handle',
    'grid_worker may not conclude',
    'grid_worker may not liftEmergency',
    'grid_worker may approveGroup',
    'grid_worker may not setGroup',
    'auxiliary_grid may take',
    'auxiliary_grid may handle',
    'auxiliary_grid may not conclude',
    'auxiliary_grid may not seeConfidential',
    'auxiliary_grid may not assign',
    'officer may seeConfidential',
    'officer may assign',
    'officer may conclude',
    'officer may not liftEmergency',
    'officer may not setGroup',
    'duty_desk may seeConfidential',
    'duty_desk may assign',
    'duty_desk may liftEmergency',
    'duty_desk may not conclude',
    'chief may assign',
    'chief may take',
    'chief may conclude',
    'chief may seeConfidential',
    'chief may not liftEmergency',
    'zz_center may see',
    'zz_center may assign',
    'zz_center may not seeConfidential',
    'zz_center may not conclude',
    'department may not see',
    'department may not assign',
    'mediator may not seeConfidential',
    'mediator may not assign',
    'citizen_supervisor may not see',
    'citizen_supervisor may not assign',
    'inspector may not see',
    'inspector may not assign',
    'inspector may not conclude',
    'admin may setGroup',
    'admin may not see',
    'admin may not seeConfidential',
    'admin may not assign',
  ])('%s', (sentence) => {
    const [role, , ...words] = sentence.split(' ')
    const right = words.at(-1) as Right
    expect(Object.keys(rights)).toContain(right)
    expect(may(staff([role as Role, 'anhe-1']), right, 'anhe-1', town)).toBe(!words.includes('not'))
  })
})

describe('a right holds', () => {
  test('in the area and all below it, never beside or above', () => {
    const officer = staff(['officer', 'anhe'])
    expect(may(officer, 'assign', 'anhe', town)).toBe(true)
    expect(may(officer, 'assign', 'anhe-2', town)).toBe(true)
    expect(may(officer, 'assign', 'liuan', town)).toBe(false)
    expect(may(officer, 'assign', 'station', town)).toBe(false)
  })

  test('for each role in its own area: they do not lend each other theirs', () => {
    const both = staff(['officer', 'liuan'], ['grid_worker', 'anhe-1'])
    expect(may(both, 'assign', 'anhe-1', town)).toBe(false)
    expect(may(both, 'take', 'anhe-1', town)).toBe(true)
    expect(may(both, 'assign', 'liuan', town)).toBe(true)
  })

  test('for nobody without a bound identity, without a role, or in an area that is not there', () => {
    for (const right of Object.keys(rights) as Right[]) {
      expect(may(undefined, right, 'anhe', town)).toBe(false)
      expect(may(staff(), right, 'anhe', town)).toBe(false)
      expect(may(staff(['officer', 'nowhere'], ['admin', 'nowhere']), right, 'nowhere', town)).toBe(false)
    }
  })

  test('to lift an emergency for the duty desk alone', () => {
    const lifting = roles.filter((role) => may(staff([role, 'station']), 'liftEmergency', 'anhe-1', town))
    expect(lifting).toEqual(['duty_desk'])
  })

  test('and every role has a Chinese name and is found by it', () => {
    for (const role of roles) {
      expect(roleNames[role]).toMatch(/[一-鿿]/)
      expect(holds(staff([role, 'anhe']), role)).toBe(true)
    }
    expect(holds(undefined, 'admin')).toBe(false)
    expect(holds(staff(['officer', 'anhe']), 'admin')).toBe(false)
  })
})

const matter: Matter = {
  ...fresh,
  id: 1,
  number: 'AH-1117-01',
  kind: 'dispute',
  category: 'dispute.neighbor.noise',
  colour: 'blue',
  colourRules: ['B0'],
  urgency: 'normal',
  privacy: 'restricted',
  summary: '安和花园三期5号楼:邻里噪声',
  areaId: 'anhe-2',
  place: null,
  needsClarify: false,
  occurred: null,
  facts: {},
  leadDepartment: 'grid_worker',
  co: [],
  leadId: null,
  state: 'resolved',
  outcome: null,
  satisfaction: null,
  dueAt: null,
  groupId: null,
  emergencyLiftedAt: null,
  openedAt: new Date('2026-11-17T12:00:00+08:00'),
  version: 1,
}

/** A random tree of jurisdictions, somebody with random roles in it, and a random matter somewhere in it. */
const worlds = fc
  .record({
    parents: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
    held: fc.array(fc.tuple(fc.constantFrom(...roles), fc.nat()), { maxLength: 4 }),
    where: fc.nat(),
    category: fc.constantFrom(...categories.values()),
    lead: fc.constantFrom('nobody', 'somebody else', 'this one'),
  })
  .map(({ parents, held, where, category, lead }) => {
    const above = parents.map((pick, index) => pick % (index + 1))
    const parentOf = (index: number) => (above[index] === index ? null : (above[index] ?? null))
    const areas = areaTree(
      above.map((_, index) =>
        area(`a${index}`, 'grid', parentOf(index) === null ? null : `a${parentOf(index)}`),
      ),
    )
    const size = parents.length
    const someone = staff(...held.map(([role, at]): [Role, string] => [role, `a${at % size}`]))
    const leadId = { nobody: null, 'somebody else': 8, 'this one': 7 }[lead]
    const { id, kind, colour, urgency, privacy } = category
    const at = where % size
    const one: Matter = { ...matter, category: id, kind, colour, urgency, privacy, areaId: `a${at}`, leadId }
    /** The roles that count there, found by walking up by hand. */
    const upwards = new Set<string>()
    for (let up: number | null = at; up !== null; up = parentOf(up)) upwards.add(`a${up}`)
    const here = someone.roles.filter((role) => upwards.has(role.areaId)).map((role) => role.role)
    return { areas, someone, one, here }
  })

const runs = { numRuns: 1000 }

describe('in any tree of areas, for any roles and any matter', () => {
  test('nobody without a role at or above its area sees a matter, be they its lead', () => {
    fc.assert(
      fc.property(worlds, ({ areas, someone, one, here }) => {
        fc.pre(here.length === 0)
        expect(maySee(someone, one, areas)).toBe(false)
        expect(view({ as: 'staff', staff: someone }, one, { areas, leadName: null, parties: [] })).toBeNull()
        for (const right of Object.keys(rights) as Right[])
          expect(may(someone, right, one.areaId, areas)).toBe(false)
      }),
      runs,
    )
  })

  test('a confidential one is seen by officers, duty desk and chief, and by its lead among the others', () => {
    fc.assert(
      fc.property(worlds, ({ areas, someone, one, here }) => {
        fc.pre(one.privacy === 'confidential' && one.category !== 'feedback.police_complaint')
        const trusted = here.some((role) =>
          ['officer', 'duty_desk', 'chief', 'deputy_chief', 'brigade_chief', 'bureau_chief'].includes(role),
        )
        const works = here.some((role) =>
          ['grid_worker', 'grid_head', 'auxiliary_grid', 'zz_center'].includes(role),
        )
        expect(maySee(someone, one, areas)).toBe(trusted || (works && one.leadId === someone.personId))
      }),
      runs,
    )
  })

  test('one that is not confidential is seen by everybody who works there, and by no other role', () => {
    const working = [
      'grid_worker',
      'grid_head',
      'auxiliary_grid',
      'zz_center',
      'officer',
      'duty_desk',
      'chief',
      'deputy_chief',
      'brigade_chief',
      'bureau_chief',
    ]
    fc.assert(
      fc.property(worlds, ({ areas, someone, one, here }) => {
        fc.pre(one.privacy !== 'confidential')
        expect(maySee(someone, one, areas)).toBe(here.some((role) => working.includes(role)))
      }),
      runs,
    )
  })

  test('a complaint about the police is seen by the inspector of the area only, be another its lead', () => {
    fc.assert(
      fc.property(worlds, ({ areas, someone, one, here }) => {
        const complaint: Matter = {
          ...one,
          kind: 'feedback',
          category: 'feedback.police_complaint',
          privacy: 'confidential',
        }
        expect(maySee(someone, complaint, areas)).toBe(here.includes('inspector'))
      }),
      runs,
    )
  })
})

let story: Story
let serial = 0
const cast: Record<string, [name: string, role: Role, areaId: string]> = {
  gong: ['志愿者老龚', 'volunteer', 'anhe'],
  fu: ['辅警小傅', 'auxiliary_grid', 'anhe-2'],
  suo: ['所长老锁', 'chief', 'station'],
  zong: ['综治小宗', 'zz_center', 'station'],
  tiao: ['调解员老条', 'mediator', 'anhe'],
  bu: ['城管小卜', 'department', 'anhe'],
  du: ['督察老杜', 'inspector', 'street'],
  guan: ['管理员小管', 'admin', 'street'],
}

beforeAll(async () => {
  story = await openStory({ roles: [], announced: false })
  const { db } = story.store
  for (const [externalId, [name, role, areaId]] of Object.entries(cast)) {
    const [row] = await db.insert(people).values({ name }).returning()
    const personId = row?.id ?? 0
    await db.insert(roleRows).values({ personId, role, areaId })
    // Some of these ids belong to people of the demonstration community.
    await db
      .insert(identities)
      .values({ personId, platform: 'sandbox', externalId, boundAt: story.now() })
      .onConflictDoUpdate({ target: [identities.platform, identities.externalId], set: { personId } })
  }
  await story.app.desk.registry.refresh()
})
afterAll(() => story.end())

describe('on a matter of the second grid', () => {
  let number: string
  beforeEach(async () => {
    number = await planted({})
  })

  test.each([
    ['zhang', 'a resident', '交办'],
    ['gong', 'a volunteer', '交办'],
    ['lin', 'the grid worker', '交办'],
    ['fu', 'an auxiliary', '交办'],
    ['tiao', 'a mediator', '交办'],
    ['bu', 'a department', '交办'],
    ['guan', 'an administrator', '交办'],
    ['gong', 'a volunteer', '接单'],
    ['guan', 'an administrator', '看'],
    ['gong', 'a volunteer', '办结'],
    ['fu', 'an auxiliary', '办结'],
    ['zong', 'the 综治中心', '办结'],
    ['duty', 'the duty desk', '办结'],
    ['tiao', 'a mediator', '化解'],
    ['zhou', 'an officer', '解除'],
    ['suo', 'the chief', '解除'],
    ['zhang', 'a resident', '解除'],
  ])('%s, %s, may not /%s: the verb is not theirs', async (as, _, verb) => {
    expect(await says(as, `/${verb} ${number} @网格员小林`)).toMatch(/要有相应职责的工作人员才能用/)
    expect(await stored(number)).toMatchObject({ version: 1 })
  })

  test.each([
    ['xiu', 'the grid worker of the first grid', '接单'],
    ['xiu', 'the grid worker of the first grid', '看'],
    ['xiu', 'the grid worker of the first grid', '办结'],
    ['chen', 'the officer of the next community', '交办'],
    ['chen', 'the officer of the next community', '看'],
    ['chen', 'the officer of the next community', '办结'],
    ['gong', 'a volunteer', '看'],
    ['du', 'an inspector', '交办'],
    ['bu', 'a department that was not called', '办理'],
  ])('%s, %s, does not even learn by /%s that it is there', async (as, _, verb) => {
    const about = await says(as, `/${verb} ${number} @网格员小林`)
    expect(about).toBe((await says(as, `/${verb} AH-1117-99 @网格员小林`)).replace('AH-1117-99', number))
    expect(about).toMatch(/没有找到您能看的事项/)
    expect(await stored(number)).toMatchObject({ version: 1 })
  })

  test.each([
    ['zhou', '交办', '@网格员小林', 'assigned'],
    ['duty', '交办', '@网格员小林', 'assigned'],
    ['suo', '交办', '@网格员小林', 'assigned'],
    ['zong', '交办', '@网格员小林', 'assigned'],
    ['zhou', '交办', '@辅警小傅', 'assigned'],
    ['lin', '接单', '', 'handling'],
    ['fu', '接单', '', 'handling'],
    ['zhou', '接单', '', 'handling'],
    ['suo', '接单', '', 'handling'],
  ])('%s may /%s %s: it is %s', async (as, verb, rest, state) => {
    await says(as, `/${verb} ${number} ${rest}`)
    expect((await stored(number))?.state).toBe(state)
  })

  test.each([
    ['网格员阿秀', 'of the first grid'],
    ['陈警官', 'of the next community'],
    ['志愿者老龚', 'a volunteer'],
    ['管理员小管', 'an administrator'],
    ['督察老杜', 'an inspector'],
  ])('%s, %s, cannot be made its lead', async (name) => {
    expect(await says('zhou', `/交办 ${number} @${name}`)).toContain(`${name}不管这一片`)
    expect(await stored(number)).toMatchObject({ version: 1, leadId: null })
  })

  test('one who has it keeps it: another grid worker of the place is sent to the officer', async () => {
    await says('lin', `/接单 ${number}`)
    expect(await says('fu', `/接单 ${number}`)).toMatch(/已由 网格员小林 牵头/)
    expect(await says('fu', `/化解 ${number} 好了`)).toMatch(/不在您的职责内/)
    expect(await stored(number)).toMatchObject({ version: 2, state: 'handling' })
  })
})

describe('a matter that is resolved', () => {
  test('is concluded by the grid worker when it is blue', async () => {
    const number = await planted({ state: 'resolved' })
    await says('lin', `/办结 ${number} 四项都妥`)
    expect((await stored(number))?.state).toBe('followup')
  })

  test.each(['yellow', 'red'] as const)(
    'is concluded by the officer and not by the grid worker when %s',
    async (colour) => {
      const number = await planted({ state: 'resolved', colour })
      expect(await says('lin', `/办结 ${number}`)).toMatch(/不在您的职责内/)
      expect((await stored(number))?.state).toBe('resolved')
      await says('zhou', `/办结 ${number} 四项都妥`)
      expect((await stored(number))?.state).toBe('followup')
    },
  )

  test('is concluded by no grid worker of another grid, blue as it is', async () => {
    const number = await planted({ state: 'resolved' })
    for (const as of ['xiu', 'li', 'gao']) await says(as, `/办结 ${number} 四项都妥`)
    expect((await stored(number))?.state).toBe('resolved')
  })
})

describe('a confidential matter', () => {
  const tip = { kind: 'tip', category: 'tip.gambling', privacy: 'confidential', colour: 'yellow' } as const

  test('is not there for the grid worker and the 综治中心, until it is given to them', async () => {
    const number = await planted(tip)
    for (const as of ['lin', 'fu', 'zong'])
      expect(await says(as, `/看 ${number}`)).toMatch(/没有找到您能看的事项/)
    await says('zhou', `/交办 ${number} @网格员小林`)
    expect(await says('lin', `/看 ${number}`)).toContain('赌博')
    expect(await says('fu', `/看 ${number}`)).toMatch(/没有找到您能看的事项/)
  })

  test('is seen by officer, duty desk and chief of the area, each look on record', async () => {
    const number = await planted(tip)
    for (const as of ['zhou', 'duty', 'suo']) expect(await says(as, `/看 ${number}`)).toContain('赌博')
    const row = await stored(number)
    const reads = await story.store.db
      .select()
      .from(events)
      .where(eq(events.matterId, row?.id ?? 0))
    expect(reads.map((one) => one.kind)).toEqual(['read', 'read', 'read'])
    expect(new Set(reads.map((one) => one.actorId)).size).toBe(3)
  })

  test('is not found by those who are refused either through /待办', async () => {
    const number = await planted(tip)
    for (const as of ['lin', 'zong', 'chen']) expect(await says(as, '/待办')).not.toContain(number)
    expect(await says('zhou', '/待办')).toContain(number)
  })
})

describe('a complaint about the police', () => {
  const complaint = {
    kind: 'feedback',
    category: 'feedback.police_complaint',
    privacy: 'confidential',
    colour: null,
  } as const

  test('is not there for the officers of the place, the duty desk and the chief', async () => {
    const number = await planted(complaint)
    for (const as of ['zhou', 'duty', 'suo', 'zong', 'lin', 'guan']) {
      expect(await says(as, `/看 ${number}`)).not.toContain('投诉')
      expect(await says(as, `/交办 ${number} @网格员小林`)).not.toMatch(/已交办|不在您的职责内/)
      expect(await says(as, '/待办')).not.toContain(number)
    }
    expect(await stored(number)).toMatchObject({ version: 1 })
  })

  test('is in no count either that others are shown', async () => {
    const count = () => Promise.all(['zhou', 'suo', 'duty', 'zong', 'lin'].map(todoCount))
    const before = await count()
    await planted(complaint)
    expect(await count()).toEqual(before)
  })

  test('is taken, handled and concluded by the inspector, who is shown nothing else', async () => {
    const number = await planted(complaint)
    expect(await says('du', `/看 ${number}`)).toContain('投诉')
    expect(await says('du', '/待办')).toContain(number)
    for (const words of [
      `/接单 ${number}`,
      `/办理 ${number} 约谈`,
      `/化解 ${number} 已说明`,
      `/办结 ${number} 四项都妥`,
    ])
      await says('du', words)
    expect((await stored(number))?.state).toBe('archived')
    const other = await planted({})
    expect(await says('du', `/看 ${other}`)).toMatch(/没有找到您能看的事项/)
    await says('du', `/接单 ${other}`)
    expect(await stored(other)).toMatchObject({ version: 1 })
  })
})

describe('at the edges', () => {
  test('the 综治中心 finds in /待办 no count of tips that it may not see', async () => {
    const before = await todoCount('zong')
    await planted({ kind: 'tip', category: 'tip.gambling', privacy: 'confidential' })
    expect(await todoCount('zong')).toBe(before)
  })
})

async function planted(set: Partial<Matter>): Promise<string> {
  serial += 1
  const number = `AH-1117-${String(serial).padStart(2, '0')}`
  const {
    version: _,
    satisfaction: __,
    emergencyLiftedAt: ___,
    ...fresh
  } = {
    ...matter,
    state: 'new' as const,
    leadDepartment: categoryOf(set.category ?? matter.category).lead,
    ...set,
  }
  await story.store.db.transaction((tx) =>
    openMatter(
      seal,
      { ...fresh, id: serial, number, foundBy: 'resident', source: 'group' },
      { parties: [], reporter: { platform: 'sandbox', externalId: 'zhang' }, happenings: [] },
    )(tx),
  )
  return number
}

async function stored(number: string) {
  const [row] = await story.store.db.select().from(matters).where(eq(matters.number, number))
  return row
}

/** How many matters /待办 counts for somebody. */
async function todoCount(as: string): Promise<number> {
  return Number(/待办 (\d+) 件/.exec(await says(as, '/待办'))?.[1])
}

let messages = 0
async function says(as: string, text: string): Promise<string> {
  messages += 1
  const write = await runCommand(
    {
      platform: 'sandbox',
      messageId: `r${messages}`,
      chat: { id: as, kind: 'direct' },
      sender: { id: as, nick: as },
      type: 'text',
      text,
      mentionsBot: false,
      mentions: [],
      at: story.now().toISOString(),
      heard: 'command',
      score: 1,
      neighbours: [],
    },
    story.app.desk,
  )
  await commit(story.store.db, write)
  return write.posts
    .filter((post) => post.chat.id === as && (post.about === 'answer' || post.about === 'refusal'))
    .map((post) => plainText(post.card))
    .join('\n')
}
