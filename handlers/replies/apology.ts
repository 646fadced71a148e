import { saying, type Write } from '../../db/write.ts'
import type { HeardMessage, PostKind } from '../../matters/message.ts'
import { type Desk, whisper } from '../desk.ts'
import { tellAdmins } from '../tell-admins.ts'
import { emergencyLine, plain } from './refusals.ts'

/** What is given up silently to a resident who blocked the bot is no news; these are. */
const matters: readonly string[] = ['notice', 'page', 'safety', 'matter', 'reminder'] satisfies PostKind[]

export interface UnsaidRow {
  id: string
  about: string
  chat: string
  chatKind: string
  platform: string
}

/** Tells the administrators, or while there are none the duty desk, that something could not be said. */
export function couldNotSay(desk: Desk, row: UnsaidRow): Write {
  if (row.about === 'calendar') return tellAdmins(desk, notInCalendar, `calendar:${dayOf(desk)}`)
  if (!matters.includes(row.about)) return saying()
  const card = plain(
    `有一条消息没能发到${placeOf(desk, row)}(${row.about})。`,
    '请看机器人是否还在群里、有没有被禁言;告知没发出之前,那个群里我什么都不听。',
  )
  return tellAdmins(desk, card, `buried:${row.id}`)
}

/** Tells them that something was perhaps said and perhaps not, and was not said again. Whom it was for stays unnamed. */
export function perhapsSaid(desk: Desk, row: UnsaidRow): Write {
  const card = plain(
    `有一条消息(${row.about})可能已经发到${placeOf(desk, row)},也可能没有:发送时断了线,超过50分钟无法确认。`,
    '为免重复,我没有再发。请到那里看一眼,没有的话请人工告知。',
  )
  return tellAdmins(desk, card, `unsure:${row.id}`)
}

/** The same failure befalls every entry, so it is told once a day. */
const notInCalendar = plain(
  '有日程没能写进日历,参会通知照常发了。',
  '请管理员检查应用的日历、任务权限(见 docs/operate-lark.md),或把 LARK_CALENDAR 设为 off。',
)

function dayOf(desk: Desk): string {
  return desk.clock.now().toISOString().slice(0, 10)
}

function placeOf(desk: Desk, row: UnsaidRow): string {
  if (row.chatKind === 'group') return desk.registry.group(row.platform, row.chat)?.name ?? '一个群'
  // Safety steps go to who told of the danger: somebody should call them.
  if (row.about === 'safety') return '报告险情的人的私聊'
  return matters.includes(row.about) ? '一位同事的私聊' : '一个私聊'
}

/** Said to the sender when a message could not be handled after all tries: nobody may believe they were heard. */
export function couldNotHandle(message: HeardMessage): Write {
  if (message.heard === 'membership' || message.heard === 'recall') return saying()
  const card = plain(
    '抱歉,刚才您的一条消息我没能处理成功。',
    '请再发一次,或直接联系网格员、民警。',
    `${emergencyLine}。`,
  )
  return saying(whisper(message, card, 'refusal'))
}
