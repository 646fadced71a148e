import { setTimeout as pause } from 'node:timers/promises'
import type { Desk } from '../../../handlers/desk.ts'
import { type Clock, systemClock } from '../../../matters/clock.ts'
import { TemporaryError } from '../../../matters/errors.ts'
import type { Outgoing, Platform } from '../platform.ts'
import type { LarkApi } from './api.ts'
import { createSchedule } from './calendar.ts'
import type { Drawing } from './card.ts'
import { createDirectChats } from './direct-chats.ts'
import { refusalOf } from './errors.ts'
import { beginning, fitted } from './fit.ts'
import { createUploads } from './picture.ts'
import { createLookUp } from './said.ts'

/** What a message becomes known as. The chat of a person alone shows only here. */
export interface Sent {
  message_id: string
  chat_id?: string
}

export interface Sending {
  send: Platform['send']
  update: NonNullable<Platform['update']>
  said: NonNullable<Platform['said']>
  schedule?: NonNullable<Platform['schedule']>
  meet(desk: Pick<Desk, 'registry'>): void
}

export interface SendingOptions {
  clock?: Clock
  /** Whether entries go into calendars; else they are left out. */
  calendar?: boolean
}

/** Between the pieces of one post: the outbox took one token of the group's five a second. */
const betweenMs = 500

/**
 * Says and changes cards on Lark. `uuid` is honoured for an hour, in create and reply: a second try within it finds the
 * first message, and what is in doubt for longer is looked up (bot/outbox.ts). A change has no uuid and needs none.
 */
export function createSending(api: LarkApi, { clock = systemClock, calendar }: SendingOptions = {}): Sending {
  const upload = createUploads(api)
  const directChats = createDirectChats()
  let registry: Desk['registry'] | undefined

  async function say(outgoing: Outgoing, drawing: Drawing): Promise<{ messageId: string }> {
    const { texts, card } = fitted(outgoing.card, drawing)
    const parts = [
      ...texts.map((text) => ({ msg_type: 'text', content: JSON.stringify({ text }) })),
      { msg_type: 'interactive', content: JSON.stringify(card) },
    ]
    let sent: Sent = { message_id: '' }
    for (const [index, part] of parts.entries()) {
      if (index > 0) await pause(betweenMs)
      // At most 50 characters; the card keeps the row's own id.
      const uuid = index === parts.length - 1 ? outgoing.uuid : `${outgoing.uuid}-${index}`
      sent = await inPart(index, () => post(api, outgoing, { ...part, uuid }))
    }
    directChats.saw(outgoing.chat, sent.chat_id)
    return { messageId: sent.message_id }
  }

  return {
    meet(desk) {
      registry = desk.registry
    },
    said: createLookUp(api, {
      group: (chatId) => registry?.group('lark', chatId),
      directChat: directChats.of,
      now: () => clock.now(),
    }),
    ...(calendar && { schedule: createSchedule(api) }),
    async send(outgoing) {
      const imageKey = await upload(outgoing.card.picture, outgoing.uuid)
      return await partedAgain(imageKey, (drawing) => say(outgoing, drawing))
    },
    async update({ uuid, card, messageId }) {
      const imageKey = await upload(card.picture, uuid)
      await partedAgain(imageKey, async (drawing) => {
        const content = JSON.stringify(beginning(card, drawing))
        await api.call('PATCH', `/im/v1/messages/${encodeURIComponent(messageId)}`, { body: { content } })
      })
    },
  }
}

/** Numbers as printed, and where the tenant's loss prevention takes even those for leaked ones, with dots between. */
async function partedAgain<T>(
  imageKey: string | undefined,
  say: (drawing: Drawing) => Promise<T>,
): Promise<T> {
  const drawing = imageKey ? { imageKey } : {}
  try {
    return await say(drawing)
  } catch (error) {
    if (refusalOf(error) !== 'numbers') throw error
    return await say({ ...drawing, apart: '\u00b7' })
  }
}

/** Once a first piece is out, a refusal of a later one leaves the whole in doubt: no time is named (see TemporaryError). */
async function inPart<T>(index: number, post: () => Promise<T>): Promise<T> {
  try {
    return await post()
  } catch (error) {
    if (index === 0 || !(error instanceof TemporaryError)) throw error
    throw new TemporaryError(error.message)
  }
}

/** Recalled, deleted, too old, or an id that Lark does not know. */
const unanswerable = new Set<unknown>(['target', 'content', 'refused'])

/** In answer where it answers, so that a thread stays a thread. What was taken back meanwhile is answered in the open. */
async function post(api: LarkApi, { chat, answers }: Outgoing, body: object): Promise<Sent> {
  if (answers && chat.kind === 'group') {
    try {
      return await api.call<Sent>('POST', `/im/v1/messages/${encodeURIComponent(answers)}/reply`, { body })
    } catch (error) {
      if (!unanswerable.has(refusalOf(error))) throw error
    }
  }
  return await api.call<Sent>('POST', '/im/v1/messages', {
    query: { receive_id_type: chat.kind === 'direct' ? 'open_id' : 'chat_id' },
    body: { receive_id: chat.id, ...body },
  })
}
