import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { createLoginCodes, loginRoutes } from '../../bot/platforms/wechat/login-routes.ts'

/** As a proxy on this machine asks that was told nothing: by a local name, without a word of whom it asks for. */
async function ask(trustHere: boolean, code?: string): Promise<number> {
  const server = Fastify()
  const codes = createLoginCodes()
  loginRoutes(server, { accounts: () => [], codes, trustHere })
  const query = code === 'the right one' ? `?code=${codes.current()}` : ''
  const { statusCode } = await server.inject({ url: `/wechat/login${query}`, headers: { host: 'localhost' } })
  await server.close()
  return statusCode
}

describe('the login page of WeChat', () => {
  it('asks everybody for the code where the bot is reached from outside', async () => {
    expect(await ask(false)).toBe(403)
    expect(await ask(false, 'the right one')).toBe(303)
    expect(await ask(true)).toBe(200)
  })
})
