import type { Group } from '../../db/registry.ts'
import type { WaitingRoom, WhyWaiting } from '../../db/waiting-rooms.ts'
import type { Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { localDate } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { tellAdmins } from '../tell-admins.ts'
import { plain } from './refusals.ts'

const whys: Record<WhyWaiting, string> = {
  new: '没见过的群',
  name: '同名,成员对不上',
  several: '不止一个同名群',
  renamed: '成员像,群名变了',
}

/** Tells the administrators, once a day and login, that rooms wait to be bound. */
export function roomsWait(desk: Desk, { login, rooms }: { login: string; rooms: number }): Write {
  const card = plain(
    `微信登录后,有${rooms}个群认不准是哪一个。`,
    '认定之前,这些群里我什么都不听,也不说话。请管理员私聊我发「/绑定群」。',
  )
  return tellAdmins(desk, card, `rooms wait:${login}:${localDate(desk.clock.now())}`)
}

/** What waits, and what it could be. */
export function waitingCard(waiting: readonly WaitingRoom[], lost: readonly Group[]): Card {
  if (waiting.length === 0) return plain('没有等着认的群。')
  const named = (id: number | null) => {
    const group = lost.find((one) => one.id === id)
    return group ? `,像 群${group.id}「${group.name}」` : ''
  }
  return plain(
    '等着认的群:',
    ...waiting.map(
      ({ id, name, why, likelyId }) =>
        `${id}.「${name || '未命名'}」(${whys[why as WhyWaiting] ?? why}${named(likelyId)})`,
    ),
    lost.length > 0
      ? `还没接上的群:${lost.map((group) => `群${group.id}「${group.name}」`).join('、')}`
      : '原来的群都接上了。',
    '认作原来的群:/绑定群 序号 群号;当新群:/绑定群 序号 新;不用管:/绑定群 序号 不要;全部当新群:/绑定群 全部 新。',
    '接上后先重发告知,告知发出前不听;一律从「点名」开始。',
  )
}

export function boundCard(name: string, as: Group | null): Card {
  return as
    ? plain(
        `「${name}」接上了群${as.id}(原名「${as.name}」),正在发告知,模式「点名」。`,
        '要旁听请在群里重新走一遍同意。',
      )
    : plain(`「${name}」当作新群,正在发告知,模式「点名」。`, '请在群里发「/群设置 网格 名称」绑定网格。')
}

export function allTakenUp(count: number): Card {
  return plain(`${count}个群都当作新群,正在逐个发告知,模式「点名」。`)
}

export function leftAlone(name: string): Card {
  return plain(`「${name}」不管,我在那里不听也不说。`)
}

export const notWaiting = plain('没有这个序号。发「/绑定群」看列表。')
export const notLost = plain('没有这个群号,或者那个群还连着。发「/绑定群」看列表。')
