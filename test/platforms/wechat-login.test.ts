import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../bot/config.ts'
import { type BotProcess, startBot } from '../support/bot-process.ts'
import { freshDatabase } from '../support/database.ts'
import { type FakeWechat, openFakeWechat } from '../support/wechat/fake-wechat.ts'
import { patient } from '../support/wechat/town.ts'

// bot/main.ts as `npm start` runs it, with WeChat alone; the page is asked as a browser and as a stranger would.

// The bot and wechaty start: seconds, and on a busy machine many.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

let fake: FakeWechat
let bot: BotProcess
let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  fake = await openFakeWechat()
  fake.account('main', '安和平安小助手(机器人)')
  fake.person('zhang', '张大妈')
  fake.room('anhe', '安和花园三期业主群', 'zhang', {})
  database = await freshDatabase()
  bot = await startBot({
    DATABASE_URL: database.url,
    FENGQIAO_ROLES: 'wechat,worker,scheduler,web',
    WECHAT_PUPPET: fake.puppet,
    WECHAT_PUPPET_ENDPOINT: fake.endpoint,
    LOG_LEVEL: 'trace',
  })
})

afterAll(async () => {
  await bot.stop()
  await fake.stop()
  await database.drop()
})

interface Answer {
  status: number
  body: string
  headers: Record<string, string | string[] | undefined>
}

/** fetch would not let a Host header through. */
function ask(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, bot.url), { headers }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => (body += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('the login page of WeChat', () => {
  it('shows the QR code to whoever sits at the machine, and the terminal shows it too', async () => {
    await vi.waitFor(() => expect(bot.output()).toContain('Scan with the telephone of main'), patient)
    expect(bot.output()).toMatch(/[▄█▀]{10}/u)
    const page = await ask('/wechat/login')
    expect(page.status).toBe(200)
    expect(page.body).toContain('<svg')
    expect(page.body).toContain('未登录')
    expect(page.body).not.toMatch(/<script|login\.weixin/)
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('shows nothing to a stranger: not through a proxy, not by a foreign name, not with a guessed code', async () => {
    const strangers: Record<string, string>[] = [
      { 'x-forwarded-for': '8.8.8.8' },
      { forwarded: 'for=8.8.8.8' },
      { host: 'evil.example' },
      { host: 'evil.example', cookie: 'fengqiao_wechat_login=abc' },
    ]
    for (const headers of strangers) {
      const page = await ask('/wechat/login', headers)
      expect(page.status).toBe(403)
      expect(page.body).not.toContain('<svg')
    }
    expect((await ask('/wechat/login?code=abc', { host: 'bot.example' })).status).toBe(403)
    expect((await ask('/wechat/login?code=', { host: 'bot.example' })).status).toBe(403)
  })

  it('takes the code of the terminal once, and gives a session for it', async () => {
    const code = /\?code=([\w-]+)/.exec(bot.output())?.[1]
    const far = { host: 'bot.example' }
    const first = await ask(`/wechat/login?code=${code}`, far)
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/wechat/login')
    const cookie = String(first.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await ask(`/wechat/login?code=${code}`, far)).status).toBe(403)
    const inside = await ask('/wechat/login', { ...far, cookie: cookie.split(';')[0] ?? '' })
    expect(inside.status).toBe(200)
    expect(inside.body).toContain('<svg')
  })

  it('says who is logged in once a telephone has scanned', async () => {
    await fake.scans('main')
    await vi.waitFor(async () => expect((await ask('/wechat/login')).body).toContain('已登录'), patient)
    const { body } = await ask('/wechat/login')
    expect(body).toContain('在线')
    expect(body).not.toContain('<svg')
    expect((await ask('/metrics')).body).toMatch(/fengqiao_wechat_account_health\{account="main"\} 1/)
  })

  it('leaves no word of the room in what the bot prints', async () => {
    fake.joins('main', 'anhe')
    const received = /received_total\{platform="wechat"\} ([2-9]|\d\d)/
    await vi.waitFor(async () => {
      fake.says('zhang', 'anhe', '五楼的小刘又吵架了')
      const { body } = await ask('/metrics')
      // Not the whole page of metrics, were it to fail.
      expect(received.test(body)).toBe(true)
    }, patient)
    for (const word of ['小刘', '吵架', '张大妈', 'login.weixin.qq.com'])
      expect(bot.output()).not.toContain(word)
  })
})

describe('the settings of WeChat', () => {
  const production = { NODE_ENV: 'production', FENGQIAO_ROLES: 'wechat,worker' }

  it('start no personal account in production unless somebody took the risk', () => {
    expect(() => readConfig(production)).toThrow(/WECHAT_ACCEPT_ACCOUNT_RISK=yes in \.env.*operate-wechat/s)
    expect(() => readConfig({ ...production, WECHAT_ACCEPT_ACCOUNT_RISK: 'no' })).toThrow(/ban/)
    expect(readConfig({ ...production, WECHAT_ACCEPT_ACCOUNT_RISK: 'yes' }).WECHAT_ACCOUNTS).toEqual(['main'])
    expect(readConfig({ NODE_ENV: 'production' }).FENGQIAO_ROLES).not.toContain('wechat')
  })

  it('name accounts that can be folders, once each, with one token for all or one each', () => {
    const on = { FENGQIAO_ROLES: 'wechat,worker' }
    expect(readConfig({ ...on, WECHAT_ACCOUNTS: 'main, second' }).WECHAT_ACCOUNTS).toEqual(['main', 'second'])
    for (const wrong of ['../etc', 'main,main', '主号'])
      expect(() => readConfig({ ...on, WECHAT_ACCOUNTS: wrong })).toThrow(/WECHAT_ACCOUNTS/)
    expect(() => readConfig({ ...on, WECHAT_ACCOUNTS: 'a,b,c', WECHAT_PUPPET_TOKEN: 'x,y' })).toThrow(
      /WECHAT_PUPPET_TOKEN holds 2 values for 3 accounts/,
    )
  })
})
