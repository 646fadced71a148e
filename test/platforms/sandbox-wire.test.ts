import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Platform } from '../../bot/platforms/platform.ts'
import type { SandboxChat } from '../../bot/platforms/sandbox/chat.ts'
import { createRemoteSandbox, wireRoutes } from '../../bot/platforms/sandbox/remote.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'
import type { Card } from '../../matters/message.ts'
import { createEar, group, openChat } from './sandbox-cast.ts'

const card: Card = { tone: 'plain', lines: ['收到'] }
const bots: Platform[] = []
let chat: SandboxChat
let app: FastifyInstance
let url: string

beforeEach(async () => {
  chat = openChat()
  app = fastify({ forceCloseConnections: true })
  wireRoutes(app, chat)
  url = await app.listen({ port: 0, host: '127.0.0.1' })
})

afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.stop()
  await app.close()
})

function connect() {
  const bot = createRemoteSandbox(url)
  bots.push(bot)
  return bot
}

it('carries words to the bot and cards back', async () => {
  const bot = connect()
  const ear = createEar()
  await bot.start(ear.hear)
  chat.say({ as: 'zhang', chatId: 'g1', text: '@小助手 楼道堆了电动车' })
  await vi.waitFor(() => expect(ear.texts()).toEqual(['@小助手 楼道堆了电动车']))
  const { messageId } = await bot.send({ uuid: 'u1', chat: group, card })
  expect(chat.messages('g1').at(-1)).toMatchObject({ id: messageId, from: 'bot', card, uuid: 'u1' })
})

it('hands out again what a killed bot had not acknowledged, to the next one', async () => {
  const killed = createRemoteSandbox(url)
  let reached = false
  await killed.start(async ({ type }) => {
    if (type === 'bot_added') return
    reached = true
    await new Promise(() => {}) // killed in the middle of keeping it
  })
  chat.say({ as: 'zhang', chatId: 'g1', text: '一' })
  await vi.waitFor(() => expect(reached).toBe(true))
  chat.say({ as: 'zhang', chatId: 'g1', text: '二' })

  const ear = createEar()
  await connect().start(ear.hear)
  await vi.waitFor(() => expect(ear.texts()).toEqual(['一', '二']))
})

it('says a card once although its first sender never got the answer', async () => {
  chat.faults.hangSends = 1
  const giveUp = AbortSignal.timeout(300)
  const body = JSON.stringify({ uuid: 'u1', chat: group, card })
  const headers = { 'content-type': 'application/json' }
  await expect(fetch(`${url}/wire/send`, { method: 'POST', headers, body, signal: giveUp })).rejects.toThrow()
  await connect().send({ uuid: 'u1', chat: group, card })
  expect(chat.messages('g1')).toHaveLength(1)
})

it('tells what is worth trying again from what is not', async () => {
  const bot = connect()
  const lost = bot.send({ uuid: 'u1', chat: { id: 'g9', kind: 'group' }, card })
  await expect(lost).rejects.toBeInstanceOf(PermanentError)
  chat.faults.limited = 1
  const limited = bot.send({ uuid: 'u2', chat: group, card })
  await expect(limited).rejects.toMatchObject({ name: 'TemporaryError', retryAfterSeconds: 1 })
  await app.close()
  await expect(bot.send({ uuid: 'u3', chat: group, card })).rejects.toBeInstanceOf(TemporaryError)
})

it('comes back by itself when the chat service was away and has begun a new life', async () => {
  const ear = createEar()
  await connect().start(ear.hear)
  chat.say({ as: 'zhang', chatId: 'g1', text: '一' })
  await vi.waitFor(() => expect(ear.texts()).toEqual(['一']))
  await app.close()
  chat = openChat()
  app = fastify({ forceCloseConnections: true })
  wireRoutes(app, chat)
  await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' })
  chat.say({ as: 'zhang', chatId: 'g1', text: '二' })
  await vi.waitFor(() => expect(ear.texts()).toEqual(['一', '二']), 8000)
})

it('does not serve the pages of other sites', async () => {
  const headers = { origin: 'http://evil.example' }
  expect((await fetch(`${url}/wire/events`, { headers })).status).toBe(403)
})
