import { setTimeout as pause } from 'node:timers/promises'
import { startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { plainText } from '../../bot/platforms/plain-text.ts'
import type { Platform } from '../../bot/platforms/platform.ts'
import { createChat, type SandboxChat } from '../../bot/platforms/sandbox/chat.ts'
import { createSandbox } from '../../bot/platforms/sandbox/index.ts'
import { connect } from '../../db/client.ts'
import { createSeal } from '../../db/seal.ts'
import { type Recorded, recordedModel } from './answers.ts'
import type { Dialogue, Played } from './dialogue.ts'
import { createWatch } from './items.ts'
import { violationsOf } from './violations.ts'
import { plantWorld, worldOf } from './world.ts'

/**
 * Plays one dialogue through the real path over an empty, migrated database, by the dialogue's own clock; with recorded
 * answers as if a model gave them.
 */
export async function play(dialogue: Dialogue, databaseUrl: string, recorded?: Recorded[]): Promise<Played> {
  const store = connect(databaseUrl, { connections: 4 })
  const logged: string[] = []
  const log = createLog('info', { write: (line) => void logged.push(line) })
  let now = new Date(dialogue.messages[0]?.t ?? 0)
  let playing = 0
  const clock = { now: () => now }
  const seal = createSeal(Buffer.alloc(32, 7))
  const world = worldOf(dialogue)
  await plantWorld(store.db, dialogue, world)
  const chat = createChat({ clock, world: world.chats, botName: '平安小助手(机器人)' })
  const wire = counted(createSandbox({ chat }))
  const operator = { name: '派出所', contact: '警务室', dutyPhone: '值班电话', botName: chat.botName }
  const app = await startApp({
    store,
    seal,
    clock,
    operator,
    platforms: [wire.platform],
    roles: ['sandbox', 'worker', 'scheduler'],
    log,
    cron: false,
    model: recorded && recordedModel(recorded, () => ({ id: dialogue.id, n: playing })),
  })
  // Far above what any message takes: a replay that stands still has to say where.
  const settled = () =>
    inTime(
      wire.heardAll().then(() => app.quiet()),
      dialogue.id,
    )
  try {
    wire.expect(chat.world.groups.length)
    await settled()
    const watch = createWatch(store, dialogue)
    await watch.look(null)
    const ids = new Map<number, string>()
    for (const message of dialogue.messages) {
      now = new Date(message.t)
      playing = message.n
      speak(chat, dialogue, message, ids)
      wire.expect(1)
      await settled()
      await watch.look(message.n, ids)
    }
    now = new Date(now.getTime() + 10 * 60_000)
    await app.tick()
    await settled()
    const { items, shown } = await watch.items()
    const used = new Set(items.flatMap((item) => item.messages))
    const ignored = dialogue.messages.map(({ n }) => n).filter((n) => !used.has(n))
    const said = heardBy(chat)
    const violations = await violationsOf(store.sql, { dialogue, ignored, group: said.group, shown, logged })
    return { id: dialogue.id, items, ignored, ...said, violations }
  } finally {
    await app.stop()
    await store.close()
  }
}

type Message = Dialogue['messages'][number]

function speak(chat: SandboxChat, dialogue: Dialogue, message: Message, ids: Map<number, string>): void {
  const as = message.from.uid
  const direct = message.group === 'dm' || (message.group === undefined && dialogue.group.mode === 'dm')
  const chatId = direct ? `dm-${as}` : (message.group ?? dialogue.group.id)
  const recalled = message.recalls === undefined ? undefined : ids.get(message.recalls)
  if (message.type === 'recall' && recalled) {
    chat.recall({ as, messageId: recalled })
    return
  }
  const type =
    message.type === 'voice_text' || message.type === 'link'
      ? message.type
      : message.type === 'text' || message.type === 'quote'
        ? 'text'
        : 'image'
  const quotes = message.quote === undefined ? undefined : ids.get(message.quote)
  const text = message.text.trim() === '' ? '[图片]' : message.text
  const said = chat.say({ as, chatId, text, type, quotes, toBot: message.mentions.includes('bot') })
  ids.set(message.n, said.id)
}

/** The bot's own words, in the order they were said. */
function heardBy(chat: SandboxChat): Pick<Played, 'group' | 'dm'> {
  const words = (chatId: string) =>
    chat.messages(chatId).flatMap((one) => (one.from === 'bot' && one.card ? [plainText(one.card)] : []))
  return {
    group: chat.world.groups.flatMap(({ id }) => words(id)),
    dm: chat.world.people.flatMap(({ id }) =>
      words(`dm-${id}`).map((text) => ({ to: id.replace(/^_/u, ''), text })),
    ),
  }
}

/** The platform with its limits off (a replay has no rush hour) and a count of what it has delivered. */
function counted(inner: Platform) {
  let expected = 0
  let heard = 0
  const platform: Platform = {
    id: inner.id,
    limits: { platform: { perSecond: 1e6, burst: 1e6 }, chat: { perSecond: 1e6, burst: 1e6 } },
    start: (hear) =>
      inner.start(async (message) => {
        await hear(message)
        heard += 1
      }),
    send: inner.send,
    stop: inner.stop,
  }
  return {
    platform,
    expect(more: number) {
      expected += more
    },
    async heardAll() {
      while (heard < expected) await pause(1)
    },
  }
}

async function inTime(settling: Promise<void>, id: string): Promise<void> {
  const late = pause(60_000, undefined, { ref: false }).then(() => {
    throw new Error(`${id} does not come to rest within 60 s: a message or a post cannot be settled`)
  })
  await Promise.race([settling, late])
}
