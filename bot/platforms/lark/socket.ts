import type { EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk'
import type { Envelope } from './envelope.ts'
import { hearings } from './hear.ts'
import type { Receiver } from './receive.ts'

/** One life of the long connection. */
export interface Socket {
  /** `failed`: it gave up and never comes back by itself. */
  state(): 'connected' | 'connecting' | 'failed'
  close(): void
}

export interface SocketOptions {
  appId: string
  appSecret: string
  domain: string
  receiver: Receiver
  /**
   * Seconds without an answer to a ping; the SDK has no such limit by itself and would sit on a dead socket for ever.
   * Has to be shorter than the ping interval the server asks for (120 s): every ping starts the wait anew.
   */
  pingTimeout?: number
}

const handshakeTimeoutMs = 10_000

/**
 * The platform's long connection by its SDK, which is loaded here and nowhere else. The SDK acknowledges an event when
 * the receiver has resolved, and has it delivered again when that rejects.
 */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const sdk = await import('@larksuiteoapi/node-sdk')
  const { appId, appSecret, domain, receiver, pingTimeout = 10 } = options
  const logged = { logger: silent, loggerLevel: sdk.LoggerLevel.fatal }
  const client = new sdk.WSClient({
    ...{ appId, appSecret, domain, handshakeTimeoutMs, wsConfig: { pingTimeout } },
    ...logged,
  })
  const eventDispatcher = dispatcherTo(receiver, new sdk.EventDispatcher(logged))
  await client.start({ eventDispatcher })
  return { state: () => stateOf(client), close: () => client.close({ force: true }) }
}

/** The SDK hands header and event over as one object; the receiver wants them apart, as they came. */
function dispatcherTo(receiver: Receiver, dispatcher: EventDispatcher): EventDispatcher {
  const hear = async (flat: Record<string, unknown>) => await receiver.receive(apart(flat))
  return dispatcher.register(Object.fromEntries(Object.keys(hearings).map((type) => [type, hear])))
}

function apart(flat: Record<string, unknown>): Envelope {
  const { event_id, event_type, create_time, app_id, tenant_key: _, ...event } = flat
  // Of a card's button `token` is the event's own; on this way none needs to be proved.
  const header = { event_id, event_type, create_time, app_id, token: '' }
  return { schema: '2.0', header: header as Envelope['header'], event }
}

function stateOf(client: WSClient) {
  const { state } = client.getConnectionStatus()
  return state === 'connected' || state === 'failed' ? state : 'connecting'
}

/** The SDK writes whole events, urls with tickets and our errors into its log: none of it may stand in ours. */
const drop = () => {}
const silent = { error: drop, warn: drop, info: drop, debug: drop, trace: drop }
