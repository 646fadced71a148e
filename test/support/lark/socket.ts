import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Carrier } from './delivery.ts'
import { envelope } from './envelope.ts'
import { decodeFrame, encodeFrame, type Frame, headerOf } from './frames.ts'
import { objectOf, parsed, textOf } from './json.ts'
import type { State } from './state.ts'
import type { ClientConfig, Json } from './types.ts'

/** As the platform tells its clients. */
export const usualConfig: ClientConfig = {
  ...{ PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 },
}
/**
 * For tests: the SDK pings and reconnects within a fraction of a second. Its watchdog starts anew with each ping, so a
 * `pingTimeout` that is not below PingInterval never strikes.
 */
export const quickConfig: ClientConfig = {
  ...{ PingInterval: 0.2, ReconnectCount: -1, ReconnectInterval: 0.1, ReconnectNonce: 0.05 },
}

const serviceId = 33554678
const mostConnections = 50

interface Connection {
  wire: WebSocket
  /** What to do with the events that wait for their acknowledgement, by the id of their frames. */
  waiting: Map<string, (answer: Json | undefined) => void>
  /** It pinged once. The SDK loses what comes in the moment before, so nothing is sent until then. */
  greeted: boolean
  /** Resolves when it pinged or closed. */
  greeting: Promise<void>
  /** Keeps the TCP connection and says nothing more. */
  silent: boolean
}

export interface SocketOptions {
  clientConfig?: Partial<ClientConfig>
  fragmentBytes?: number
}

export type Socket = ReturnType<typeof createSocket>

