import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as sdk from '@larksuiteoapi/node-sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { type FakeLark, type FakeLarkOptions, openFakeLark, quickConfig } from '../support/lark/index.ts'

const cast: FakeLarkOptions = {
  people: [
    { id: 'zhang', name: '张大妈', outside: true },
    { id: 'lin', name: '网格员小林' },
    { id: 'zhou', name: '周警官' },
  ],
  groups: [
    { id: 'anhe3', name: '安和花园三期业主群', members: ['zhang', 'lin', 'zhou'], external: true },
    { id: 'gongzuo', name: '警网融合工作群', members: ['zhou', 'lin'] },
  ],
  clientConfig: quickConfig,
}

const logger = { fatal() {}, error() {}, warn() {}, info() {}, debug() {}, trace() {} }
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(options: FakeLarkOptions = {}): Promise<FakeLark> {
  const lark = await openFakeLark({ ...cast, ...options })
  closing.push(() => lark.close())
  return lark
}

/** Answers of the platform, whether the SDK resolves or throws. */
interface Said {
  code?: number
  msg?: string
  status?: number
  data?: { message_id?: string; items?: Record<string, unknown>[]; [name: string]: unknown }
}

function clientOf(lark: FakeLark) {
  const { url: domain, appId, appSecret } = lark
  // The SDK's own token cache is one for the process: each client gets another.
  const kept = new Map<unknown, unknown>()
  const cache = {
    get: async (key: unknown) => kept.get(key),
    set: async (key: unknown, value: unknown) => Boolean(kept.set(key, value)),
  }
  const client = new sdk.Client({ domain, appId, appSecret, logger, cache: cache as never })
  const asked = async (work: Promise<unknown>): Promise<Said> => {
    try {
      return (await work) as Said
    } catch (error) {
      const { response } = error as { response?: { status: number; data: Said } }
      return { ...response?.data, status: response?.status ?? 0 }
    }
  }
  const create = (receive_id: string, text: string | object, uuid?: string, type = 'chat_id') =>
    asked(
      client.im.v1.message.create({
        params: { receive_id_type: type as 'chat_id' },
        data: {
          receive_id,
          msg_type: typeof text === 'string' ? 'text' : 'interactive',
          content: JSON.stringify(typeof text === 'string' ? { text } : text),
          uuid,
        },
      }),
    )
  return { client, asked, create }
}

const card = (...elements: object[]) => ({
  schema: '2.0',
  config: { update_multi: true },
  header: { title: { tag: 'plain_text', content: '待确认' }, template: 'blue' },
  body: { elements },
})
const button = (label: string, value: object) => ({
  tag: 'button',
  text: { tag: 'plain_text', content: label },
  behaviors: [{ type: 'callback', value }],
})

/** The SDK's long connection, noting what it heard. */
async function connect(
  lark: FakeLark,
  options: { fails?: () => boolean; config?: { pingTimeout: number } } = {},
) {
  const heard: { type: string; id: string; text: string; event: string }[] = []
  const hear = (type: string) => async (data: Record<string, unknown>) => {
    if (options.fails?.()) throw new Error('on purpose')
    const message = (data.message ?? {}) as Record<string, string>
    heard.push({
      ...{ type, id: message.message_id ?? '', text: message.content ?? '', event: String(data.event_id) },
    })
    return type === 'card.action.trigger' ? { toast: { type: 'success', content: '已登记' } } : undefined
  }
  const types = [
    'im.message.receive_v1',
    'card.action.trigger',
    'im.chat.member.user.added_v1',
    'im.chat.disbanded_v1',
  ]
  const eventDispatcher = new sdk.EventDispatcher({ logger }).register(
    Object.fromEntries(types.map((type) => [type, hear(type)])),
  )
  const { url: domain, appId, appSecret } = lark
  let begun = () => {}
  // `start` does not wait for the connection.
  const started = new Promise<void>((resolve) => {
    begun = resolve
  })
  const client = new sdk.WSClient({
    ...{ domain, appId, appSecret, logger, wsConfig: options.config },
    ...{ onReady: begun, onError: begun },
  })
  closing.push(() => client.close({ force: true }))
  await client.start({ eventDispatcher })
  await started
  return { heard, client }
}

