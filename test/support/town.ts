import { setTimeout as pause } from 'node:timers/promises'
import fastify from 'fastify'
import { expect } from 'vitest'
import { plainText } from '../../bot/platforms/plain-text.ts'
import { createChat, type SandboxChat } from '../../bot/platforms/sandbox/chat.ts'
import { demoCommunity, demoWorld } from '../../bot/platforms/sandbox/demo-community.ts'
import { wireRoutes } from '../../bot/platforms/sandbox/remote.ts'
import { connect, type Store } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { type ChildBot, type ChildSettings, startChild } from './child-bot.ts'
import { freshDatabase } from './database.ts'

/** A chat service in this process, and the bot in others, over one database. */
export interface Town {
  chat: SandboxChat
  store: Store
  at: Date
  /** Starts a bot over this town's chat service and database; it ends with the town at the latest. */
  bot(settings?: Partial<ChildSettings>): Promise<ChildBot>
  /** What the bot said, oldest first, in a group or to a person alone. */
  heardBy(chatOrPerson: string): string[]
  /** Nothing heard is unhandled, nothing due is unsaid, and nothing new happened for a moment. */
  settled(): Promise<void>
  /** Every post of the outbox stands in the chats exactly once, and nothing else of the bot does. */
  expectSaidOnce(): Promise<void>
  end(): Promise<void>
}

/** Residents `r1`, `r2` … of the demonstration community's group 安和花园三期业主群 beside its cast. */
export async function openTown(residents = 0): Promise<Town> {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 3 })
  const at = new Date('2026-11-17T12:00:00+08:00')
  await plantOnce(store.db, demoCommunity, at)
  const world = structuredClone(demoWorld)
  const others = Array.from({ length: residents }, (_, index) => ({
    id: `r${index + 1}`,
    name: `住户${index + 1}`,
  }))
  world.people.push(...others.map((one) => ({ ...one, title: '居民' })))
  world.groups
    .find(({ id }) => id === 'anhe3')
    ?.members.push(...others.map(({ id, name }) => ({ id, nick: name })))
  const chat = createChat({ clock: { now: () => at }, world })
  const server = fastify({ forceCloseConnections: true })
  // A look for news carries the acknowledgements: this service answers it sooner than it is asked to.
  const read: typeof chat.events.read = (cursor, seconds, signal) =>
    chat.events.read(cursor, Math.min(seconds, 0.1), signal)
  wireRoutes(server, { ...chat, events: { ...chat.events, read } })
  const chatUrl = await server.listen({ port: 0, host: '127.0.0.1' })
  const bots: ChildBot[] = []

  async function open(): Promise<number> {
    const [row] = await store.sql<{ n: number }[]>`
      select (select count(*) from inbox where settled_at is null)::int
        + (select count(*) from outbox where settled_at is null)::int as n`
    return row?.n ?? 0
  }

  async function unheard(): Promise<number> {
    // Reading with nothing acknowledged forgets nothing.
    return (await chat.events.read({ life: chat.life, acked: 0, seen: 0 }, 0)).events.length
  }

  return {
    chat,
    store,
    at,
    async bot(settings = {}) {
      const bot = await startChild({ databaseUrl: url, chatUrl, at: at.toISOString(), ...settings })
      bots.push(bot)
      return bot
    },
    heardBy: (id) =>
      saidBy(chat, world.groups.some((group) => group.id === id) ? id : `dm-${id}`).map(plainOf),
    async settled() {
      for (let calm = 0; calm < 3; await pause(20)) {
        if (!(await anybodyAlive(bots))) throw new Error('no bot is alive to settle anything')
        calm = (await unheard()) + (await open()) === 0 ? calm + 1 : 0
      }
    },
    async expectSaidOnce() {
      const rows = await store.sql<
        { id: string; outcome: string }[]
      >`select id, outcome from outbox where replaces is null and about <> 'calendar'`
      expect(rows.filter((row) => row.outcome !== 'sent')).toEqual([])
      const rooms = [...world.groups.map(({ id }) => id), ...world.people.map(({ id }) => `dm-${id}`)]
      const uuids = rooms.flatMap((room) => saidBy(chat, room).map((one) => one.uuid ?? ''))
      expect(uuids.sort()).toEqual(rows.map((row) => row.id).sort())
    },
    async end() {
      await Promise.all(bots.map((bot) => bot.kill()))
      await server.close()
      await store.close()
      await drop()
    },
  }
}

/** Ends the leases that killed processes left behind: 60 s on the database's clock, which no test waits for. */
export async function endLeases({ store }: Town): Promise<void> {
  await store.sql`update inbox set lease_until = clock_timestamp() where settled_at is null`
  await store.sql`update outbox set lease_until = clock_timestamp() where settled_at is null`
  await store.sql`update dues set lease_until = clock_timestamp() where raised_at is null`
}

function saidBy(chat: SandboxChat, room: string) {
  return chat.messages(room).filter((one) => one.from === 'bot')
}

function plainOf({ card }: { card?: Parameters<typeof plainText>[0] }): string {
  return card ? plainText(card) : ''
}

async function anybodyAlive(bots: ChildBot[]): Promise<boolean> {
  const gone = await Promise.all(bots.map((bot) => Promise.race([bot.gone.then(() => true), false])))
  return gone.includes(false)
}