/** The long connection: the endpoint that names the address, and the address. */
export function createSocket(state: State, { clientConfig, fragmentBytes = 64 * 1024 }: SocketOptions) {
  const config = { ...usualConfig, ...clientConfig }
  const upgrades = new WebSocketServer({ noServer: true })
  const connections = new Set<Connection>()
  const tickets = new Set<string>()
  const refusing: { code: number; msg: string }[] = []
  const pings = { heard: 0 }
  let occupied = 0
  let asked = 0
  let opened = 0
  let address = ''

  function endpoint(body: Json): Json {
    asked += 1
    const refuse = (code: number, msg: string): Json => ({ code, msg, data: {} })
    const first = refusing.shift()
    if (first) return refuse(first.code, first.msg)
    if (body.AppID !== state.app.id) return refuse(403, 'forbidden')
    if (body.AppSecret !== state.app.secret) return refuse(514, 'auth failed')
    if (connections.size + occupied >= mostConnections) return refuse(1000040350, 'exceed conn limit')
    const ticket = randomBytes(8).toString('hex')
    tickets.add(ticket)
    const ids = `device_id=${randomUUID()}&access_key=ak&service_id=${serviceId}&ticket=${ticket}`
    return {
      code: 0,
      msg: '',
      data: { URL: `${address}/ws/v2?fpid=493&aid=552967&${ids}`, ClientConfig: config },
    }
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://fake')
    if (url.pathname !== '/ws/v2' || !tickets.delete(url.searchParams.get('ticket') ?? '')) {
      stream.end('HTTP/1.1 403 Forbidden\r\nhandshake-status: 403\r\nhandshake-msg: bad ticket\r\n\r\n')
      return
    }
    upgrades.handleUpgrade(request, stream, head, accept)
  }

  function accept(wire: WebSocket): void {
    let greet = () => {}
    const greeting = new Promise<void>((resolve) => {
      greet = resolve
    })
    const connection: Connection = { wire, waiting: new Map(), greeted: false, greeting, silent: false }
    connections.add(connection)
    opened += 1
    wire.on('error', () => {})
    wire.once('message', greet)
    wire.on('close', () => {
      greet()
      connections.delete(connection)
      for (const settle of connection.waiting.values()) settle(undefined)
    })
    wire.on('message', (bytes: Buffer) => hear(connection, decodeFrame(bytes)))
  }

  function hear(connection: Connection, frame: Frame): void {
    if (connection.silent) return
    if (frame.method === 0 && headerOf(frame, 'type') === 'ping') {
      pings.heard += 1
      connection.greeted = true
      const headers = [{ key: 'type', value: 'pong' }]
      const payload = Buffer.from(JSON.stringify(config))
      connection.wire.send(
        encodeFrame({ SeqID: 0, LogID: 0, service: serviceId, method: 0, headers, payload }),
      )
    }
    if (frame.method === 1) {
      const text = Buffer.from(frame.payload ?? []).toString('utf8')
      connection.waiting.get(headerOf(frame, 'message_id') ?? '')?.(objectOf(parsed(text)))
    }
  }

  /** To a connection taken at random; acknowledged by code 200 within three seconds. */
  const carrier: Carrier = async (event) => {
    const open = [...connections].filter(({ wire }) => wire.readyState === wire.OPEN)
    const connection = open[Math.floor(state.chance() * open.length)]
    if (!connection) return { ok: false, status: 0, nobody: true }
    await connection.greeting
    if (connection.wire.readyState !== connection.wire.OPEN) return { ok: false, status: 0 }
    const id = randomUUID()
    const answer = await new Promise<Json | undefined>((resolve) => {
      const late = setTimeout(() => resolve(undefined), state.answerMs)
      connection.waiting.set(id, (found) => {
        clearTimeout(late)
        resolve(found)
      })
      const text = envelope(event, { appId: state.app.id, token: '' })
      if (!connection.silent) for (const frame of framesOf(text, id, event.id)) connection.wire.send(frame)
    })
    connection.waiting.delete(id)
    const data = textOf(answer?.data)
    const said = data === '' ? undefined : parsed(Buffer.from(data, 'base64').toString('utf8'))
    return { ok: answer?.code === 200, status: Number(answer?.code ?? 0), answer: said }
  }

  function framesOf(text: string, id: string, traceId: string): Uint8Array[] {
    const bytes = Buffer.from(text)
    const sum = Math.max(1, Math.ceil(bytes.length / fragmentBytes))
    const timestamp = String(state.clock.ms())
    return Array.from({ length: sum }, (_, seq) => {
      const named = { type: 'event', message_id: id, sum, seq, trace_id: traceId, timestamp }
      const headers = Object.entries(named).map(([key, value]) => ({ key, value: String(value) }))
      const payload = bytes.subarray(seq * fragmentBytes, (seq + 1) * fragmentBytes)
      return encodeFrame({ SeqID: seq + 1, LogID: seq + 2, service: serviceId, method: 1, headers, payload })
    })
  }

  return {
    carrier,
    endpoint,
    attach(server: Server, url: string) {
      address = url.replace('http', 'ws')
      server.on('upgrade', upgrade)
    },
    /** How many are open now, were opened in all, and how often the endpoint was asked. */
    counts: () => ({ open: connections.size, opened, asked, pings: pings.heard }),
    /** Resolves once so many are open. */
    async connected(count = 1): Promise<void> {
      while ([...connections].filter(({ greeted }) => greeted).length < count)
        await new Promise((resolve) => setTimeout(resolve, 5))
    },
    /** Ends every connection without a word. */
    drop() {
      for (const { wire } of connections) wire.terminate()
    },
    /** Those open now stay open and say nothing more: no pong, no event. */
    silence() {
      for (const connection of connections) connection.silent = true
    },
    /** Connections of this app that others hold; they count towards the 50 and hear nothing. */
    occupy(count: number) {
      occupied = count
    },
    /** The endpoint answers the next asks with this: 1 busy, 403, 514, 1000040343, 1000040350. */
    refuseNext(times: number, code: number, msg = 'refused on purpose') {
      for (let one = 0; one < times; one++) refusing.push({ code, msg })
    },
    close() {
      for (const { wire } of connections) wire.terminate()
      upgrades.close()
    },
  }
}