/** A receiver of webhooks that notes raw requests. */
async function receiver(answer: (body: string) => { status: number; body: string } | 'silence') {
  const got: { body: string; headers: Record<string, unknown> }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    got.push({ body, headers: request.headers })
    const said = answer(body)
    if (said === 'silence') return
    response.writeHead(said.status).end(said.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lark` }
}

describe('the fake Lark, asked by the real client', () => {
  it('takes a message under one uuid once an hour', async () => {
    const lark = await open()
    const { create } = clientOf(lark)
    const chat = lark.chatIdOf('gongzuo')
    const first = await create(chat, '您好', 'u-1')
    const second = await create(chat, '您好', 'u-1')
    expect(second.data?.message_id).toBe(first.data?.message_id)
    expect(lark.heard('gongzuo')).toHaveLength(1)
    await lark.clock.forward(3_600_001)
    await create(chat, '您好', 'u-1')
    expect(lark.heard('gongzuo')).toHaveLength(2)
  })

  it('keeps what it accepted when the answer is lost', async () => {
    const lark = await open()
    const { create } = clientOf(lark)
    const chat = lark.chatIdOf('gongzuo')
    await create(chat, '第一')
    lark.faults.next(1, 'reset_after', 'POST /open-apis/im/v1/messages')
    expect(await create(chat, '第二', 'u-2')).toMatchObject({ status: 0 })
    expect((await create(chat, '第二', 'u-2')).code).toBe(0)
    expect(lark.heard('gongzuo').map(({ text }) => text)).toEqual(['第一', '第二'])
  })

  it('gives one token until half an hour is left, and revokes it', async () => {
    const lark = await open()
    const ask = async () => {
      const body = JSON.stringify({ app_id: lark.appId, app_secret: lark.appSecret })
      const answer = await fetch(`${lark.url}/open-apis/auth/v3/tenant_access_token/internal`, {
        ...{ method: 'POST', body, headers: { 'content-type': 'application/json' } },
      })
      return (await answer.json()) as { tenant_access_token: string; expire: number }
    }
    const first = await ask()
    expect(first.expire).toBe(7200)
    await lark.clock.forward(80 * 60_000)
    expect((await ask()).tenant_access_token).toBe(first.tenant_access_token)
    await lark.clock.forward(11 * 60_000)
    expect((await ask()).tenant_access_token).not.toBe(first.tenant_access_token)
    const { create } = clientOf(lark)
    await create(lark.chatIdOf('gongzuo'), '您好')
    lark.tokens.revoke()
    expect(await create(lark.chatIdOf('gongzuo'), '您好')).toMatchObject({ status: 400, code: 99991663 })
    expect(JSON.stringify(lark.calls)).not.toContain('t-')
  })

  it('refuses what the platform refuses, by its codes', async () => {
    const lark = await open()
    const { create } = clientOf(lark)
    const [group, outer] = [lark.chatIdOf('gongzuo'), lark.chatIdOf('anhe3')]
    const code = async (work: Promise<Said>) => (await work).code
    expect(await code(create(group, '电话13800001111'))).toBe(230028)
    expect(await code(create(group, '字'.repeat(60_000)))).toBe(230025)
    const long = { tag: 'markdown', content: '字'.repeat(11_000) }
    expect(await code(create(group, card(long)))).toBe(230025)
    const odd = await create(group, card({ tag: 'markdown', content: '您好', colour: 'red' }))
    expect(odd).toMatchObject({ status: 400, code: 230099 })
    expect(odd.msg).toContain('unknown property colour')
    const many = Array.from({ length: 201 }, () => ({ tag: 'hr' }))
    expect((await create(group, card(...many))).msg).toContain('ErrCode: 11310')
    expect(await code(create(group, card({ tag: 'img', img_key: 'img_other', alt: {} })))).toBe(230017)
    expect(await code(create(lark.openIdOf('zhang'), '您好', undefined, 'open_id'))).toBe(230013)
    lark.mutes('gongzuo')
    expect(await code(create(group, '您好'))).toBe(230018)
    lark.removesBot('zhou', 'anhe3')
    expect(await code(create(outer, '您好'))).toBe(230002)
    lark.disbands('zhou', 'anhe3')
    expect(await code(create(outer, '您好'))).toBe(232009)
  })

  it('shows who is called by a text or a card, in whatever form the tag comes', async () => {
    const lark = await open()
    const { create } = clientOf(lark)
    const chat = lark.chatIdOf('gongzuo')
    await create(chat, `<at user_id="${lark.openIdOf('lin')}">小林</at> 请看`)
    await create(chat, card({ tag: 'markdown', content: '<at id=all></at> [点我](http://evil.example)' }))
    await create(chat, card({ tag: 'markdown', content: '&lt;at id=all&gt;&lt;/at&gt;' }))
    const [text, called, escaped] = lark.heard('gongzuo')
    expect(text).toMatchObject({ mentions: ['lin'] })
    expect(called).toMatchObject({ mentions: ['all'], links: ['http://evil.example'] })
    expect(escaped).toMatchObject({ mentions: [], text: '待确认\n<at id=all></at>' })
  })

  it('counts limits by its clock: 5 a second in a chat with other bots, 50 a second an API', async () => {
    const lark = await open({ still: true })
    const { create, asked, client } = clientOf(lark)
    const chat = lark.chatIdOf('gongzuo')
    lark.otherBotsSay('gongzuo', 3)
    expect((await create(chat, '一')).code).toBe(0)
    expect((await create(chat, '二')).code).toBe(0)
    expect(await create(chat, '三')).toMatchObject({ status: 400, code: 230020 })
    await lark.clock.forward(1001)
    expect((await create(chat, '三')).code).toBe(0)
    const ask = () => asked(client.im.v1.chat.get({ path: { chat_id: chat } }))
    const answers = await Promise.all(Array.from({ length: 51 }, ask))
    expect(answers.filter((one) => one.status === 429 && one.code === 99991400)).toHaveLength(1)
    expect(lark.breaches()).toBe(2)
  })

  it('changes a card in its place for fourteen days, by five changes a second', async () => {
    const lark = await open({ still: true })
    const { create, asked, client } = clientOf(lark)
    const { data } = await create(lark.chatIdOf('gongzuo'), card(button('接单', { command: '/接' })))
    const message_id = data?.message_id ?? ''
    const content = JSON.stringify(card({ tag: 'markdown', content: '已接单' }))
    const patch = () => asked(client.im.v1.message.patch({ path: { message_id }, data: { content } }))
    const codes = await Promise.all([1, 2, 3, 4, 5, 6].map(async () => (await patch()).code))
    expect(codes.filter((code) => code === 230020)).toHaveLength(1)
    expect(lark.message(message_id)).toMatchObject({ text: '待确认\n已接单', buttons: [], patched: 5 })
    await lark.clock.forward(14 * 86_400_000 + 1)
    expect((await patch()).code).not.toBe(0)
    await create(lark.chatIdOf('gongzuo'), '换令牌')
    expect((await patch()).code).toBe(99991663)
  })

  it('lists history in pages of fifty at most, by seconds, of threads their roots', async () => {
    const lark = await open()
    const { asked, client } = clientOf(lark)
    const root = lark.says('lin', 'gongzuo', '三号楼灯坏了')
    lark.says('zhou', 'gongzuo', '我去看看', { quotes: root, inThread: true })
    lark.says('zhou', 'gongzuo', '好', { quotes: root })
    const container_id = lark.chatIdOf('gongzuo')
    const page = (page_size: number) =>
      asked(client.im.v1.message.list({ params: { container_id_type: 'chat', container_id, page_size } }))
    expect((await page(51)).code).toBe(99992402)
    const listed = await page(50)
    expect(listed.data?.items).toHaveLength(1)
    lark.scopes.delete('im:message.group_msg')
    expect((await page(50)).code).toBe(230027)
  })

  it('takes pictures, and gives members in pages of odd sizes without bots', async () => {
    const lark = await open()
    const { asked, client, create } = clientOf(lark)
    const image = Buffer.from('a picture')
    const up = (await client.im.v1.image.create({ data: { image_type: 'message', image } })) as {
      image_key?: string
    }
    expect(lark.files.get(up.image_key ?? '')?.bytes).toEqual(image)
    const shown = await create(lark.chatIdOf('gongzuo'), card({ tag: 'img', img_key: up.image_key, alt: {} }))
    expect(shown.code).toBe(0)
    const path = { chat_id: lark.chatIdOf('anhe3') }
    const names: unknown[] = []
    let page_token: string | undefined
    do {
      const params = { page_size: 1, page_token }
      const { data } = await asked(client.im.v1.chatMembers.get({ path, params }))
      names.push(...(data?.items ?? []).map((one) => one.name))
      page_token = data?.has_more ? String(data.page_token) : undefined
    } while (page_token)
    expect(names).toEqual(['张大妈', '网格员小林', '周警官'])
    expect(
      (await asked(client.contact.v3.user.get({ path: { user_id: lark.openIdOf('zhang') } }))).code,
    ).toBe(41050)
  })

  it('makes one calendar event and one task under one key', async () => {
    const lark = await open()
    const { asked, client } = clientOf(lark)
    const { data: found } = await asked(client.calendar.v4.calendar.primary({}))
    const calendars = found?.calendars as { calendar: { calendar_id: string } }[]
    const calendar_id = calendars[0]?.calendar.calendar_id ?? ''
    const data = {
      summary: '会商',
      start_time: { timestamp: '1795356431' },
      end_time: { timestamp: '1795360031' },
    }
    for (let one = 0; one < 2; one++) {
      const params = { idempotency_key: 'k-1' }
      await asked(client.calendar.v4.calendarEvent.create({ path: { calendar_id }, params, data }))
      await asked(client.task.v2.task.create({ data: { summary: '回访', client_token: 'c-1' } }))
    }
    expect(lark.events).toHaveLength(1)
    expect(lark.tasks).toHaveLength(1)
  })
})

describe('the fake Lark, on the long connection', () => {
  it('brings what is said, in one frame or in fragments', async () => {
    const lark = await open({ fragmentBytes: 300 })
    const { heard } = await connect(lark)
    lark.says('zhang', 'anhe3', '三号楼'.repeat(200))
    lark.says('lin', 'direct', '在吗')
    lark.joins('zhang', 'gongzuo', 'zhou')
    await lark.settled()
    expect(heard.map(({ type }) => type).sort()).toEqual([
      'im.chat.member.user.added_v1',
      'im.message.receive_v1',
      'im.message.receive_v1',
    ])
    expect(heard.find(({ text }) => text.includes('三号楼'))?.text).toContain('三号楼'.repeat(200))
    expect(lark.delivery.record.every(({ ok }) => ok)).toBe(true)
  })

  it('hides what does not call the bot when the app may not read groups', async () => {
    const scopes = ['im:message.group_at_msg:readonly', 'im:message.p2p_msg:readonly']
    const lark = await open({ scopes })
    const { heard } = await connect(lark)
    lark.says('zhang', 'anhe3', '今天天气好')
    lark.says('zhang', 'anhe3', '三号楼灯坏了', { mentionBot: true })
    await lark.settled()
    expect(heard.map(({ text }) => text)).toEqual(['{"text":"@_user_1 三号楼灯坏了"}'])
  })

  it('delivers again after 15 seconds what was not acknowledged', async () => {
    const lark = await open()
    let failing = true
    const { heard } = await connect(lark, { fails: () => failing })
    const id = lark.says('zhang', 'anhe3', '三号楼灯坏了')
    await lark.settled()
    failing = false
    await lark.clock.forward(15_000)
    await lark.settled()
    expect(heard.map((one) => one.id)).toEqual([id])
    const [delivered] = lark.delivery.record
    expect(delivered?.attempts.map(({ ok }) => ok)).toEqual([false, true])
  })

  it('redelivers a message under another event id', async () => {
    const lark = await open()
    const { heard } = await connect(lark)
    const id = lark.says('zhang', 'anhe3', '三号楼灯坏了')
    await lark.settled()
    lark.delivery.again(id, true)
    await lark.settled()
    expect(heard.map((one) => one.id)).toEqual([id, id])
    expect(new Set(heard.map((one) => one.event)).size).toBe(2)
  })

  it('shows the toast that answers a click', async () => {
    const lark = await open()
    const { heard } = await connect(lark)
    const { create } = clientOf(lark)
    const { data } = await create(lark.chatIdOf('gongzuo'), card(button('接单', { command: '/接' })))
    const answer = await lark.clicks('lin', data?.message_id ?? '', '接单')
    expect(answer).toEqual({ toast: { type: 'success', content: '已登记' } })
    expect(heard).toHaveLength(1)
  })

  it('never tells a click again', async () => {
    const lark = await open({ answerMs: 100 })
    const { create } = clientOf(lark)
    await connect(lark, { fails: () => true })
    const { data } = await create(lark.chatIdOf('gongzuo'), card(button('接单', { command: '/接' })))
    expect(await lark.clicks('lin', data?.message_id ?? '', 0)).toEqual({ error: 200341 })
    expect(lark.clock.waiting()).toBe(0)
  })

  it('refuses the 51st connection for good', async () => {
    const lark = await open()
    lark.socket.occupy(50)
    const { client } = await connect(lark)
    expect(client.getConnectionStatus().state).toBe('failed')
  })

  it('falls silent without closing, which a watchdog notices', async () => {
    const lark = await open({ answerMs: 100 })
    const { heard } = await connect(lark, { config: { pingTimeout: 0.1 } })
    await lark.socket.connected()
    lark.socket.silence()
    while (lark.socket.counts().opened < 2) await new Promise((resolve) => setTimeout(resolve, 20))
    await lark.socket.connected()
    lark.says('zhang', 'anhe3', '三号楼灯坏了')
    await lark.settled()
    expect(heard).toHaveLength(1)
  })

  it('is reached again after a drop', async () => {
    const lark = await open()
    const { heard } = await connect(lark)
    lark.socket.drop()
    while (lark.socket.counts().opened < 2) await new Promise((resolve) => setTimeout(resolve, 20))
    lark.says('zhang', 'anhe3', '三号楼灯坏了')
    await lark.settled()
    expect(heard).toHaveLength(1)
  })
})

describe('the fake Lark, as a sender of webhooks', () => {
  const dispatcher = (lark: FakeLark) =>
    new sdk.EventDispatcher({
      ...{ encryptKey: lark.encryptKey, verificationToken: lark.verificationToken },
      logger,
    })
  const challenged = (lark: FakeLark) => (body: string) => {
    const { challenge } = sdk.generateChallenge(JSON.parse(body), { encryptKey: lark.encryptKey })
    return { status: 200, body: JSON.stringify(challenge) }
  }

  it('encrypts and signs so that the SDK understands', async () => {
    const lark = await open()
    const { got, url } = await receiver(challenged(lark))
    expect(await lark.webhook.subscribe(url)).toBe(true)
    const texts: string[] = []
    const hearing = dispatcher(lark).register({
      'im.message.receive_v1': async ({ message }) => void texts.push(message.content),
    })
    lark.says('zhang', 'anhe3', '三号楼灯坏了')
    await lark.settled()
    const last = got.at(-1)
    await hearing.invoke(
      Object.assign(Object.create({ headers: last?.headers }), JSON.parse(last?.body ?? '{}')),
    )
    expect(texts).toEqual(['{"text":"三号楼灯坏了"}'])
  })

  it('spoils a request in the way it says', async () => {
    const lark = await open()
    const { got, url } = await receiver(challenged(lark))
    await lark.webhook.subscribe(url)
    const spoils = [undefined, 'signature', 'whitespace', 'tampered', 'old', 'unsigned', 'replay'] as const
    for (const spoil of spoils) await lark.webhook.sendRaw('{"type":"test"}', spoil)
    const judged = got.slice(1).map(({ body, headers }) => {
      const [timestamp, nonce] = [headers['x-lark-request-timestamp'], headers['x-lark-request-nonce']]
      const hash = createHash('sha256').update(`${timestamp}${nonce}${lark.encryptKey}${body}`).digest('hex')
      const good = hash === headers['x-lark-signature']
      return { good, fresh: Math.abs(Number(timestamp) * 1000 - lark.clock.ms()) < 300_000 }
    })
    const [fine, forged] = [
      { good: true, fresh: true },
      { good: false, fresh: true },
    ]
    const [old, unsigned] = [
      { good: true, fresh: false },
      { good: false, fresh: false },
    ]
    expect(judged).toEqual([fine, forged, fine, forged, old, unsigned, fine])
    expect(got.at(-1)?.body).toBe(got[1]?.body)
  })

  it('shows what the receiver answered to a click, and tells it once', async () => {
    const lark = await open({ encryptKey: '' })
    const toast = { type: 'info', content: '已被别人接单' }
    const { got, url } = await receiver((body) => ({
      status: 200,
      body: body.includes('challenge') ? body : JSON.stringify({ toast }),
    }))
    const { create } = clientOf(lark)
    const { data } = await create(lark.chatIdOf('gongzuo'), card(button('接单', { command: '/接' })))
    const id = data?.message_id ?? ''
    expect(await lark.clicks('lin', id, '接单')).toEqual({ error: 200340 })
    await lark.webhook.subscribe(url)
    got.length = 0
    expect(await lark.clicks('lin', id, '接单')).toEqual({ toast })
    expect(JSON.parse(got[0]?.body ?? '').event).toMatchObject({
      ...{ operator: { open_id: lark.openIdOf('lin') }, action: { value: { command: '/接' } } },
      context: { open_message_id: id, open_chat_id: lark.chatIdOf('gongzuo') },
    })
    expect(got).toHaveLength(1)
  })

  it('comes again after 15 s, 5 min, 1 h and 6 h under the same event id, then never', async () => {
    const lark = await open({ answerMs: 200, encryptKey: '' })
    let status = 200
    const { got, url } = await receiver((body) => ({ status, body }))
    expect(await lark.webhook.subscribe(url)).toBe(true)
    got.length = 0
    status = 500
    lark.says('zhang', 'anhe3', '三号楼灯坏了')
    for (const seconds of [15, 300, 3600, 21_600, 86_400]) {
      await lark.settled()
      await lark.clock.forward(seconds * 1000)
    }
    await lark.settled()
    const ids = got.map(({ body }) => JSON.parse(body).header.event_id)
    expect(ids).toHaveLength(5)
    expect(new Set(ids).size).toBe(1)
  })

  it('takes silence for failure', async () => {
    const lark = await open({ answerMs: 100 })
    const answer = challenged(lark)
    let silent = false
    const { url } = await receiver((body) => (silent ? 'silence' : answer(body)))
    await lark.webhook.subscribe(url)
    silent = true
    lark.says('zhang', 'anhe3', '三号楼灯坏了')
    await lark.settled()
    expect(lark.delivery.record[0]?.attempts).toMatchObject([{ way: 'webhook', ok: false, status: 0 }])
    expect(lark.clock.waiting()).toBe(1)
  })

  it('holds events back and lets them go in another order', async () => {
    const lark = await open({ encryptKey: '' })
    const { got, url } = await receiver((body) => ({ status: 200, body }))
    await lark.webhook.subscribe(url)
    got.length = 0
    lark.delivery.hold()
    const [first, second] = [lark.says('zhang', 'anhe3', '一'), lark.says('zhang', 'anhe3', '二')]
    expect(got).toHaveLength(0)
    lark.delivery.release('reversed')
    await lark.settled()
    const ids = got.map(({ body }) => JSON.parse(body).event.message.message_id)
    expect(ids.sort()).toEqual([first, second].sort())
  })
})
