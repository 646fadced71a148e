import { afterEach, describe, expect, it } from 'vitest'
import { bareError } from '../../bot/log.ts'
import { createTokens } from '../../bot/platforms/lark/token.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'
import { messages, openSpeaker, post, type Speaker } from './lark-speaker.ts'

let speaker: Speaker
const open = async (options: Parameters<typeof openSpeaker>[0] = {}) => {
  speaker = await openSpeaker(options)
  return speaker
}
afterEach(async () => await speaker.lark.close())

const group = () => `/im/v1/chats/${speaker.lark.chatIdOf('anhe3')}`
const thrown = async (work: Promise<unknown>): Promise<Error> =>
  await work.then(
    () => expect.unreachable('it was refused'),
    (error) => error,
  )

describe('the token', () => {
  it('is asked for once, however many calls wait for the first one', async () => {
    const { lark, api } = await open()
    await Promise.all(Array.from({ length: 20 }, () => api.call('GET', group())))
    expect(lark.tokens.asked()).toBe(1)
  })

  it('is asked for once more when it was revoked, however many calls find that out at once', async () => {
    const { lark, api } = await open()
    await api.call('GET', group())
    lark.tokens.revoke()
    await Promise.all(Array.from({ length: 10 }, () => api.call('GET', group())))
    expect(lark.tokens.asked()).toBe(2)
  })

  it('is not asked for a third time by a call whose new token is refused, too', async () => {
    const { lark, api } = await open()
    lark.faults.next(2, { code: 99991663, status: 400 }, 'GET /open-apis/im/v1/chats')
    expect(await thrown(api.call('GET', group()))).toBeInstanceOf(TemporaryError)
    expect(lark.tokens.asked()).toBe(2)
  })

  it.each([99991661, 99991664, 99991668])(
    'is renewed after code %i as well, even with HTTP 200',
    async (code) => {
      const { lark, api } = await open()
      lark.faults.next(1, { code }, 'GET /open-apis/im/v1/chats')
      await expect(api.call('GET', group())).resolves.toMatchObject({ name: '安和花园三期业主群' })
      expect(lark.tokens.asked()).toBe(2)
    },
  )

  it('is kept for its life and renewed minutes before its end', async () => {
    const { lark, api } = await open({ still: true })
    await api.call('GET', group())
    await lark.clock.forward(116 * 60_000)
    await api.call('GET', group())
    expect(lark.tokens.asked()).toBe(1)
    await lark.clock.forward(2 * 60_000)
    await api.call('GET', group())
    expect(lark.tokens.asked()).toBe(2)
  })

  it('that could not be had is asked for anew by the next call', async () => {
    const { lark, api } = await open()
    lark.faults.next(1, { status: 502 }, 'POST /open-apis/auth')
    expect(await thrown(api.call('GET', group()))).toBeInstanceOf(TemporaryError)
    await expect(api.call('GET', group())).resolves.toMatchObject({ name: '安和花园三期业主群' })
  })

  it('refused to late is not thrown away when a newer one is held', async () => {
    let asked = 0
    const tokens = createTokens(
      async () => ({ tenant_access_token: `t-${++asked}`, expire: 7200 }),
      () => 0,
    )
    const old = await tokens.current()
    tokens.forget(old)
    const newer = await tokens.current()
    tokens.forget(old)
    expect(await tokens.current()).toBe(newer)
    expect(asked).toBe(2)
  })
})

describe('a call', () => {
  it('that hangs is over after our own time, and may be tried again', async () => {
    const { lark, api } = await open({ timeoutMs: 200 })
    await api.call('GET', group())
    lark.faults.next(1, 'hang', 'GET')
    const error = await thrown(api.call('GET', group()))
    expect(error).toBeInstanceOf(TemporaryError)
    expect(error.message).toMatch(/^Lark GET \/im\/v1\/chats\/:id: E[A-Z_]+$/)
  })

  it('that answers 200 with a code is no success', async () => {
    const { lark, api } = await open()
    lark.faults.next(1, { code: 230002, status: 200 }, 'GET')
    expect(await thrown(api.call('GET', group()))).toBeInstanceOf(PermanentError)
    lark.faults.next(1, { code: 1, status: 200 }, 'GET')
    expect(await thrown(api.call('GET', group()))).toBeInstanceOf(TemporaryError)
  })

  it('gives the whole answer where it has no data', async () => {
    const { lark, api } = await open()
    expect(await api.call('GET', '/bot/v3/info')).toMatchObject({ bot: { open_id: lark.botOpenId } })
  })
})

describe('secrets', () => {
  it('token, secret and words stand in no log and no error, whatever goes wrong', async () => {
    const { lark, api, sending, logged } = await open({ timeoutMs: 300 })
    const seen: string[] = []
    const words = '夜里三号楼吵得睡不着'
    const say = () => sending.send(post(lark, 'anhe3', { lines: [words] }))
    await say()
    const faults = [
      'hang',
      'reset_before',
      'reset_after',
      { status: 502 },
      { code: 230001, msg: words, status: 400 },
    ] as const
    for (const fault of [...faults, { code: 99991672, msg: words }, { code: 1, msg: words }] as const) {
      lark.faults.next(3, fault, messages)
      const error = await thrown(say())
      lark.faults.none()
      // As the bot logs it, and as a careless line would.
      seen.push(
        JSON.stringify(bareError(error)),
        String(error.stack),
        JSON.stringify(error),
        String(error.cause),
      )
      seen.push(...Object.values(error).map(String))
    }
    lark.tokens.revoke()
    lark.faults.next(1, { code: 10014, msg: lark.appSecret, status: 200 }, 'POST /open-apis/auth')
    seen.push(String((await thrown(api.call('GET', group()))).stack))
    const all = seen.join('\n') + logged()
    expect(all).toMatch(/ECONNRESET|socket/)
    expect(all).not.toMatch(/Bearer|t-[0-9a-f]{10}/)
    expect(all).not.toContain(lark.appSecret)
    expect(all).not.toContain(words)
    expect(all).not.toContain(lark.chatIdOf('anhe3'))
  })
})
