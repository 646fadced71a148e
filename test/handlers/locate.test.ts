import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Store } from '../../db/client.ts'
import { plant } from '../../db/plant.ts'
import type { Group, Place, Registry } from '../../db/registry.ts'
import { openRegistry } from '../../db/registry.ts'
import { places } from '../../db/schema/index.ts'
import { areaOfGroup, locate, neighbourhood, rootArea } from '../../handlers/locate.ts'
import type { Area } from '../../matters/areas.ts'
import type { PlaceReading } from '../../matters/reading.ts'
import { freshDatabase } from '../support/database.ts'

const areas: Area[] = [
  { id: 'street', kind: 'street', name: '临湖街道', parentId: null, code: null },
  { id: 'station', kind: 'station', name: '临湖派出所', parentId: 'street', code: 'LH' },
  { id: 'anhe', kind: 'community', name: '安和社区', parentId: 'station', code: 'AH' },
  { id: 'liuan', kind: 'community', name: '柳岸社区', parentId: 'station', code: 'LA' },
  { id: 'anhe-1', kind: 'grid', name: '安和第一网格', parentId: 'anhe', code: null },
  { id: 'anhe-2', kind: 'grid', name: '安和第二网格', parentId: 'anhe', code: null },
  { id: 'anhe-3', kind: 'grid', name: '安和第三网格', parentId: 'anhe', code: null },
  { id: 'liuan-1', kind: 'grid', name: '柳岸第一网格', parentId: 'liuan', code: null },
]
const building = (areaId: string, community: string, number: string, units: string[]): Place => ({
  areaId,
  kind: 'building',
  name: `${community}${number}号楼`,
  community,
  building: number,
  units,
  floors: 18,
})
const table: Place[] = [
  building('anhe-1', '安和花园一期', '1', ['1', '2', '3']),
  building('anhe-2', '安和花园三期', '5', ['1', '2']),
  building('anhe-3', '安和花园三期', '6', ['1', '2']),
  building('anhe-3', '安和花园三期', '9', ['1']),
  building('liuan-1', '柳岸里', '9', ['1', '2', '3', '4']),
]
const groups: [name: string, gridIds: string[]][] = [
  ['安和花园三期业主群', ['anhe-2', 'anhe-3']],
  ['五号楼群', ['anhe-2']],
  ['柳岸里老街坊', ['liuan-1']],
  ['红袖章志愿群', ['anhe-1', 'anhe-2', 'anhe-3']],
  ['警网融合工作群', ['anhe-1', 'liuan-1']],
  ['还没绑定的群', []],
]

let store: Store
let drop: () => Promise<void>
let registry: Registry
beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  store = connect(database.url, { connections: 2 })
  const plan = groups.map(([name, gridIds]) => ({
    externalId: name,
    name,
    type: 'resident',
    gridIds,
    mode: 'mention' as const,
  }))
  await plant(store.db, { platform: 'sandbox', areas, places: table, staff: [], groups: plan }, new Date(0))
  registry = await openRegistry(store)
})
afterAll(async () => {
  await registry.close()
  await store.close()
  await drop()
})

const group = (name: string): Group | undefined => registry.group('sandbox', name)
const told = (parts: Partial<PlaceReading>): PlaceReading => ({
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
  ...parts,
})
const located = (parts: Partial<PlaceReading> | null, chat?: string) =>
  locate(parts && told(parts), chat === undefined ? undefined : group(chat), registry)
const anhe3 = '安和花园三期业主群'

