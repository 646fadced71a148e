import { clickLost, clickTaken } from '../../../handlers/replies/toast.ts'
import type { Incoming } from '../../../matters/message.ts'
import type { Logger } from '../../log.ts'
import { soon } from './chats.ts'
import type { Envelope } from './envelope.ts'
import { clickType, hearings } from './hear.ts'
import type { Known } from './known.ts'
import { misbuilt } from './misbuilt.ts'

/** Where both ways of delivery end. Resolves when what was said is kept or rightly forgotten: then acknowledge. */
export interface Receiver {
  /** With what the platform is to be answered: a toast for a button, nothing for an event. */
  receive(told: Envelope): Promise<object | undefined>
}

export interface ReceiverOptions {
  appId: string
  known: Known
  hear: (message: Incoming) => Promise<void>
  log: Logger
  /** Told of every message that went through, before it is heard. */
  onHeard?: (message: Incoming) => void
}

/** A button is answered within 3 s or the client shows an error. */
const clickMs = 2000

/** Reads and hears events, in the order of arrival within a chat, chats beside each other. */
export function createReceiver({ appId, known, hear, log, onHeard }: ReceiverOptions): Receiver {
  const lanes = new Map<string, Promise<void>>()

  async function take(told: Envelope): Promise<void> {
    const heard = await read(told)
    for (const one of heard) {
      onHeard?.(one)
      await hear(one)
    }
  }

  /** What is not built as documented will not be the next time either: it is acknowledged, and told in the log. */
  async function read(told: Envelope): Promise<Incoming[]> {
    const { event_type } = told.header
    try {
      return (await hearings[event_type]?.(told, known)) ?? []
    } catch (error) {
      const fields = misbuilt(error)
      if (!fields) throw error
      log.error({ eventType: event_type, fields }, 'an event of Lark was not built as documented')
      return []
    }
  }

  async function inOrder(lane: string, step: () => Promise<void>): Promise<void> {
    const mine = (lanes.get(lane) ?? Promise.resolve()).catch(() => {}).then(step)
    lanes.set(lane, mine)
    await mine.finally(() => {
      if (lanes.get(lane) === mine) lanes.delete(lane)
    })
  }

  return {
    async receive(told) {
      if (told.header.app_id !== appId) {
        log.warn('an event for another app was passed over')
        return undefined
      }
      if (told.header.event_type !== clickType) {
        await inOrder(laneOf(told), () => take(told))
        return undefined
      }
      // Never delivered again, so it is never refused: the toast says what the person can do.
      const taken = await soon(
        take(told).then(() => true),
        clickMs,
      )
      return taken ? clickTaken : clickLost
    },
  }
}

/** The chat as the event names it; what belongs to none has an order of its own. */
function laneOf({ header, event }: Envelope): string {
  const { message, chat_id } = event as { message?: { chat_id?: unknown }; chat_id?: unknown }
  const id = message?.chat_id ?? chat_id
  return typeof id === 'string' ? id : header.event_id
}
