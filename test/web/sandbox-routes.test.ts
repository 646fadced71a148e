import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SandboxChat } from '../../bot/platforms/sandbox/chat.ts'
import { sandboxRoutes } from '../../bot/platforms/sandbox/routes.ts'
import type { MatterGlimpse, SandboxClock } from '../../bot/platforms/sandbox/types.ts'
import { createStandingClock, openChat } from '../platforms/sandbox-cast.ts'

let app: FastifyInstance
let chat: SandboxChat
let clock: SandboxClock
const changed = new Set<() => void>()
const matters = async (personId: string) => [{ number: `AH-${personId}` } as MatterGlimpse]
const glimpse = {
  matters,
  changed(listener: () => void) {
    changed.add(listener)
    return () => void changed.delete(listener)
  },
}

beforeEach(async () => {
  clock = createStandingClock()
  chat = openChat(clock)
  app = fastify({ forceCloseConnections: true })
  await app.register(sandboxRoutes, { chat, clock, glimpse, commands: [{ name: '帮助', help: '用法' }] })
})

afterEach(() => app.close())

const post = (url: string, payload: object, headers = {}) =>
  app.inject({ method: 'POST', url, payload, headers })

it('shows the people, the groups, what was said, the time and the commands', async () => {
  chat.say({ as: 'zhang', chatId: 'g1', text: '在吗' })
  const state = (await app.inject('/sandbox/state')).json()
  expect(state.people[0]).toMatchObject({ id: 'zhang', name: '张大妈', title: '居民' })
  expect(state.groups[0].name).toBe('安和花园三期业主群')
  expect(state.chats.g1).toMatchObject([{ from: 'zhang', text: '在吗' }])
  expect(state.chats['dm-zhang']).toEqual([])
  expect(state.clock.now).toBe('2026-11-22T07:40:00.000Z')
  expect(state.commands).toEqual([{ name: '帮助', help: '用法' }])
})

it('serves its page under a policy that lets in nothing foreign', async () => {
  const page = await app.inject('/')
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('枫桥沙箱')
  expect(page.headers['content-security-policy']).toContain("default-src 'self'")
  expect(page.body).not.toMatch(/https?:\/\/|style=|<script>/)
})

it('takes messages, recalls, and pushes of the clock', async () => {
  const said = await post('/sandbox/messages', { as: 'zhang', chatId: 'g1', text: '@小助手 楼上漏水' })
  expect(said.statusCode).toBe(200)
  const messageId = said.json().id
  expect((await post('/sandbox/recalls', { as: 'zhang', messageId })).json().recalled).toBe(true)
  expect((await post('/sandbox/clock', { forwardSeconds: 3600 })).json().now).toBe('2026-11-22T08:40:00.000Z')
})

it('says in Chinese what is wrong with a request', async () => {
  const refusals = [
    [await post('/sandbox/messages', { as: 'zhang' }), 400, '请求不完整'],
    [await post('/sandbox/messages', { as: 'zhang', chatId: 'g1', text: ' ' }), 400, '不能发空消息'],
    [await post('/sandbox/messages', { as: 'zhou', chatId: 'g1', text: '我' }), 403, '不在这个聊天里'],
    [await post('/sandbox/messages', { as: 'zhang', chatId: 'g1', text: '长'.repeat(22_000) }), 413, '64 KB'],
    [await post('/sandbox/messages', { as: 'zhang', chatId: 'g1', text: 'a'.repeat(900_000) }), 413, '64 KB'],
    [await post('/sandbox/clock', { forwardSeconds: -1 }), 400, '时间只能往前走'],
    [await post('/sandbox/clicks', { as: 'zhang', messageId: 'x', action: 0 }), 404, '已经不在了'],
    [await app.inject('/sandbox/matters'), 400, '请求不完整'],
  ] as const
  for (const [answer, status, words] of refusals) {
    expect(answer.statusCode).toBe(status)
    expect(answer.json().message).toContain(words)
  }
})

it('takes 64 KB of Chinese however JSON writes it', async () => {
  const text = '长'.repeat(21_845)
  const escaped = [...text].map((sign) => `\\u${sign.charCodeAt(0).toString(16)}`).join('')
  const payload = `{"as":"zhang","chatId":"g1","text":"${escaped}"}`
  const headers = { 'content-type': 'application/json' }
  const said = await app.inject({ method: 'POST', url: '/sandbox/messages', payload, headers })
  expect(said.json().text).toBe(text)
})

it('cannot be driven or read by a page of another site', async () => {
  const words = { as: 'zhang', chatId: 'g1', text: '在吗' }
  const foreign = { origin: 'https://evil.example' }
  expect((await post('/sandbox/messages', words, foreign)).statusCode).toBe(403)
  expect((await post('/sandbox/messages', words, { origin: 'null' })).statusCode).toBe(403)
  const rebound = { host: 'evil.example:8080' }
  expect((await app.inject({ url: '/sandbox/state', headers: rebound })).statusCode).toBe(403)
  const own = { host: 'localhost:8080', origin: 'http://localhost:8080' }
  expect((await post('/sandbox/messages', words, own)).statusCode).toBe(200)
})

it('shows a person the matters that person may see', async () => {
  const answer = await app.inject('/sandbox/matters?as=zhang')
  expect(answer.json()).toEqual({ matters: [{ number: 'AH-zhang' }] })
})

it('streams what happens to every window, and lets go of it when the app closes', async () => {
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const answer = await fetch(`${url}/sandbox/stream`)
  let seen = ''
  const reading = (async () => {
    for await (const part of answer.body ?? []) seen += Buffer.from(part).toString()
  })()
  await vi.waitFor(() => expect(seen).toContain('event: hello'))
  const said = chat.say({ as: 'zhang', chatId: 'g1', text: '在吗' })
  chat.recall({ as: 'zhang', messageId: said.id })
  await clock.forward(600)
  for (const tell of changed) tell()
  await vi.waitFor(() => {
    for (const kind of ['message', 'recalled', 'clock', 'matters']) expect(seen).toContain(`event: ${kind}\n`)
  })
  await app.close()
  await reading
  expect(changed.size).toBe(0)
})
