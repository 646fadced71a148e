import { createChance } from '../../test/support/lark/chance.ts'
import { examples, reports as stories } from '../bench/lines.ts'

export type On = 'lark' | 'wechat'

export interface Room {
  on: On
  key: string
  name: string
  gridId: string
  mode: 'assisted' | 'mention'
  members: string[]
}

/** A matter told by somebody who tells no other: the door number in the words is theirs alone. */
export interface Report {
  on: On
  room: Room
  who: string
  door: string
  text: string
  /** The bot can write to them alone. */
  reachable: boolean
  confirms: boolean
}

export interface Utterance {
  room: Room
  who: string
  text: string
  toBot: boolean
  report?: Report
}

export interface WeekPlan {
  rooms: Room[]
  reports: Report[]
  /** What is said, by the sitting it is said in. */
  sittings: Utterance[][]
}

const groupsPerGrid = 10
const reportShare = 0.015
/** Hours of a day at which people talk. */
export const sittingHours = [9, 13, 18.5]
export const sittingCount = 7 * sittingHours.length

/** Who says what where in a week; the same for the same seed. */
export function planWeek(options: {
  messages: number
  seed: number
  larkGroups: number
  wechatGroups: number
}): WeekPlan {
  const chance = createChance(options.seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T
  const rooms = roomsOf(options)
  const { chatter } = examples()
  const reports: Report[] = []
  const told = Math.ceil(options.messages * reportShare)
  // Spread over the week, so that none of its faults is without one.
  const turns = new Set(
    Array.from({ length: told }, (_, n) => Math.floor(((n + chance()) * options.messages) / told)),
  )
  const sittings: Utterance[][] = Array.from({ length: sittingCount }, () => [])
  for (let n = 0; n < options.messages; n++) {
    const room = pick(rooms)
    const sitting = sittings[Math.floor((n * sittingCount) / options.messages)]
    if (!turns.has(n)) {
      sitting?.push({ room, who: pick(room.members.slice(0, 3)), text: pick(chatter), toBot: false })
      continue
    }
    const report = reportIn(room, reports.length, chance)
    reports.push(report)
    room.members.push(report.who)
    sitting?.push({ room, who: report.who, text: report.text, toBot: room.mode === 'mention', report })
  }
  return { rooms, reports, sittings }
}

function roomsOf({ larkGroups, wechatGroups }: { larkGroups: number; wechatGroups: number }): Room[] {
  return Array.from({ length: larkGroups + wechatGroups }, (_, n) => {
    const on = n < larkGroups ? ('lark' as const) : ('wechat' as const)
    const key = `${on}-room-${n}`
    return {
      ...{ on, key, name: `梧桐里${n + 1}号邻里群`, gridId: `grid-${Math.floor(n / groupsPerGrid)}` },
      mode: n % 3 === 0 ? ('mention' as const) : ('assisted' as const),
      members: ['a', 'b', 'c'].map((one) => `${key}-${one}`),
    }
  })
}

function reportIn(room: Room, n: number, chance: () => number): Report {
  const door = `${(n % 900) + 1}号楼${Math.floor(n / 900) + 1}单元`
  return {
    ...{
      on: room.on,
      room,
      who: `${room.on}-reporter-${n}`,
      door,
      text: `${door}${stories[n % stories.length]}`,
    },
    reachable: chance() < 0.8,
    confirms: chance() < 0.5,
  }
}
