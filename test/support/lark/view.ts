import { buttonsOf, carriedBy, labelOf } from './click.ts'
import { objectOf, textOf } from './json.ts'
import { linksIn } from './render.ts'
import type { State } from './state.ts'
import type { Json, LarkMessage } from './types.ts'
import { bodyLines, readable } from './words.ts'

/** A message as people in the chat see it now. */
export interface Shown {
  messageId: string
  chatId: string
  /** A person's short name, `bot`, or the app id of another bot. */
  from: string
  type: string
  /** All words of it, tags and entities resolved. */
  text: string
  /** Of a card: its title, and its words without title and buttons. */
  title?: string
  lines: string[]
  /** As last patched. */
  card?: Json
  buttons: { label: string; value: Json; disabled: boolean }[]
  /** Short names of those called, or `all`. */
  mentions: string[]
  links: string[]
  replyTo?: string
  threadId?: string
  /** Of what the bot said: its idempotency key. */
  uuid?: string
  recalled: boolean
  /** How often the card was changed. */
  patched: number
  at: Date
}

/** Names as a mention shows them. */
export const nameIn =
  (world: State['world']) =>
  (openId: string): string | undefined => {
    if (openId === 'all') return '所有人'
    if (openId === world.bot.openId) return world.bot.name
    return [...world.people.values()].find((one) => one.openId === openId)?.name
  }

export function shownOf(message: LarkMessage, { world }: State): Shown {
  const card = message.cards.at(-1)
  const byOpenId = (openId: string) =>
    openId === world.bot.openId
      ? 'bot'
      : ([...world.people.values()].find((one) => one.openId === openId)?.key ?? openId)
  return {
    ...{ messageId: message.id, chatId: message.chatId, from: message.from, type: message.type },
    text: message.recalled ? '' : readable(message.type, message.content, nameIn(world)),
    ...(card && { card, title: textOf(objectOf(objectOf(card.header).title).content) }),
    lines: card && !message.recalled ? bodyLines(card, nameIn(world)) : [],
    buttons: buttonsOf(card).map((one) => ({
      ...{ label: labelOf(one), value: carriedBy(one), disabled: one.disabled === true },
    })),
    mentions: message.mentions.map(({ openId }) => byOpenId(openId)),
    links: linksIn(message.type, message.content),
    ...(message.parentId && { replyTo: message.parentId }),
    ...(message.threadId && { threadId: message.threadId }),
    ...(message.uuid && { uuid: message.uuid }),
    ...{
      recalled: message.recalled,
      patched: Math.max(0, message.cards.length - 1),
      at: new Date(message.atMs),
    },
  }
}
