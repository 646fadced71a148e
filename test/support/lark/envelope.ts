import { newEventId } from './ids.ts'
import type { Json } from './types.ts'
import { homeTenant } from './world.ts'

/** An event before it is sent: `token` is put in by the webhook and empty over the socket. */
export interface LarkEvent {
  id: string
  type: string
  createTime: string
  body: Json
}

export function eventOf(type: string, body: Json, ms: number): LarkEvent {
  // Microseconds in card callbacks, milliseconds elsewhere (facts 1.2).
  const createTime = type === 'card.action.trigger' ? `${ms}000` : String(ms)
  return { id: newEventId(), type, createTime, body }
}

/** The event as it goes over the wire (v2.0). */
export function envelope(event: LarkEvent, { appId, token }: { appId: string; token: string }): string {
  return JSON.stringify({
    schema: '2.0',
    header: {
      ...{ event_id: event.id, event_type: event.type, create_time: event.createTime, token },
      ...{ app_id: appId, tenant_key: homeTenant },
    },
    event: event.body,
  })
}
