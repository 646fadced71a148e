import type { Db } from '../db/client.ts'
import type { Registry } from '../db/registry.ts'
import type { Identity, Seal } from '../db/seal.ts'
import type { Clock } from '../matters/clock.ts'
import type { Card, Chat, HeardMessage, Post, PostKind } from '../matters/message.ts'
import { priorities } from '../matters/message.ts'
import type { Staff } from '../matters/roles.ts'
import type { Model } from '../prompts/prompt.ts'
import { inPlaceOf } from './replies/leave.ts'

/** Who runs this deployment, as every notice has to say (rules N-1, N-2, I-2). */
export interface Operator {
  name: string
  contact: string
  dutyPhone: string
  botName: string
}

/** All that a handler may look at. It changes nothing by itself: it returns a Write. */
export interface Desk {
  db: Db
  registry: Registry
  seal: Seal
  clock: Clock
  operator: Operator
  /** Where this deployment's web side is reached (https://…, no slash at its end). Absent: cards carry no links to it. */
  publicUrl?: string
  /** Absent while no language model is configured: nothing is then put down for one. */
  model?: Model
}

/** Who speaks: known by bound identity only, never by what the message says. */
export interface Asker {
  identity: Identity
  nick: string
  staff: Staff | undefined
}

export function askerOf(message: HeardMessage, desk: Desk): Asker {
  const identity = { platform: message.platform, externalId: message.sender.id }
  return { identity, nick: message.sender.nick, staff: desk.registry.staffOf(identity) }
}

/** An answer in the chat where it was asked. The key comes from the message, so a second try says nothing twice. */
export function answer(message: HeardMessage, card: Card, about: PostKind = 'answer', part = 0): Post {
  const mention =
    message.chat.kind === 'group' ? { id: message.sender.id, nick: message.sender.nick } : undefined
  return toChat(message, message.chat, mention ? { ...card, mention } : card, about, part)
}

/** An answer for the sender's eyes only. */
export function whisper(message: HeardMessage, card: Card, about: PostKind = 'answer', part = 0): Post {
  return toChat(message, { id: message.sender.id, kind: 'direct' }, card, about, part)
}

function toChat(message: HeardMessage, chat: Chat, card: Card, about: PostKind, part: number): Post {
  return {
    platform: message.platform,
    chat,
    card,
    about,
    priority: priorities.answer,
    key: `${message.platform}:${message.messageId}:${chat.kind}:${about}:${part}`,
    // What was pressed or who came is no message that could be answered.
    ...(chat.kind === 'group' && isWords(message) && { answers: message.messageId }),
  }
}

function isWords(message: HeardMessage): boolean {
  return !['click', 'membership', 'recall'].includes(message.heard)
}

/**
 * The same card to every identity of a colleague; while they are on leave, to whoever stands in for them, who holds every
 * role they hold (`mayStandIn`) and so may see what they may. `key` names the occasion.
 */
export function toStaff(
  desk: Desk,
  personId: number,
  card: Card,
  occasion: {
    key: string
    about: PostKind
    priority: Post['priority']
    matterId?: number
    /** The version a matter's card shows: it is then kept up to date. */
    matterVersion?: number
    notBefore?: Date
    /** Meant for this person even while they are on leave. */
    themselves?: true
  },
): Post[] {
  const { themselves, ...post } = occasion
  const readerId = (themselves ? undefined : desk.registry.deputyOf(personId)) ?? personId
  const name = desk.registry.staff(personId)?.name
  const shown = readerId === personId || !name ? card : { ...card, lines: [...card.lines, inPlaceOf(name)] }
  return desk.registry.identitiesOf(readerId).map((identity) => ({
    ...post,
    personId: readerId,
    platform: identity.platform as Post['platform'],
    chat: { id: identity.externalId, kind: 'direct' },
    card: shown,
    key: `${occasion.key}:to:${identity.platform}:${readerId}`,
  }))
}
