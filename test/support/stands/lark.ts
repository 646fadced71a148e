import Fastify from 'fastify'
import { readConfig } from '../../../bot/config.ts'
import { openLark } from '../../../bot/platforms/lark/open.ts'
import { webhookPath } from '../../../bot/platforms/lark/webhook.ts'
import { larkCast, larkCommunity } from '../lark/community.ts'
import { type FakeLark, openFakeLark, quickConfig } from '../lark/index.ts'
import { type HouseOptions, noon, openHouse } from './house.ts'
import type { Scene, Stand } from './stand.ts'

type Way = 'socket' | 'webhook'

export const larkStands: Stand[] = [
  { name: 'Lark by the long connection', open: () => openScene('socket') },
  { name: 'Lark by webhook', open: () => openScene('webhook') },
]

const say = 'POST /open-apis/im/v1/messages'

async function openScene(way: Way): Promise<Scene> {
  const lark = await openFakeLark({ ...larkCast, at: noon, clientConfig: quickConfig })
  const open = opening(lark, way)
  const house = await openHouse({ clock: lark.clock, community: larkCommunity, botName: lark.botName, open })
  const isGroup = (id: string) => larkCast.groups?.some((group) => group.id === id) === true
  const shown = (id: string) => (isGroup(id) ? lark.heard(id) : lark.heard('direct', id))
  const settled = async () => {
    await lark.settled()
    await house.quiet()
  }
  await begun(lark, way)
  for (const { id, owner = '' } of larkCast.groups ?? []) lark.addsBot(owner, id)
  await settled()
  return {
    ...{ store: house.store, app: house.app, logged: house.logged },
    async says(as, text, { in: group, toBot = false, quotes, lateMs = 0, atOnce } = {}) {
      if (lateMs > 0) lark.delivery.hold()
      const id = lark.says(as, group ?? 'direct', text, { mentionBot: toBot, ...(quotes && { quotes }) })
      if (lateMs > 0) {
        await lark.clock.forward(lateMs)
        lark.delivery.release()
      }
      if (!atOnce) await settled()
      return id
    },
    async recalls(as, messageId) {
      lark.recalls(as, messageId)
      await settled()
    },
    async chooses(as, label, group) {
      const card = shown(group ?? as).findLast((one) =>
        one.buttons.some((button) => label.test(button.label)),
      )
      if (!card) throw new Error(`${as} sees no button ${label}`)
      const { error } = await lark.clicks(as, card.messageId, label)
      if (error) throw new Error(`${as} is shown error ${error}`)
      await settled()
    },
    async joins(as, group) {
      lark.joins(as, group)
      await settled()
    },
    heard: (id) => shown(id).map(({ text }) => text),
    async repeats(messageId) {
      lark.delivery.again(messageId, false)
      lark.delivery.again(messageId, true)
      await settled()
    },
    shuts: (as) => lark.shuts(as),
    throttles(times) {
      lark.faults.next(Math.ceil(times / 2), { status: 400, code: 230020 }, say)
      lark.faults.next(Math.floor(times / 2), { status: 429, code: 99991400 }, say)
    },
    losesAnswers: (times) => lark.faults.next(times, 'reset_after', say),
    async restarts(meanwhile) {
      await house.restarts(meanwhile)
      await begun(lark, way)
      await settled()
    },
    async forward(ms) {
      await lark.clock.forward(ms)
      await house.app().tick()
      await settled()
    },
    async end() {
      await house.end()
      await lark.close()
    },
  }
}

/** Opens the platform as the process does, with a web server of its own where events come by webhook. */
function opening(lark: FakeLark, way: Way): HouseOptions['open'] {
  const config = readConfig({
    ...{ FENGQIAO_ROLES: 'lark,worker,scheduler,web', LARK_RECEIVE: way, LARK_DOMAIN: lark.url },
    ...{ LARK_APP_ID: lark.appId, LARK_APP_SECRET: lark.appSecret },
    ...{ LARK_ENCRYPT_KEY: lark.encryptKey, LARK_VERIFICATION_TOKEN: lark.verificationToken },
  })
  return async ({ log, metrics }) => {
    const { platform, attach } = openLark(config, { clock: lark.clock, log, metrics })
    if (way === 'socket') return { platform }
    // A sender keeps its connection open; closing would wait 72 s for it.
    const server = Fastify({ forceCloseConnections: true })
    await attach(server)
    const url = await server.listen({ host: '127.0.0.1', port: 0 })
    if (!(await lark.webhook.subscribe(url + webhookPath))) throw new Error('the challenge was not answered')
    return { platform, closed: () => server.close() }
  }
}

async function begun(lark: FakeLark, way: Way): Promise<void> {
  if (way === 'socket') await lark.socket.connected()
}
