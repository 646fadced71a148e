import type { Incoming } from '../../../matters/message.ts'
import type { Envelope } from './envelope.ts'
import { hearClick, hearEntered, hearMenu } from './hear-direct.ts'
import {
  hearBotAdded,
  hearBotRemoved,
  hearJoined,
  hearLeft,
  hearRecalled,
  hearUpdated,
} from './hear-members.ts'
import { hearMessage } from './hear-message.ts'
import type { Known } from './known.ts'

/** What an event says, in the words of no platform. Throws where it is not built as documented. */
export type Hearing = (told: Envelope, known: Known) => Promise<Incoming[]>

export const clickType = 'card.action.trigger'

/**
 * Every event the app has to subscribe to. Messages are known again by their own id, everything else by its event's:
 * the platform delivers one message under several event ids (open.feishu.cn, 接收消息).
 */
export const hearings: Readonly<Record<string, Hearing>> = {
  'im.message.receive_v1': ({ event }, known) => hearMessage(event, known),
  'im.message.recalled_v1': hearRecalled,
  'im.chat.member.bot.added_v1': hearBotAdded,
  'im.chat.member.bot.deleted_v1': hearBotRemoved,
  'im.chat.disbanded_v1': hearBotRemoved,
  'im.chat.member.user.added_v1': hearJoined,
  'im.chat.member.user.deleted_v1': hearLeft,
  'im.chat.member.user.withdrawn_v1': hearLeft,
  'im.chat.updated_v1': hearUpdated,
  'im.chat.access_event.bot_p2p_chat_entered_v1': hearEntered,
  'application.bot.menu_v6': hearMenu,
  [clickType]: hearClick,
}
