import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../matters/clock.ts'
import { PermanentError, TemporaryError } from '../../../matters/errors.ts'
import type { Chat, Incoming } from '../../../matters/message.ts'
import type { Outgoing } from '../platform.ts'
import { createEventLog, type EventLog } from './event-log.ts'
import { mentionsBot, readMentions } from './mentions.ts'
import { Refused } from './refused.ts'
import { append, enter, findMessage, openRooms, type Room, type Rooms } from './rooms.ts'
import { createSaidOnce } from './said-once.ts'
import type { ChatChange, Faults, SandboxMessage, SandboxWorld, SayType } from './types.ts'

/** The longest message, in bytes of UTF-8. */
export const longestMessage = 64 * 1024

export interface Said {
  as: string
  chatId: string
  text: string
  type?: SayType
  quotes?: string
  /** Added to those whose `@name` stands in the text. */
  mentions?: { id: string; nick: string }[]
  /** Addressed to the bot although the text does not say so. */
  toBot?: boolean
}

export interface SandboxChat {
  /** Another one after every start: it tells a window or a bot that all it knew is gone. */
  life: string
  botName: string
  world: SandboxWorld
  /** May be changed at any time; see Faults. */
  faults: Faults
  events: EventLog
  say(said: Said): SandboxMessage
  /** Takes back one's own message. */
  recall(recalled: { as: string; messageId: string }): SandboxMessage
  /** Presses the `action`-th button of a card, counted from 0. */
  click(clicked: { as: string; messageId: string; action: number }): void
  /** Adds a person of this world to a group. */
  join(joined: { as: string; groupId: string; nick?: string }): SandboxMessage
  /** The bot speaks. The same uuid is said once and answered with the same id. */
  post(outgoing: Outgoing): Promise<{ messageId: string }>
  /** The bot puts another card in the place of one of its own. The same uuid does it once. */
  update(outgoing: Outgoing & { messageId: string }): Promise<void>
  /** Oldest first; empty for an unknown chat. */
  messages(chatId: string): readonly SandboxMessage[]
  /** Returns how to stop being told. */
  onChange(listener: (change: ChatChange) => void): () => void
}

/** What the page needs of a chat service. */
export type PageChat = Pick<
  SandboxChat,
  'life' | 'botName' | 'world' | 'say' | 'recall' | 'click' | 'messages' | 'onChange'
>

/**
 * The sandbox's chat service; it stands where WeChat's or Lark's servers stand. What is said here lives in this
 * process's memory and nowhere else: chatter must reach neither disk nor database nor log, so keep it so.
 */
