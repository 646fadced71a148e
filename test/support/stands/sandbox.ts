import { plainText } from '../../../bot/platforms/plain-text.ts'
import type { Platform } from '../../../bot/platforms/platform.ts'
import { createChat } from '../../../bot/platforms/sandbox/chat.ts'
import { demoCommunity, demoWorld } from '../../../bot/platforms/sandbox/demo-community.ts'
import { createSandbox } from '../../../bot/platforms/sandbox/index.ts'
import type { Incoming } from '../../../matters/message.ts'
import { noon, openHouse } from './house.ts'
import type { Scene, Stand } from './stand.ts'

export const sandboxStand: Stand = { name: 'the sandbox', open: openScene }

async function openScene(): Promise<Scene> {
  let at = new Date(noon)
  const clock = { now: () => at }
  const chat = createChat({ clock, world: demoWorld })
  const door = createDoor()
  const open = async () => ({ platform: door.before(createSandbox({ chat })) })
  const house = await openHouse({ clock, community: demoCommunity, botName: chat.botName, open })
  const where = (id: string) => (demoWorld.groups.some((group) => group.id === id) ? id : `dm-${id}`)
  const settled = async () => {
    while (door.heard() < chat.events.total()) await pause(1)
    await house.quiet()
  }
  const forward = async (ms: number) => {
    at = new Date(at.getTime() + ms)
    await house.app().tick()
    await settled()
  }
  await settled()
  return {
    ...{ store: house.store, app: house.app, logged: house.logged, end: house.end, forward },
    async says(as, text, { in: group, toBot = false, quotes, lateMs = 0, atOnce } = {}) {
      if (lateMs > 0) door.shut()
      const { id } = chat.say({ as, chatId: where(group ?? as), text, toBot, ...(quotes && { quotes }) })
      if (lateMs > 0) {
        at = new Date(at.getTime() + lateMs)
        door.open()
      }
      if (!atOnce) await settled()
      return id
    },
    async recalls(as, messageId) {
      chat.recall({ as, messageId })
      await settled()
    },
    async chooses(as, label, group) {
      const has = (one: { label: string }) => label.test(one.label)
      const card = chat.messages(where(group ?? as)).findLast((one) => one.card?.actions?.some(has))
      if (!card) throw new Error(`${as} sees no button ${label}`)
      chat.click({ as, messageId: card.id, action: card.card?.actions?.findIndex(has) ?? -1 })
      await settled()
    },
    async joins(as, groupId) {
      chat.join({ as, groupId })
      await settled()
    },
    heard: (id) =>
      chat
        .messages(where(id))
        .flatMap((one) => (one.from === 'bot' && one.card ? [plainText(one.card)] : [])),
    async repeats(messageId) {
      await door.again(messageId)
      await settled()
    },
    shuts(as) {
      chat.faults.unreachable = [...(chat.faults.unreachable ?? []), as]
    },
    throttles(times) {
      chat.faults.limited = times
    },
    losesAnswers(times) {
      chat.faults.hangSends = times
    },
    async restarts(meanwhile) {
      await house.restarts(meanwhile)
      await settled()
    },
  }
}

/** Stands between the platform and the bot: keeps what was delivered, and delivers late or again. */
function createDoor() {
  const known = new Map<string, Incoming>()
  const heard = new Set<string>()
  let hear: (message: Incoming) => Promise<void> = async () => {}
  let opening: Promise<void> = Promise.resolve()
  let open = () => {}
  return {
    heard: () => heard.size,
    shut() {
      opening = new Promise((resolve) => {
        open = resolve
      })
    },
    open: () => open(),
    again: async (messageId: string) => {
      const message = known.get(messageId)
      if (message) await hear(message)
    },
    before: (inner: Platform): Platform => ({
      ...inner,
      start(heardBy) {
        hear = heardBy
        return inner.start(async (message) => {
          known.set(message.messageId, message)
          await opening
          await heardBy(message)
          heard.add(message.messageId)
        })
      },
    }),
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
