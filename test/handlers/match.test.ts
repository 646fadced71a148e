import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { nextDraftId, openDraft } from '../../db/drafts.ts'
import { openMatter } from '../../db/matters.ts'
import type { Identity } from '../../db/seal.ts'
import { matchFor } from '../../handlers/match.ts'
import type { State } from '../../matters/moves.ts'
import type { PlaceReading, Reading } from '../../matters/reading.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { day, hour, openStory, type Story, seal } from '../support/story.ts'

let story: Story
let serial = 0
beforeAll(async () => {
  story = await openStory({ roles: [], announced: false })
})
afterAll(() => story.end())
afterEach(() => story.store.sql`truncate drafts, matters, reporters, parties, events cascade`)

const zhang: Identity = { platform: 'sandbox', externalId: 'zhang' }
const wang: Identity = { platform: 'sandbox', externalId: 'wang' }

function at(building: string | null, parts: Partial<PlaceReading> = {}): PlaceReading {
  return {
    text: '',
    community: '安和花园三期',
    phase: null,
    building,
    unit: null,
    floor: null,
    room: null,
    poi: null,
    precision: 'building',
    certainty: 'stated',
    ...parts,
  }
}

function told(category: string, place: PlaceReading | null, set: Partial<Reading> = {}): Reading {
  const { kind, colour, urgency } = categoryOf(category)
  return {
    kind,
    category,
    score: 0.9,
    choices: [],
    colour,
    rules: [],
    urgency,
    danger: null,
    guard: null,
    place,
    time: null,
    amount: null,
    parties: [],
    facts: {},
    signals: {},
    summary: '',
    ...set,
  }
}
const noise = 'dispute.neighbor.noise'

/** A matter that stands already. Resolves its id. */
async function standing(
  category: string,
  place: PlaceReading | null,
  set: { state?: State; areaId?: string; groupId?: number; daysAgo?: number; reporter?: Identity } = {},
): Promise<number> {
  serial += 1
  const { kind, colour, urgency, privacy, lead, co } = categoryOf(category)
  const matter = {
    ...{ id: serial, number: `AH-1117-${serial}`, kind, category, colour, urgency, privacy, place, co },
    ...{
      colourRules: [],
      summary: '',
      areaId: set.areaId ?? 'anhe-2',
      needsClarify: false,
      occurred: null,
      facts: {},
    },
    ...{
      leadDepartment: lead,
      leadId: null,
      state: set.state ?? 'new',
      outcome: null,
      dueAt: null,
      groupId: set.groupId ?? null,
    },
    openedAt: new Date(story.now().getTime() - (set.daysAgo ?? 0) * day),
    foundBy: 'resident',
    source: 'group',
  }
  const reporter = set.reporter ?? wang
  await story.store.db.transaction(openMatter(seal, matter, { parties: [], reporter, happenings: [] }))
  return serial
}

/** A draft that waits for its reporter. Resolves its id. */
async function waiting(
  reading: Reading,
  set: { reporter?: Identity; areaId?: string; hoursAgo?: number; sameAs?: number } = {},
): Promise<number> {
  const id = await nextDraftId(story.store.db)
  const draft = {
    id,
    reading,
    reporter: set.reporter ?? wang,
    areaId: set.areaId ?? 'anhe-2',
    sameAs: set.sameAs,
    groupId: null,
    messageIds: [],
    foundBy: 'resident',
    source: 'group',
    at: new Date(story.now().getTime() - (set.hoursAgo ?? 0) * hour),
  }
  await story.store.db.transaction(openDraft(seal, draft))
  return id
}

const match = (
  reading: Reading,
  set: { areaId?: string; groupId?: number; reporter?: Identity; besides?: number } = {},
) => matchFor(story.app.desk, { reading, areaId: 'anhe-2', groupId: null, reporter: zhang, ...set })

