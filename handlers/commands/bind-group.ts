import { record } from '../../db/events.ts'
import { rebindGroup } from '../../db/external-ids.ts'
import { addGroup, nextGroupId } from '../../db/groups.ts'
import type { Group } from '../../db/registry.ts'
import { leaveRoom, roomsWaiting, settleRoom, type WaitingRoom } from '../../db/waiting-rooms.ts'
import { saying, together, type Write } from '../../db/write.ts'
import { isOfEarlierLogin } from '../../matters/wechat-address.ts'
import { answer, type Desk } from '../desk.ts'
import { postNotice } from '../notice-post.ts'
import { allTakenUp, boundCard, leftAlone, notLost, notWaiting, waitingCard } from '../replies/bind-group.ts'
import type { Call, Verb } from './verb.ts'

export const bindGroup: Verb = {
  name: '绑定群',
  aliases: ['bindgroup'],
  args: '[序号 群号/新/不要 | 全部 新]',
  help: '认定重新登录后认不准的群',
  where: 'direct',
  who: ['admin'],
  async run(call) {
    const { desk, message, words } = call
    const waiting = await roomsWaiting(desk.db)
    const [which, what] = words
    if (!which || !what) return saying(answer(message, waitingCard(waiting, lostGroups(desk, waiting))))
    if (which === '全部' && isNew(what)) return await takeUpAll(call, waiting)
    const room = waiting.find(({ id }) => id === Number(which))
    if (!room) return saying(answer(message, notWaiting, 'refusal'))
    if (/^(?:不要|不用管|no)$/iu.test(what)) return leaveAlone(call, room)
    if (isNew(what)) {
      const taken = await takeUp(call, room)
      return together(taken, saying(answer(message, boundCard(room.name, null))))
    }
    return bindTo(call, room, Number(what.replace(/^群/u, '')))
  },
}

const isNew = (what: string) => /^(?:新|新群|new)$/iu.test(what)

/** Groups that no id leads to since the account of one of these rooms logged in. */
function lostGroups({ registry }: Desk, waiting: readonly WaitingRoom[]): Group[] {
  return registry
    .groups()
    .filter(({ leftAt }) => !leftAt)
    .filter((group) => waiting.some((room) => isLost(group, room)))
}

function isLost(group: Group, room: WaitingRoom): boolean {
  return group.platform === room.platform && isOfEarlierLogin(group.externalId, room.externalId)
}

/** A person decided; the notice and the least mode come first all the same. */
function bindTo(call: Call, room: WaitingRoom, groupId: number): Write {
  const { desk, message } = call
  const group = desk.registry.groupById(groupId)
  if (!group || group.leftAt || !isLost(group, room)) return saying(answer(message, notLost, 'refusal'))
  const { externalId, name } = room
  const noticeVersion = group.noticeVersion + 1
  const bound: Group = { ...group, externalId, name, mode: 'mention', noticeVersion }
  return {
    changes: [
      settleRoom(room.id),
      rebindGroup(group, externalId, name, desk.clock.now()),
      decided(call, { groupId }),
    ],
    posts: [postNotice(bound, desk, `v${noticeVersion}`), answer(message, boundCard(name, group))],
  }
}

async function takeUp(call: Call, room: WaitingRoom): Promise<Write> {
  const { desk } = call
  const { platform, externalId, name } = room
  const id = await nextGroupId(desk.db)
  const group = { id, platform, externalId, name, type: 'resident', mode: 'mention' as const }
  const unset = {
    proposedMode: null,
    announcedAt: null,
    noticeVersion: 1,
    noticeDueAt: null,
    leftAt: null,
    dailyPosts: null,
  }
  return {
    changes: [settleRoom(room.id), addGroup(group, desk.clock.now()), decided(call, { groupId: id })],
    posts: [postNotice({ ...group, ...unset, gridIds: [] }, desk, 'v1')],
  }
}

async function takeUpAll(call: Call, waiting: readonly WaitingRoom[]): Promise<Write> {
  const fresh = waiting.filter(({ likelyId, why }) => why === 'new' && likelyId === null)
  const taken: Write[] = []
  for (const room of fresh) taken.push(await takeUp(call, room))
  return together(...taken, saying(answer(call.message, allTakenUp(fresh.length))))
}

function leaveAlone(call: Call, room: WaitingRoom): Write {
  return {
    changes: [leaveRoom(room.id), decided(call, { left: true })],
    posts: [answer(call.message, leftAlone(room.name))],
  }
}

function decided({ desk, asker }: Call, values: Record<string, unknown>) {
  const actorId = asker.staff?.personId ?? null
  return record({ matterId: null, at: desk.clock.now(), actorId, kind: 'group bound', values })
}
