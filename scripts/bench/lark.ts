import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { startApp } from '../../bot/app.ts'
import { readConfig } from '../../bot/config.ts'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { openLark } from '../../bot/platforms/lark/open.ts'
import { webhookPath } from '../../bot/platforms/lark/webhook.ts'
import { createServer } from '../../bot/server.ts'
import { connect } from '../../db/client.ts'
import { plant } from '../../db/plant.ts'
import { createSeal } from '../../db/seal.ts'
import { systemClock } from '../../matters/clock.ts'
import { encrypted, signature } from '../../test/support/lark/crypt.ts'
import { envelope, eventOf, type LarkEvent } from '../../test/support/lark/envelope.ts'
import { idOf, newMessageId } from '../../test/support/lark/ids.ts'
import { type FakeLark, openFakeLark, quickConfig } from '../../test/support/lark/index.ts'
import { talkNumber, townPlan } from './town.ts'

export interface LarkRound {
  webhook: number
  socket: number
  bare: number
}

/** Requests under way at once. */
const hands = 64
const eventsPerSecond = 500
const slices = 5

/**
 * Events a second that are accepted (believed, opened, judged, kept or forgotten, acknowledged) by either way, beside
 * what a route that does nothing takes of the same requests. Sender and receiver share this process.
 */
export async function measureLark(
  url: string,
  options: { seconds: number; connections: number },
): Promise<LarkRound> {
  const count = Math.max(200, Math.ceil(options.seconds * eventsPerSecond))
  const plan = townPlan()
  const lark = await openFakeLark({
    groups: plan.groups.map(({ externalId, name }) => ({ id: externalId, name, members: ['officer-0'] })),
    clientConfig: quickConfig,
    limits: false,
  })
  const bench = await openReceiver(url, lark, options.connections)
  let said = 0
  const next = (length: number) => Array.from({ length }, () => eventNumber(said++, lark))
  try {
    const signed = () => next(Math.ceil(count / slices)).map((event) => sign(event, lark))
    const ways = {
      bare: () => each(signed(), (request) => post(bench.bare, request)),
      webhook: () => each(signed(), (request) => post(bench.hook, request)),
      socket: () => each(next(Math.ceil(count / slices)), (event) => taken(lark.socket.carrier(event))),
    }
    // What is asked of the platform once a group is asked before it counts.
    await each(next(200), (event) => taken(lark.socket.carrier(event)))
    for (const way of [ways.bare, ways.webhook]) await way()
    const took = { bare: 0, webhook: 0, socket: 0 }
    // In turns, so that what else the machine does falls on all of them.
    for (let n = 0; n < slices; n++)
      for (const way of ['bare', 'webhook', 'socket'] as const) took[way] += (await ways[way]()) / slices
    const rate = (secondsEach: number) => 1 / secondsEach
    return { webhook: rate(took.webhook), socket: rate(took.socket), bare: rate(took.bare) }
  } finally {
    await bench.close()
    await lark.close()
  }
}

async function openReceiver(url: string, lark: FakeLark, connections: number) {
  const store = connect(url, { connections })
  const plan = townPlan()
  await plant(store.db, { ...plan, platform: 'lark', groups: plan.groups.map(onLark) }, new Date())
  const config = readConfig({
    ...{ FENGQIAO_ROLES: 'lark,worker,web', LARK_RECEIVE: 'both', LARK_DOMAIN: lark.url },
    ...{ LARK_APP_ID: lark.appId, LARK_APP_SECRET: lark.appSecret },
    ...{ LARK_ENCRYPT_KEY: lark.encryptKey, LARK_VERIFICATION_TOKEN: lark.verificationToken },
  })
  const log = createLog('silent')
  const metrics = createMetrics()
  const { platform, attach } = openLark(config, { clock: systemClock, log, metrics })
  const server = createServer({ store, clock: systemClock, log, metrics, ready: () => true })
  const app = await startApp({
    ...{ store, log, metrics, clock: systemClock, platforms: [platform], roles: ['lark'], cron: false },
    seal: createSeal(Buffer.alloc(32, 7)),
    operator: { name: '派出所', contact: '警务室', dutyPhone: '值班电话', botName: lark.botName },
  })
  await attach(server)
  await lark.socket.connected()
  const bare = Fastify()
  bare.post('/', async () => ({}))
  for (const one of [server, bare]) await one.listen({ host: '127.0.0.1', port: 0 })
  const at = (one: typeof bare | typeof server) =>
    `http://127.0.0.1:${(one.server.address() as AddressInfo).port}`
  return {
    hook: at(server) + webhookPath,
    bare: `${at(bare)}/`,
    async close() {
      await app.stop()
      for (const one of [server, bare]) {
        one.server.closeAllConnections()
        await one.close()
      }
      await store.close()
    },
  }
}

const onLark = <T extends { externalId: string }>(group: T): T => ({
  ...group,
  externalId: idOf('oc', group.externalId),
})

/** The n-th message of everyday talk as Lark tells it. */
function eventNumber(n: number, lark: FakeLark): LarkEvent {
  const { chat, sender, text } = talkNumber(n)
  const at = String(Date.now())
  return eventOf(
    'im.message.receive_v1',
    {
      message: {
        ...{ chat_id: lark.chatIdOf(chat.id), chat_type: 'group', message_id: newMessageId() },
        ...{ create_time: at, update_time: at, message_type: 'text', content: JSON.stringify({ text }) },
      },
      sender: {
        sender_id: { open_id: idOf('ou', sender.id), union_id: null, user_id: null },
        ...{ sender_type: 'user', tenant_key: '2ed263bf32cf1651' },
      },
    },
    Date.now(),
  )
}

interface Signed {
  body: string
  headers: Record<string, string>
}

function sign(event: LarkEvent, { appId, verificationToken: token, encryptKey }: FakeLark): Signed {
  const body = JSON.stringify({ encrypt: encrypted(envelope(event, { appId, token }), encryptKey) })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = randomBytes(8).toString('hex')
  return {
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature({ timestamp, nonce, encryptKey, body }),
    },
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: hands })

async function post(url: string, { body, headers }: Signed): Promise<void> {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asking = request(url, { agent, method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    })
    asking.on('error', reject).end(body)
  })
  if (status !== 200) throw new Error(`the bench's event was answered with ${status}`)
}

async function taken(carrying: Promise<{ ok: boolean }>): Promise<void> {
  if (!(await carrying).ok) throw new Error("the bench's event was not acknowledged on the long connection")
}

/** All of them, so many at once; resolves the seconds that each took of the whole. */
async function each<T>(all: T[], work: (one: T) => Promise<void>): Promise<number> {
  const rest = all.values()
  const from = performance.now()
  const hand = async () => {
    for (const one of rest) await work(one)
  }
  await Promise.all(Array.from({ length: hands }, hand))
  return (performance.now() - from) / 1000 / all.length
}
