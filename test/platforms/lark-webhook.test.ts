import { afterEach, describe, expect, it } from 'vitest'
import { drafts } from '../../db/schema/index.ts'
import { eventOf } from '../support/lark/envelope.ts'
import { type LarkStory, openLarkStory } from '../support/lark-bot.ts'

let story: LarkStory
afterEach(() => story?.end())

const report = '6号楼1单元楼道堆满杂物 走不过去 反映多少次没人管'
const openDrafts = async () => (await story.store.db.select().from(drafts)).length
const open = async () => {
  story = await openLarkStory({ receive: 'webhook' })
  await story.announce('anhe3')
  return story.lark
}

describe('Lark by webhook', () => {
  it('answers the challenge, hears what is signed, and acknowledges what it kept', async () => {
    const lark = await open()
    const id = lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(await openDrafts()).toBe(1)
    expect(lark.delivery.record.find((one) => one.messageId === id)?.attempts).toMatchObject([
      { status: 200 },
    ])
  })

  it.each(['signature', 'token', 'old', 'future', 'tampered', 'unsigned'] as const)(
    'refuses what is wrong in its %s with 401, and takes it when it comes rightly',
    async (spoil) => {
      const lark = await open()
      lark.webhook.spoilNext(spoil)
      const id = lark.says('zhang', 'anhe3', report)
      await story.settled()
      expect(await openDrafts()).toBe(0)
      expect(story.heard.filter((one) => one.messageId === id)).toEqual([])
      const attempts = () => lark.delivery.record.find((one) => one.messageId === id)?.attempts
      expect(attempts()).toMatchObject([{ ok: false, status: 401 }])
      await lark.clock.forward(15_001)
      await story.settled()
      expect(attempts()?.at(-1)).toMatchObject({ status: 200 })
      expect(await openDrafts()).toBe(1)
    },
  )

  it('tells the administrators when its own clock is wrong, and is in doubt until a stamp fits', async () => {
    story = await openLarkStory({ receive: 'webhook', bot: { timings: { checkMs: 50 } } })
    await story.announce('anhe3')
    const { lark } = story
    lark.webhook.spoilNext('future')
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(story.status()).toBe('doubtful')
    await expect.poll(() => story.heardByAdmins(), { timeout: 10_000 }).toMatch(/校准服务器时钟/)
    await lark.clock.forward(15_001)
    await story.settled()
    expect(story.status()).toBe('up')
  })

  it('signs over the bytes as they came, whatever blanks are in them', async () => {
    const lark = await open()
    lark.webhook.spoilNext('whitespace')
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    expect(await openDrafts()).toBe(1)
  })

  it('refuses a good request once more, to the letter; not one that failed before', async () => {
    const lark = await open()
    const event = lark.delivery.push('im.chat.updated_v1', {
      chat_id: lark.chatIdOf('anhe3'),
      after_change: { name: '新名字' },
    })
    await story.settled()
    const heard = story.heard.length
    expect((await lark.webhook.send(event, 'replay')).status).toBe(401)
    expect(story.heard).toHaveLength(heard)
    await story.store.sql`alter table inbox rename to inbox_away`
    expect((await lark.webhook.send({ ...event, id: 'another' })).status).toBe(503)
    await story.store.sql`alter table inbox_away rename to inbox`
    expect((await lark.webhook.send(event, 'replay')).status).toBe(200)
    await lark.clock.forward(6 * 60_000)
    expect((await lark.webhook.send(event, 'replay')).status).toBe(401)
  })

  it('takes for seven hours what it could not keep, though it carry its first stamp; a button never', async () => {
    const lark = await open()
    const tried = async (type: string, afterMinutes: number) => {
      const about = { chat_id: lark.chatIdOf('anhe3'), after_change: { name: `新名字${afterMinutes}` } }
      const event = eventOf(type, about, lark.clock.ms())
      await story.store.sql`alter table inbox rename to inbox_away`
      await lark.webhook.send(event)
      await story.store.sql`alter table inbox_away rename to inbox`
      await lark.clock.forward(afterMinutes * 60_000)
      return (await lark.webhook.send(event, 'replay')).status
    }
    expect(await tried('im.chat.updated_v1', 366)).toBe(200)
    expect(await tried('im.chat.updated_v1', 481)).toBe(401)
    expect(await tried('card.action.trigger', 6)).toBe(401)
  })

  it('refuses a challenge without the token, and what is no JSON of ours', async () => {
    const lark = await open()
    const asked = { challenge: 'c', type: 'url_verification', token: 'guessed' }
    expect(await lark.webhook.sendRaw(JSON.stringify(asked))).toMatchObject({ status: 401, body: {} })
    expect((await lark.webhook.sendRaw('no json')).status).toBe(401)
    const clear = await fetch(story.url(), { method: 'POST', body: JSON.stringify(asked) })
    expect(clear.status).toBe(401)
    expect((await fetch(story.url(), { method: 'POST' })).status).toBe(401)
  })

  it('answers a button within the request', async () => {
    const lark = await open()
    lark.enters('zhang')
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    const card = lark.heard('direct', 'zhang').at(-1)
    const answer = await lark.clicks('zhang', card?.messageId ?? '', /不报/)
    expect(answer.toast).toMatchObject({ content: '收到,正在处理' })
    await story.settled()
    expect((await story.store.db.select().from(drafts))[0]?.state).toBe('withdrawn')
  })

  it('says so on the button where it could not be kept', async () => {
    const lark = await open()
    lark.enters('zhang')
    lark.says('zhang', 'anhe3', report)
    await story.settled()
    const card = lark.heard('direct', 'zhang').at(-1)
    await story.store.sql`alter table inbox rename to inbox_away`
    const answer = await lark.clicks('zhang', card?.messageId ?? '', /确认/)
    await story.store.sql`alter table inbox_away rename to inbox`
    expect(answer.toast?.content).toMatch(/可能没有收到/)
  })
})

describe('Lark by both ways', () => {
  it('takes a message once that comes by both, and by both again under another event id', async () => {
    story = await openLarkStory({ receive: 'both' })
    const { lark } = story
    await lark.webhook.subscribe(story.url())
    lark.delivery.by('webhook', 'socket')
    await story.announce('anhe3')
    const id = lark.says('zhang', 'anhe3', report)
    await story.settled()
    lark.delivery.again(id, true)
    await story.settled()
    expect(story.heard.filter((one) => one.messageId === id)).toHaveLength(4)
    expect(await openDrafts()).toBe(1)
    expect(lark.heard('anhe3').filter(({ text }) => /机器人告知/.test(text))).toHaveLength(1)
  })
})
