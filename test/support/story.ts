import { setTimeout as pause } from 'node:timers/promises'
import { type App, startApp } from '../../bot/app.ts'
import type { ProcessRole } from '../../bot/config.ts'
import { createLog } from '../../bot/log.ts'
import { plainText } from '../../bot/platforms/plain-text.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { createChat, type SandboxChat } from '../../bot/platforms/sandbox/chat.ts'
import { demoCommunity, demoWorld } from '../../bot/platforms/sandbox/demo-community.ts'
import { createSandbox } from '../../bot/platforms/sandbox/index.ts'
import { connect, type Store } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { createSeal } from '../../db/seal.ts'
import type { Model } from '../../prompts/prompt.ts'
import { freshDatabase } from './database.ts'

export const seal = createSeal(Buffer.alloc(32, 1))

export interface Story {
  store: Store
  url: string
  app: App
  chat: SandboxChat
  /** Everything logged so far, as one text. */
  logged(): string
  now(): Date
  /** Moves the clock and lets everything due happen. */
  forward(ms: number): Promise<void>
  /** Says something in a group or, without one, to the bot; resolves when all that follows is said. Gives the id. */
  says(as: string, text: string, options?: Saying): Promise<string>
  recalls(as: string, messageId: string): Promise<void>
  /** Presses a button of the last card in a chat by its label. */
  presses(as: string, label: string | RegExp, group?: string): Promise<void>
  /** What the bot said in a group, or to a person alone. */
  hears(chatOrPerson: string): string[]
  lastHeard(chatOrPerson: string): string
  settled(): Promise<void>
  end(): Promise<void>
}

interface Saying {
  in?: string
  type?: 'text' | 'voice_text' | 'image' | 'link'
  quotes?: string
}

export const hour = 3_600_000
export const day = 24 * hour

/**
 * The demonstration community, alive over a fresh database: its cast (张大妈 zhang, 网格员小林 lin, 周警官 zhou, 值班室
 * duty …), its groups (anhe3 assisted, liuan mention, gongzuo work), announced and waiting. Tuesday noon by default.
 */
export async function openStory(
  options: {
    at?: string
    roles?: ProcessRole[]
    announced?: boolean
    model?: Model
    /** The community holds its meetings; most stories go without, so that nothing is said between. */
    meetings?: boolean
    publicUrl?: string
  } = {},
): Promise<Story> {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 3 })
  let at = new Date(options.at ?? '2026-11-17T12:00:00+08:00')
  const clock = { now: () => at }
  const lines: string[] = []
  await plantOnce(store.db, options.meetings ? demoCommunity : { ...demoCommunity, meetings: [] }, at)
  const chat = createChat({ clock, world: demoWorld })
  const wire = counted(createSandbox({ chat }))
  const app = await startApp({
    store,
    seal,
    clock,
    operator: { name: '临湖派出所', contact: '警务室 8800', dutyPhone: '8801', botName: chat.botName },
    platforms: [wire.platform],
    roles: options.roles ?? ['sandbox', 'worker', 'scheduler'],
    log: createLog('trace', { write: (line) => void lines.push(line) }),
    model: options.model,
    publicUrl: options.publicUrl,
    cron: false,
  })
  const settled = async () => {
    while (wire.heard() < chat.events.total()) await pause(1)
    await app.quiet()
    // The registry learns of a commit some milliseconds later; nobody in a story is that quick.
    await app.desk.registry.refresh()
  }
  if (options.announced !== false) await settled()
  const hears = (id: string) =>
    chat
      .messages(demoWorld.groups.some((group) => group.id === id) ? id : `dm-${id}`)
      .flatMap((one) => (one.from === 'bot' && one.card ? [plainText(one.card)] : []))
  return {
    store,
    url,
    app,
    chat,
    logged: () => lines.join(''),
    now: () => at,
    async forward(ms) {
      at = new Date(at.getTime() + ms)
      await app.tick()
      await settled()
    },
    async says(as, text, { in: group, ...said } = {}) {
      const message = chat.say({ as, chatId: group ?? `dm-${as}`, text, ...said })
      await settled()
      return message.id
    },
    async recalls(as, messageId) {
      chat.recall({ as, messageId })
      await settled()
    },
    async presses(as, label, group) {
      const matches = (found: string) => (typeof label === 'string' ? found === label : label.test(found))
      const messages = chat.messages(group ?? `dm-${as}`)
      const card = messages.findLast((one) => one.card?.actions?.some((action) => matches(action.label)))
      const action = card?.card?.actions?.findIndex((one) => matches(one.label)) ?? -1
      if (!card || action < 0)
        throw new Error(`${as} sees no button ${label}; last heard: ${hears(group ?? as).at(-1)}`)
      chat.click({ as, messageId: card.id, action })
      await settled()
    },
    hears,
    lastHeard: (id) => hears(id).at(-1) ?? '',
    settled,
    async end() {
      await app.stop()
      await store.close()
      await drop()
    },
  }
}

/** The platform with a count of what was heard, and no rush hour. */
function counted(inner: Platform) {
  let heard = 0
  const platform: Platform = {
    ...inner,
    limits: { platform: { perSecond: 1e6, burst: 1e6 }, chat: { perSecond: 1e6, burst: 1e6 } },
    start: (hear) =>
      inner.start(async (message) => {
        await hear(message)
        heard += 1
      }),
  }
  return { platform, heard: () => heard }
}