describe('a report belongs to an open matter', () => {
  test('of the same category at the same building, whoever reported that', async () => {
    const id = await standing(noise, at('5'))
    expect(await match(told(noise, at('5', { unit: '2' })))).toMatchObject({ matterId: id })
    expect(await match(told(noise, at('5')), { reporter: wang })).toMatchObject({ matterId: id })
  })

  test('in another grid of the same community', async () => {
    const id = await standing('hazard.fire_lane', at(null, { poi: '北门', precision: 'poi' }), {
      areaId: 'anhe-3',
    })
    expect(await match(told('hazard.fire_lane', at(null, { poi: '北门', precision: 'poi' })))).toMatchObject({
      matterId: id,
    })
  })

  test.each<State>(['new', 'studied', 'assigned', 'handling', 'resolved'])('that is %s', async (state) => {
    const id = await standing(noise, at('5'), { state })
    expect((await match(told(noise, at('5')))).matterId).toBe(id)
  })

  test('the newest of several', async () => {
    await standing(noise, at('5'))
    const newest = await standing(noise, at('5'))
    expect((await match(told(noise, at('5')))).matterId).toBe(newest)
  })
})

describe('a report belongs to no matter', () => {
  test('at another building, in another unit, or in another community', async () => {
    await standing(noise, at('5', { unit: '2' }))
    await standing(noise, at('9', { community: '柳岸里' }), { areaId: 'liuan-1' })
    expect((await match(told(noise, at('6')))).matterId).toBeUndefined()
    expect((await match(told(noise, at('5', { unit: '1' })))).matterId).toBeUndefined()
    expect((await match(told(noise, at('9')))).matterId).toBeUndefined()
  })

  test('of the same person who reported something else: never by person (X-4)', async () => {
    await standing(noise, at('5'), { reporter: zhang })
    await standing('dispute.neighbor.water_leak', at('6'), { reporter: zhang })
    expect((await match(told('hazard.fire_lane', at('5')))).matterId).toBeUndefined()
    expect((await match(told('dispute.neighbor.water_leak', at('5')))).matterId).toBeUndefined()
  })

  test('of another category at the same building', async () => {
    await standing('dispute.neighbor.water_leak', at('5'))
    expect((await match(told(noise, at('5')))).matterId).toBeUndefined()
  })

  test.each<State>(['concluded', 'followup', 'archived', 'withdrawn', 'unfounded', 'merged', 'transferred'])(
    'that is %s',
    async (state) => {
      await standing(noise, at('5'), { state })
      expect((await match(told(noise, at('5')))).matterId).toBeUndefined()
    },
  )

  test('when each has their own: two thefts at one building are two', async () => {
    await standing('tip.theft.ebike', at('5'))
    expect((await match(told('tip.theft.ebike', at('5')))).matterId).toBeUndefined()
  })

  test('while its own category is not settled', async () => {
    await standing(noise, at('5'))
    const reading = { ...told(noise, at('5')), category: null }
    expect(await match(reading)).toEqual({ reading })
  })
})

describe('a report is told like an open draft', () => {
  test('of another person, within a day', async () => {
    const id = await waiting(told(noise, at('5')))
    expect(await match(told(noise, at('5')))).toMatchObject({ draftId: id })
  })

  test('never of the same person, nor of the other half of the same report', async () => {
    const own = await waiting(told(noise, at('5')), { reporter: zhang })
    const half = await waiting(told(noise, at('5')))
    expect((await match(told(noise, at('5')), { besides: half })).draftId).toBeUndefined()
    expect((await match(told(noise, at('5')), { reporter: wang })).draftId).toBe(own)
  })

  test('that heads the story, not one that follows another', async () => {
    const head = await waiting(told(noise, at('5')))
    await waiting(told(noise, at('5')), { reporter: { ...wang, externalId: 'xiaoyu' }, sameAs: head })
    expect((await match(told(noise, at('5')))).draftId).toBe(head)
  })

  test('not of the day before yesterday, of another place or of another community', async () => {
    await waiting(told(noise, at('5')), { hoursAgo: 25 })
    await waiting(told(noise, at('6')))
    await waiting(told(noise, at('5', { community: '柳岸里' })), { areaId: 'liuan-1' })
    expect((await match(told(noise, at('5')))).draftId).toBeUndefined()
  })

  test('after an open matter: what stands goes first', async () => {
    await waiting(told(noise, at('5')))
    const id = await standing(noise, at('5'))
    expect(await match(told(noise, at('5')))).toMatchObject({ matterId: id })
    expect((await match(told(noise, at('5')))).draftId).toBeUndefined()
  })
})

