import { newLogin } from '../../bot/platforms/wechat/login.ts'
import type { Store } from '../../db/client.ts'
import type { CommunityPlan } from '../../db/plant.ts'
import { groupExternalIds, groupGrids, groups } from '../../db/schema/index.ts'
import { writeAddress } from '../../matters/wechat-address.ts'
import { idOf } from '../../test/support/lark/ids.ts'
import type { FakeLarkOptions } from '../../test/support/lark/types.ts'
import type { FakeWechat } from '../../test/support/wechat/fake-wechat.ts'
import type { Room, WeekPlan } from './plan.ts'

export const botName = '安和平安小助手(机器人)'
export const account = 'main'
const staff = ['duty', 'officer']

/** The town as it is set up before anybody is told: its jurisdictions, its colleagues on Lark, its Lark groups. */
export function communityOf({ rooms }: WeekPlan): CommunityPlan {
  const grids = [...new Set(rooms.map(({ gridId }) => gridId))]
  const worker = (grid: string) => ({
    externalId: idOf('ou', `worker-${grid}`),
    name: `${grid}网格员`,
    roles: [{ role: 'grid_worker' as const, areaId: grid }],
  })
  return {
    platform: 'lark',
    areas: [
      { id: 'station', kind: 'station', name: '城南派出所', parentId: null, code: 'CN' },
      { id: 'community', kind: 'community', name: '梧桐里社区', parentId: 'station', code: 'WT' },
      ...grids.map((id) => ({
        ...{ id, kind: 'grid' as const, name: `梧桐里${id}`, parentId: 'community', code: null },
      })),
    ],
    places: [],
    staff: [
      { externalId: idOf('ou', 'duty'), name: '值班室', roles: [{ role: 'duty_desk', areaId: 'station' }] },
      {
        externalId: idOf('ou', 'officer'),
        name: '社区民警',
        roles: [{ role: 'officer', areaId: 'community' }],
      },
      ...grids.map(worker),
    ],
    groups: rooms
      .filter(({ on }) => on === 'lark')
      .map((room) => ({ externalId: idOf('oc', room.key), ...plannedOf(room) })),
  }
}

function plannedOf({ name, mode, gridId }: Room) {
  return { name, type: 'resident', mode, gridIds: [gridId] }
}

/** The same people and groups on the fake Lark; the bot is in none of them yet. */
export function castOf({ rooms, reports }: WeekPlan): Pick<FakeLarkOptions, 'people' | 'groups'> {
  const here = rooms.filter(({ on }) => on === 'lark')
  const grids = [...new Set(rooms.map(({ gridId }) => gridId))]
  const unreachable = new Set(reports.filter(({ reachable }) => !reachable).map(({ who }) => who))
  const colleagues = [...staff, ...grids.map((grid) => `worker-${grid}`)]
  return {
    people: [
      ...colleagues.map((id) => ({ id, name: id })),
      ...here
        .flatMap(({ members }) => members)
        .map((id) => ({ id, name: id, outside: true, reachable: !unreachable.has(id) })),
    ],
    groups: here.map(({ key, name, members }) => ({
      ...{ id: key, name, members: ['officer', ...members], external: true, bot: false },
    })),
  }
}

/** The rooms of WeChat with their people, the bot's account in none of them. */
export function fillWechat(fake: FakeWechat, { rooms, reports }: WeekPlan): void {
  fake.account(account, botName)
  for (const { key, name, members } of rooms.filter(({ on }) => on === 'wechat')) {
    for (const one of members) fake.person(one)
    fake.room(key, name, members[0] ?? '', Object.fromEntries(members.map((one) => [one, null])))
  }
  for (const { on, who, reachable } of reports) if (on === 'wechat' && reachable) fake.friends(account, who)
}

/** Groups of WeChat have an address only once the account is logged in; an administrator would set them up then. */
export async function plantWechat(
  store: Store,
  fake: FakeWechat,
  { rooms }: WeekPlan,
  at: Date,
): Promise<void> {
  const ids = fake.ids(account)
  const { key: login } = newLogin(account, { id: ids.ofPerson(account), name: botName })
  for (const room of rooms.filter(({ on }) => on === 'wechat')) {
    const { name, type, mode, gridIds } = plannedOf(room)
    const externalId = writeAddress({ account, login, id: ids.ofRoom(room.key) })
    const [row] = await store.db
      .insert(groups)
      .values({ name, type, mode, externalId, platform: 'wechat' })
      .returning({ id: groups.id })
    const groupId = row?.id ?? 0
    await store.db.insert(groupExternalIds).values({ groupId, platform: 'wechat', externalId, since: at })
    await store.db.insert(groupGrids).values(gridIds.map((areaId) => ({ groupId, areaId })))
  }
  await store.sql`select pg_notify('registry', '')`
}