describe('a building of the address table', () => {
  test('lies in its grid, under the letters of its community', () => {
    expect(located({ building: '5', unit: '2' }, anhe3)).toMatchObject({
      areaId: 'anhe-2',
      code: 'AH',
      needsClarify: false,
      homeless: false,
      place: { community: '安和花园三期', building: '5', unit: '2' },
    })
    expect(located({ building: '6', unit: '1' }, anhe3).areaId).toBe('anhe-3')
  })

  test('with several units is asked about where none was told', () => {
    expect(located({ building: '5' }, anhe3)).toMatchObject({
      areaId: 'anhe-2',
      needsClarify: true,
      place: { unit: null },
    })
  })

  test('with one unit is given it, and nothing is asked', () => {
    expect(located({ building: '9' }, anhe3)).toMatchObject({
      areaId: 'anhe-3',
      needsClarify: false,
      place: { unit: '1' },
    })
  })

  test('is asked about where it has no such unit, one or many', () => {
    expect(located({ building: '5', unit: '7' }, anhe3)).toMatchObject({
      needsClarify: true,
      place: { unit: '7' },
    })
    expect(located({ building: '9', unit: '2' }, anhe3)).toMatchObject({
      needsClarify: true,
      place: { unit: '2' },
    })
  })

  test('of the same number is another one in another community', () => {
    expect(located({ building: '9', unit: '1' }, '柳岸里老街坊')).toMatchObject({
      areaId: 'liuan-1',
      code: 'LA',
    })
  })
})

describe('a building that the table does not know', () => {
  test('is asked about and lies with the area of its group', () => {
    expect(located({ building: '88', unit: '1' }, anhe3)).toMatchObject({
      areaId: 'anhe',
      needsClarify: true,
      place: { community: '安和花园三期', building: '88' },
    })
    expect(located({ building: '88', unit: '1' }, '五号楼群')).toMatchObject({
      areaId: 'anhe-2',
      needsClarify: true,
    })
  })

  test('of a community named in the text lies with that community', () => {
    expect(located({ community: '柳岸里', building: '88', unit: '1' }, anhe3)).toMatchObject({
      areaId: 'liuan',
      code: 'LA',
      needsClarify: true,
    })
  })
})

describe('the community that a text names', () => {
  test('goes before the one of the group', () => {
    expect(located({ community: '柳岸里', building: '9', unit: '3' }, anhe3)).toMatchObject({
      areaId: 'liuan-1',
      code: 'LA',
      needsClarify: false,
      place: { community: '柳岸里' },
    })
  })

  test('alone is enough to know whose it is, in private too', () => {
    expect(located({ community: '柳岸里', precision: 'community' })).toMatchObject({
      areaId: 'liuan',
      needsClarify: true,
      homeless: false,
    })
  })

  test('may be cut short where only one begins so', () => {
    expect(located({ community: '柳岸', building: '9', unit: '1' })).toMatchObject({
      areaId: 'liuan-1',
      place: { community: '柳岸里' },
    })
  })

  test('cut short so that two begin with it is neither of them', () => {
    expect(located({ community: '安和花园', building: '5', unit: '2' })).toMatchObject({
      areaId: 'station',
      homeless: true,
      place: { community: '安和花园' },
    })
    expect(located({ community: '安和花园', building: '5', unit: '2' }, anhe3)).toMatchObject({
      areaId: 'anhe-2',
      place: { community: '安和花园三期' },
    })
  })

  test('and is in no table gives way to the group’s, and stands where there is no group', () => {
    expect(located({ community: '幸福里', building: '5', unit: '2' }, anhe3)).toMatchObject({
      areaId: 'anhe-2',
      place: { community: '安和花园三期' },
    })
    expect(located({ community: '幸福里', building: '5', unit: '2' })).toMatchObject({
      areaId: 'station',
      code: 'LH',
      homeless: true,
      place: { community: '幸福里' },
    })
  })
})

