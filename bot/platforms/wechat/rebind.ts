import { rebindGroup, unbind } from '../../../db/external-ids.ts'
import { forgetOld, keepSample, samplesOf } from '../../../db/known-again.ts'
import type { Group } from '../../../db/registry.ts'
import { awaitBinding, forgetRooms, roomsUnbound } from '../../../db/waiting-rooms.ts'
import { commit, type Write } from '../../../db/write.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { postNotice } from '../../../handlers/notice-post.ts'
import { roomsWait } from '../../../handlers/replies/bind-group.ts'
import { isOfEarlierLogin, readAddress } from '../../../matters/wechat-address.ts'
import { decideRoom } from './decide-room.ts'
import { isLike, likeness, sampleOf } from './likeness.ts'
import { addressIn, type Login } from './login.ts'
import type { Account, RawRoom } from './wire.ts'

export interface Binding {
  desk: Desk
  stableIds: boolean
}

/** What a look at the rooms of an account brought up, to be told as if it had just happened. */
export interface Found {
  room: RawRoom
  what: 'bot_added' | 'bot_removed' | 'renamed'
}

/**
 * A login with other ids: addresses of the earlier ones are void. Colleagues among them are unbound, for nobody becomes
 * staff by looking like them; rooms that waited under old ids are forgotten.
 */
export async function startLogin({ desk, stableIds }: Binding, login: Login): Promise<void> {
  const present = addressIn(login, login.self.id)
  const unbound = (await roomsUnbound(desk.db)).map(({ externalId }) => externalId)
  const old = unbound.filter((externalId) => isOfEarlierLogin(externalId, present))
  const lapsed = stableIds
    ? []
    : desk.registry
        .colleagues()
        .flatMap(({ personId }) => desk.registry.identitiesOf(personId))
        .filter(({ platform }) => platform === 'wechat')
        .filter(({ externalId }) => isOfEarlierLogin(externalId, present))
  if (lapsed.length + old.length === 0) return
  const changes = lapsed.map(({ externalId }) => unbind('wechat', externalId))
  await commit(desk.db, { changes: [...changes, forgetRooms('wechat', old)], posts: [] })
  await desk.registry.refresh()
}

/**
 * Goes through the rooms the account is in. Known ones: was it put out, is the name another? Unknown ones are bound where
 * that is beyond doubt, and else wait for /绑定群. A room that is not on the list may still be ours (the web protocol
 * lists those that were saved or used lately), so its absence means nothing.
 */
export async function lookAtRooms(binding: Binding, login: Login, account: Account): Promise<Found[]> {
  const rooms = await account.rooms()
  const found: Found[] = []
  const unknown: RawRoom[] = []
  for (const room of rooms) {
    const group = binding.desk.registry.group('wechat', addressIn(login, room.id))
    // wechaty goes on listing rooms that it left, without ourselves in them.
    const inside = room.memberIds.length === 0 || room.memberIds.includes(login.self.id)
    if (!group && inside) unknown.push(room)
    else if (group && !inside && !group.leftAt) found.push({ room, what: 'bot_removed' })
    else if (group && inside && (group.leftAt || !group.announcedAt)) found.push({ room, what: 'bot_added' })
    else if (group && inside && room.topic && room.topic !== group.name) found.push({ room, what: 'renamed' })
  }
  await settle(binding, login, account, { unknown, rooms })
  return found
}

/** The account came into a room while we looked. Resolves true where it is one that was never ours: to be taken up anew. */
export async function cameInto(
  binding: Binding,
  login: Login,
  account: Account,
  room: RawRoom,
): Promise<boolean> {
  const { lost } = await lostGroups(binding, login, account, room)
  const resembles = lost.some(({ group, share }) => group.name === room.topic || isLike(share))
  if (!resembles) return true
  await settle(binding, login, account, { unknown: [room], rooms: await account.rooms() })
  return false
}

async function settle(
  binding: Binding,
  login: Login,
  account: Account,
  { unknown, rooms }: { unknown: readonly RawRoom[]; rooms: readonly RawRoom[] },
): Promise<void> {
  const { desk } = binding
  const before = await roomsUnbound(desk.db)
  const asIt = (room: RawRoom) => before.find(({ externalId }) => externalId === addressIn(login, room.id))
  const open = unknown.filter((room) => asIt(room)?.why !== 'left')
  let waiting = 0
  for (const room of open) {
    const { lost, named } = await lostGroups(binding, login, account, room)
    const decision = decideRoom(room, { lost, rooms, named })
    if ('wait' in decision) waiting += 1
    await commit(desk.db, boundOrWaiting(desk, addressIn(login, room.id), room, decision))
    await desk.registry.refresh()
  }
  if (waiting > 0 && open.some((room) => !asIt(room)))
    await commit(desk.db, roomsWait(desk, { login: login.key, rooms: waiting }))
}

function boundOrWaiting(
  desk: Desk,
  externalId: string,
  room: RawRoom,
  decision: ReturnType<typeof decideRoom>,
): Write {
  const at = desk.clock.now()
  if ('wait' in decision) {
    const likelyId = decision.likely?.id ?? null
    const waits = {
      platform: 'wechat',
      externalId,
      name: room.topic,
      likelyId,
      why: decision.wait,
      since: at,
    }
    return { changes: [awaitBinding(waits)], posts: [] }
  }
  const { bind } = decision
  const noticeVersion = bind.noticeVersion + 1
  const bound: Group = { ...bind, externalId, name: room.topic, mode: 'mention', noticeVersion }
  return {
    changes: [rebindGroup(bind, externalId, room.topic, at), forgetRooms('wechat', [externalId])],
    posts: [postNotice(bound, desk, `v${noticeVersion}`)],
  }
}

/** Groups of this account that no id leads to since it logged in, with how much each is like the room. */
async function lostGroups({ desk, stableIds }: Binding, login: Login, account: Account, room: RawRoom) {
  const present = addressIn(login, room.id)
  const named = desk.registry
    .groups()
    .filter(({ platform, externalId, leftAt }) => platform === 'wechat' && !leftAt && externalId !== present)
    .filter(({ externalId }) => readAddress(externalId)?.account === login.account)
  const lost = named.filter(({ externalId }) => isOfEarlierLogin(externalId, present))
  if (lost.length === 0) return { lost: [], named }
  const samples = await samplesOf(
    desk.db,
    lost.map(({ id }) => id),
  )
  const members = await account.members(room.id)
  const candidates = lost.map((group) => ({
    group,
    share: likeness(desk.seal, { id: group.id, sample: samples.get(group.id) ?? [] }, members, login.self.id),
    sameId: stableIds && readAddress(group.externalId)?.id === room.id,
  }))
  return { lost: candidates, named }
}

/** Puts down of whom an announced group is made, so that it is known again; and erases what outlived its use. */
export async function rememberGroup(
  { desk, stableIds }: Binding,
  login: Login,
  group: Group,
  members: Awaited<ReturnType<Account['members']>>,
): Promise<void> {
  if (stableIds || !group.announcedAt || group.leftAt) return
  const at = desk.clock.now()
  const sample = sampleOf(desk.seal, group.id, members, login.self.id)
  await commit(desk.db, { changes: [keepSample(group.id, sample, at), forgetOld(at)], posts: [] })
}