describe('a report that may be of an open matter', () => {
  const spot = at(null, { poi: '小广场', precision: 'poi' })

  test('is near but not sure: both say where, in words that cannot be compared', async () => {
    const id = await standing(noise, at('5'))
    const found = await match(told(noise, spot))
    expect(found).toMatchObject({ mayBe: { id }, sure: 0.5 })
    expect(found.matterId).toBeUndefined()
  })

  test('is not asked about once something surer is found', async () => {
    await standing(noise, at('5'))
    const id = await standing(noise, spot)
    const found = await match(told(noise, spot))
    expect(found).toMatchObject({ matterId: id })
    expect(found.mayBe).toBeUndefined()
    expect(found.sure).toBeGreaterThan(0.9)
  })

  test.each(['tip.violence', 'dispute.marriage_family', 'hazard.group_rental'])(
    'is never asked about %s: nobody learns that there is one',
    async (category) => {
      await standing(category, at('5'))
      expect((await match(told(category, spot))).mayBe).toBeUndefined()
    },
  )

  test.each(['tip.violence', 'care.domestic_violence'])(
    'is never asked about where the report itself is confidential: %s',
    async (category) => {
      await standing('care.medical_emergency', at('5'))
      await standing('dispute.marriage_family', at('5'))
      expect((await match(told(category, spot))).mayBe).toBeUndefined()
    },
  )

  test('is described to those of its own group alone', async () => {
    const [here, elsewhere] = story.app.desk.registry.groups().map(({ id }) => id)
    const id = await standing(noise, at('5'), { groupId: here })
    const known = { id, told: { category: noise, place: at('5') } }
    expect((await match(told(noise, spot), { groupId: here })).mayBe).toMatchObject(known)
    expect((await match(told(noise, spot), { groupId: elsewhere })).mayBe).toEqual({ id })
    expect((await match(told(noise, spot))).mayBe).toEqual({ id })
  })

  test('nor about one that is closed', async () => {
    await standing(noise, at('5'), { state: 'archived' })
    expect((await match(told(noise, spot))).mayBe).toBeUndefined()
  })
})

describe('what history adds', () => {
  const ended = (daysAgo: number) => standing(noise, at('5'), { state: 'archived', daysAgo })

  test('nothing the first time', async () => {
    expect((await match(told(noise, at('5')))).reading).toEqual(told(noise, at('5')))
  })

  test('Y2 and yellow the second time in 30 days', async () => {
    await ended(29)
    expect((await match(told(noise, at('5')))).reading).toMatchObject({ rules: ['Y2'], colour: 'yellow' })
  })

  test('nothing after 31 days', async () => {
    await ended(31)
    expect((await match(told(noise, at('5')))).reading).toMatchObject({ rules: [], colour: 'blue' })
  })

  test('R4 and red the third time in 90 days', async () => {
    await ended(89)
    await ended(60)
    expect((await match(told(noise, at('5')))).reading).toMatchObject({ rules: ['R4'], colour: 'red' })
  })

  test('not R4 when one of them is older than 90 days', async () => {
    await ended(91)
    await ended(60)
    expect((await match(told(noise, at('5')))).reading).toMatchObject({ rules: [], colour: 'blue' })
  })

  test('never lowers, never repeats a rule, and drops B0', async () => {
    await ended(5)
    const red = told(noise, at('5'), { rules: ['R1', 'Y2'], colour: 'red' })
    expect((await match(red)).reading).toEqual(red)
    expect((await match(told(noise, at('5'), { rules: ['B0'] }))).reading.rules).toEqual(['Y2'])
  })

  test('gives services and feedback no colour', async () => {
    await standing('service.transfer_12345', at('5'), { state: 'archived', daysAgo: 2 })
    expect((await match(told('service.transfer_12345', at('5')))).reading.colour).toBeNull()
  })

  test('of another place or category counts for nothing', async () => {
    await standing(noise, at('6'), { state: 'archived', daysAgo: 2 })
    await standing('dispute.neighbor.pet', at('5'), { state: 'archived', daysAgo: 2 })
    expect((await match(told(noise, at('5')))).reading.rules).toEqual([])
  })
})

describe('at the edges', () => {
  test.each<State>(['withdrawn', 'unfounded', 'merged'])('what was %s is no time before', async (state) => {
    await standing(noise, at('5'), { state, daysAgo: 2 })
    await standing(noise, at('5'), { state, daysAgo: 2 })
    expect((await match(told(noise, at('5')))).reading.rules).toEqual([])
  })
})