export function createChat(options: { clock: Clock; world: SandboxWorld; botName?: string }): SandboxChat {
  const life = randomUUID().slice(0, 8)
  const { clock, botName = '安和平安小助手(机器人)' } = options
  const world = structuredClone(options.world)
  const rooms = openRooms(world)
  const events = createEventLog(life)
  const saidOnce = createSaidOnce()
  const faults: Faults = {}
  const listeners = new Set<(change: ChatChange) => void>()
  let ids = 0

  const newId = () => `${life}-${++ids}`
  const at = () => clock.now().toISOString()
  const tell = (change: ChatChange) => {
    for (const listener of [...listeners]) listener(change)
  }

  function add(room: Room, message: Omit<SandboxMessage, 'id' | 'chatId' | 'at' | 'recalled'>) {
    const added = { id: newId(), chatId: room.id, at: at(), recalled: false, ...message }
    append(room, added)
    tell({ type: 'message', message: added })
    return added
  }

  function hand(room: Room, sender: Incoming['sender'], rest: Partial<Incoming> & Pick<Incoming, 'type'>) {
    const chat: Chat = { id: room.id, kind: room.kind }
    const blank = { messageId: newId(), text: '', mentionsBot: false, mentions: [], at: at() }
    const byOwner = world.groups.find(({ id }) => id === room.id)?.ownerId === sender.id
    events.push({ platform: 'sandbox', chat, sender, ...blank, ...(byOwner && { byOwner }), ...rest })
  }

  function say({ as, chatId, text, type = 'text', quotes, mentions = [], toBot = false }: Said) {
    const { room, nick } = enter(rooms, chatId, as)
    if (text.trim() === '') throw new Refused(400, '不能发空消息。')
    if (Buffer.byteLength(text) > longestMessage) throw new Refused(413, '消息太长了：一条最多 64 KB。')
    const quoted = quotes === undefined ? undefined : room.messages.find((one) => one.id === quotes)
    if (quotes !== undefined && !quoted) throw new Refused(404, '引用的消息已经不在了。')
    const found = readMentions(text, mentionable(room, world))
    const all = [...found, ...mentions.filter((one) => !found.some(({ id }) => id === one.id))]
    const message = add(room, { from: as, nick, type, text, mentions: all, ...(quoted && { quotes }) })
    const calls = toBot || mentionsBot(text, botName) || quoted?.from === 'bot'
    const quotedText = quoted && wordsOf(quoted)
    const { id: messageId, at: saidAt } = message
    const words = { messageId, at: saidAt, text, mentionsBot: calls, mentions: all }
    hand(room, { id: as, nick }, { type, ...words, ...(quoted && { quotes, quotedText }) })
    return message
  }

  function recall({ as, messageId }: { as: string; messageId: string }) {
    const { room, message } = findMessage(rooms, messageId)
    if (message.from !== as || message.type === 'joined') throw new Refused(403, '只能撤回自己发的消息。')
    if (message.recalled) return message
    Object.assign(message, { recalled: true, text: '', mentions: [] })
    tell({ type: 'recalled', message })
    hand(room, { id: as, nick: message.nick }, { type: 'recall', recalls: messageId })
    return message
  }

  function click({ as, messageId, action }: { as: string; messageId: string; action: number }) {
    const { room, message } = findMessage(rooms, messageId)
    const { nick } = enter(rooms, room.id, as)
    const pressed = message.card?.actions?.[action]
    if (!pressed) throw new Refused(404, '没有这个按钮。')
    hand(room, { id: as, nick }, { type: 'click', text: pressed.command, quotes: messageId })
  }

  function join({ as, groupId, nick }: { as: string; groupId: string; nick?: string }) {
    const room = rooms.get(groupId)
    const person = world.people.find(({ id }) => id === as)
    const group = world.groups.find(({ id }) => id === groupId)
    if (!room || !person || !group) throw new Refused(404, '没有这个人或这个群。')
    if (room.nicks.has(as)) throw new Refused(409, '已经在群里了。')
    const sender = { id: as, nick: nick ?? person.name }
    room.nicks.set(as, sender.nick)
    group.members.push(sender)
    hand(room, sender, { type: 'joined' })
    return add(room, { from: as, nick: sender.nick, type: 'joined', text: '', mentions: [] })
  }

  async function post({ uuid, chat, card }: Outgoing) {
    if (spoils(faults, 'limited')) throw new TemporaryError('the sandbox says: too frequent', 1)
    if (spoils(faults, 'failSends')) throw new TemporaryError('the sandbox fails on purpose')
    if (chat.kind === 'direct' && faults.unreachable?.includes(chat.id))
      throw new PermanentError('the sandbox lets nobody write to this person in private')
    const before = saidOnce.find(uuid)
    if (before !== undefined) return { messageId: before }
    const room = findRoom(rooms, chat)
    if (!room) throw new PermanentError(`the sandbox has no ${chat.kind} chat ${chat.id}`)
    const { id: messageId } = add(room, {
      from: 'bot',
      nick: botName,
      type: 'card',
      text: '',
      card,
      uuid,
      mentions: [],
    })
    saidOnce.keep(uuid, messageId)
    if (spoils(faults, 'hangSends')) return new Promise<never>(() => {})
    return { messageId }
  }

  async function update({ uuid, messageId, card }: Outgoing & { messageId: string }) {
    if (spoils(faults, 'limited')) throw new TemporaryError('the sandbox says: too frequent', 1)
    if (saidOnce.find(uuid) !== undefined) return
    const message = [...rooms.values()].flatMap((room) => room.messages).find((one) => one.id === messageId)
    if (message?.from !== 'bot') throw new PermanentError(`the sandbox has no card ${messageId}`)
    Object.assign(message, { card, edition: (message.edition ?? 0) + 1 })
    saidOnce.keep(uuid, messageId)
    tell({ type: 'changed', message })
  }

  // The first thing the bot hears of a group, once in a life, whenever it comes to listen.
  for (const room of rooms.values()) {
    if (room.kind === 'group') hand(room, { id: 'sandbox', nick: '沙箱' }, { type: 'bot_added' })
  }

  return {
    ...{ life, botName, world, faults, events, say, recall, click, join, post, update },
    messages: (chatId) => rooms.get(chatId)?.messages ?? [],
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** In a group its members by either name; with the bot alone anybody, as Lark has it. */
function mentionable(room: Room, world: SandboxWorld) {
  const nicks = [...room.nicks].map(([id, nick]) => ({ id, nick }))
  const people = world.people.filter(({ id }) => room.kind === 'direct' || room.nicks.has(id))
  return [...nicks, ...people.map(({ id, name }) => ({ id, nick: name }))]
}

function wordsOf({ text, card }: SandboxMessage): string {
  return card ? [card.title, ...card.lines].filter(Boolean).join('\n') : text
}

/** A direct chat is named by its person or by its own id: an answer may come to either. */
function findRoom(rooms: Rooms, { kind, id }: Chat): Room | undefined {
  const room = kind === 'direct' ? (rooms.get(`dm-${id}`) ?? rooms.get(id)) : rooms.get(id)
  return room?.kind === kind ? room : undefined
}

function spoils(faults: Faults, kind: 'failSends' | 'hangSends' | 'limited'): boolean {
  const left = faults[kind] ?? 0
  if (left > 0) faults[kind] = left - 1
  return left > 0
}