describe('a place', () => {
  test('that was not told is asked for and lies with the group’s area, in private with the station', () => {
    expect(located(null, '五号楼群')).toMatchObject({
      place: null,
      areaId: 'anhe-2',
      needsClarify: true,
      homeless: false,
    })
    expect(located(null)).toMatchObject({
      place: null,
      areaId: 'station',
      code: 'LH',
      needsClarify: true,
      homeless: true,
    })
  })

  test('without a building is asked for, unless it is a named spot', () => {
    expect(located({ unit: '2' }, anhe3).needsClarify).toBe(true)
    expect(located({ poi: '小广场', precision: 'poi' }, anhe3).needsClarify).toBe(false)
  })

  test('on the net is not asked about', () => {
    expect(located({ precision: 'online' }, anhe3)).toMatchObject({ areaId: 'anhe', needsClarify: false })
  })

  test('keeps what was told of floor, room and spot as it was', () => {
    const place = told({ building: '5', unit: '2', floor: '10', room: '1001', poi: '电梯', text: '5号楼' })
    expect(locate(place, group(anhe3), registry).place).toEqual({ ...place, community: '安和花园三期' })
    expect(place.community).toBeNull()
  })
})

describe('a group', () => {
  test.each([
    ['五号楼群', 'anhe-2'],
    [anhe3, 'anhe'],
    ['红袖章志愿群', 'anhe'],
    ['警网融合工作群', 'station'],
    ['还没绑定的群', undefined],
  ])('%s stands for %s: the nearest area that holds all its grids', (name, areaId) => {
    expect(areaOfGroup(group(name), registry)).toBe(areaId)
  })

  test('over two estates lends its name’s, else none', () => {
    expect(located({ building: '1', unit: '1' }, '红袖章志愿群')).toMatchObject({
      areaId: 'anhe',
      place: { community: null },
    })
  })

  test('of several communities leaves a report with the station, as does one bound to nothing', () => {
    for (const name of ['警网融合工作群', '还没绑定的群'])
      expect(located({ building: '1', unit: '1' }, name)).toMatchObject({ areaId: 'station', homeless: true })
  })

  test('that is none stands for nothing', () => expect(areaOfGroup(undefined, registry)).toBeUndefined())
})

describe('the neighbourhood in which one story may be told', () => {
  test('is the whole community around a grid, and no other', () => {
    expect(neighbourhood('anhe-2', registry).sort()).toEqual(['anhe', 'anhe-1', 'anhe-2', 'anhe-3'])
    expect(neighbourhood('anhe', registry).sort()).toEqual(['anhe', 'anhe-1', 'anhe-2', 'anhe-3'])
  })

  test('of the station is everything below it', () => {
    expect(neighbourhood('station', registry)).toHaveLength(7)
    expect(neighbourhood('station', registry)).not.toContain('street')
  })

  test('of an area that is not there is empty', () => expect(neighbourhood('nowhere', registry)).toEqual([]))
})

describe('without an address table', () => {
  const bare = (): Registry => ({
    ...registry,
    areas: registry.areas,
    places: [],
    group: registry.group,
  })

  test('what the text says stands, and the group’s area is the place', () => {
    const place = told({ community: '幸福里', building: '5', unit: '2' })
    expect(locate(place, group('五号楼群'), bare())).toMatchObject({
      areaId: 'anhe-2',
      needsClarify: false,
      place: { community: '幸福里' },
    })
    expect(locate(told({ building: '5' }), group('五号楼群'), bare())).toMatchObject({
      needsClarify: true,
      place: { community: null },
    })
  })

  test('and without areas the mistake is named with its remedy', async () => {
    const empty = { ...bare(), areas: { ...registry.areas, all: () => [] } }
    expect(() => rootArea(empty)).toThrow(/no jurisdiction yet/)
  })
})

test('a change of the table is known after a refresh', async () => {
  await store.db.update(places).set({ areaId: 'anhe-3' }).where(eq(places.building, '5'))
  await registry.refresh()
  expect(located({ building: '5', unit: '2' }, anhe3).areaId).toBe('anhe-3')
  await store.db.update(places).set({ areaId: 'anhe-2' }).where(eq(places.building, '5'))
  await registry.refresh()
})

describe('at the edges', () => {
  test('a building in a community that the table does not know is asked about', () => {
    expect(located({ community: '幸福里', building: '5', unit: '2' }).needsClarify).toBe(true)
  })

  test('a building of which the estate is not known is asked about', () => {
    expect(located({ building: '1', unit: '1' }, '红袖章志愿群').needsClarify).toBe(true)
  })
})
