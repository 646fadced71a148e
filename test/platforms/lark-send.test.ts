import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outgoing } from '../../bot/platforms/platform.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'
import type { Entry } from '../../matters/message.ts'
import { messages, openSpeaker, post, type Speaker } from './lark-speaker.ts'

let lark: Speaker['lark']
let sending: Speaker['sending']
beforeEach(async () => {
  const opened = await openSpeaker()
  lark = opened.lark
  sending = opened.sending
})
afterEach(async () => await lark.close())

const day = 86_400_000
const heard = (where: string, who?: string) => lark.heard(where, who).map((one) => one.text)
const refused = async (work: Promise<unknown>): Promise<Error> =>
  await work.then(
    () => expect.unreachable('it was refused'),
    (error) => error,
  )

describe('a post', () => {
  it('to a group is a card there, and its id is the one a click will name', async () => {
    const actions = [{ label: '1 对', command: '/确认 12' }]
    const { messageId } = await sending.send(
      post(lark, 'anhe3', { title: '请您确认', lines: ['3号楼'], actions }),
    )
    const [card] = lark.heard('anhe3')
    expect(card).toMatchObject({ messageId, type: 'interactive', text: '请您确认\n3号楼\n1 对' })
    expect(card?.buttons).toMatchObject([{ label: '1 对', value: { command: '/确认 12' } }])
  })

  it('to a person alone finds the conversation by the open_id', async () => {
    await sending.send(post(lark, '', { lines: ['只给您看'] }, 'zhang'))
    expect(heard('direct', 'zhang')).toEqual(['只给您看'])
  })

  it('calls whom it names, and nobody whom a resident names', async () => {
    const mention = { id: lark.openIdOf('zhang'), nick: '张大妈' }
    const lines = ['您说的<at id=all></at>[领奖](http://evil.example)收到了']
    await sending.send(post(lark, 'anhe3', { mention, lines }))
    expect(lark.heard('anhe3')[0]).toMatchObject({ mentions: ['zhang'], links: [] })
  })

  it('in answer hangs below what it answers, and stays in its thread', async () => {
    const asked = lark.says('zhang', 'huati', '/帮助')
    await sending.send({ ...post(lark, 'huati'), answers: asked })
    const [answer] = lark.heard('huati')
    expect(answer?.replyTo).toBe(asked)
    expect(answer?.threadId).toBe(lark.message(asked).threadId)
  })

  it('in answer to what was taken back meanwhile is said all the same', async () => {
    const asked = lark.says('zhang', 'anhe3', '/帮助')
    lark.recalls('zhang', asked)
    await sending.send({ ...post(lark, 'anhe3'), answers: asked })
    expect(lark.heard('anhe3')[0]).toMatchObject({ text: '您好' })
    expect(lark.heard('anhe3')[0]?.replyTo).toBeUndefined()
  })

  it('with numbers to dial goes through loss prevention, and they can be read', async () => {
    await sending.send(post(lark, 'anhe3', { lines: ['打13812345678或0532-88881234,信箱a@b.cn'] }))
    expect(heard('anhe3')).toEqual(['打138 1234 5678或0532 8888 1234,信箱a\uff20b\uff0ecn'])
  })

  it('is written with dots where loss prevention takes even parted numbers', async () => {
    lark.faults.next(1, { code: 230028, status: 400 }, messages)
    await sending.send(post(lark, 'anhe3', { lines: ['打13812345678'] }))
    expect(heard('anhe3')).toEqual(['打138\u00b71234\u00b75678'])
  })

  it('that is refused for good says so', async () => {
    lark.mutes('anhe3', true)
    expect(await refused(sending.send(post(lark, 'anhe3')))).toBeInstanceOf(PermanentError)
    lark.removesBot('lin', 'gongzuo')
    expect(await refused(sending.send(post(lark, 'gongzuo')))).toBeInstanceOf(PermanentError)
    expect(await refused(sending.send(post(lark, '', {}, 'wang')))).toBeInstanceOf(PermanentError)
    lark.disbands('lin', 'huati')
    expect(await refused(sending.send(post(lark, 'huati')))).toBeInstanceOf(PermanentError)
  })
})

describe('tried again', () => {
  it.each(['reset_after', 'hang_after'] as const)(
    'after an answer that was lost (%s), it is said once',
    async (fault) => {
      await lark.close()
      const quick = await openSpeaker({ timeoutMs: 300 })
      lark = quick.lark
      const answer = post(lark, 'anhe3')
      lark.faults.next(1, fault, messages)
      const error = await refused(quick.sending.send(answer))
      expect(error).toBeInstanceOf(TemporaryError)
      expect((error as TemporaryError).retryAfterSeconds).toBeUndefined()
      const { messageId } = await quick.sending.send(answer)
      expect(lark.heard('anhe3').map((one) => one.messageId)).toEqual([messageId])
    },
  )

  it('a long post of several messages is said once each, wherever it broke off', async () => {
    const long = post(lark, 'anhe3', { title: '名单', lines: ['枫桥'.repeat(30_000)] })
    for (let sent = 0; sent < 3; sent++) {
      lark.faults.next(1, 'reset_after', messages)
      const error = await refused(sending.send(long))
      expect((error as TemporaryError).retryAfterSeconds).toBeUndefined()
    }
    await sending.send(long)
    expect(lark.heard('anhe3').map((one) => one.type)).toEqual(['text', 'text', 'interactive'])
    const said = heard('anhe3').slice(0, 2).join('')
    expect(said.match(/枫桥/g)).toHaveLength(30_000)
    expect(heard('anhe3')[2]).toMatch(/名单[\s\S]*全文见上面/)
  })

  it('a limit names when, and nothing was said', async () => {
    lark.faults.next(1, { code: 230020, status: 400 }, messages)
    expect(await refused(sending.send(post(lark, 'anhe3')))).toMatchObject({ retryAfterSeconds: 2 })
    lark.otherBotsSay('anhe3', 5)
    expect(await refused(sending.send(post(lark, 'anhe3')))).toMatchObject({ retryAfterSeconds: 2 })
    expect(lark.heard('anhe3')).toEqual([])
  })
})

describe('a card said earlier', () => {
  const change = (messageId: string, card: Partial<Outgoing['card']>) =>
    sending.update({ ...post(lark, 'anhe3', card), messageId })

  it('is changed in its place, buttons and all', async () => {
    const { messageId } = await sending.send(
      post(lark, 'anhe3', { lines: ['待确认'], actions: [{ label: '对', command: '/确认 1' }] }),
    )
    await change(messageId, { tone: 'grey', title: '已登记', lines: ['谢谢'] })
    expect(lark.heard('anhe3')).toMatchObject([{ messageId, text: '已登记\n谢谢', buttons: [], patched: 1 }])
  })

  it('is changed for 14 days, then no more', async () => {
    const { messageId } = await sending.send(post(lark, 'anhe3'))
    await lark.clock.forward(13 * day)
    await change(messageId, { lines: ['改'] })
    await lark.clock.forward(2 * day)
    expect(await refused(change(messageId, { lines: ['再改'] }))).toBeInstanceOf(PermanentError)
  })

  it('that is too long for one card shows its beginning', async () => {
    const { messageId } = await sending.send(post(lark, 'anhe3'))
    await change(messageId, { title: '长', lines: Array.from({ length: 4000 }, (_, at) => `第${at}行枫桥`) })
    expect(lark.message(messageId).text).toMatch(/第0行[\s\S]*看全文/)
  })
})

describe('a picture', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><text x="9" y="50" font-family="Noto Sans Hans" font-size="30">本周12件</text></svg>'
  const says = '本周12件,办结9件'

  it('is drawn, uploaded and shown in the card', async () => {
    const card = { lines: ['周报'], picture: { svg, says } }
    await sending.send(post(lark, 'gongzuo', card))
    const [[key, file] = ['', undefined]] = [...lark.files]
    expect(file?.bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(JSON.stringify(lark.heard('gongzuo')[0]?.card)).toContain(`"img_key":"${key}"`)
  })

  it('is uploaded once, however often its post is tried', async () => {
    const report = post(lark, 'gongzuo', { picture: { svg, says } })
    lark.faults.next(1, { status: 502 }, messages)
    await refused(sending.send(report))
    await sending.send(report)
    expect(lark.files.size).toBe(1)
  })

  it('that cannot be drawn or is not taken is told in words', async () => {
    await sending.send(post(lark, 'gongzuo', { picture: { svg: '<svg', says } }))
    lark.faults.next(1, { code: 234006, status: 400 }, 'POST /open-apis/im/v1/images')
    await sending.send(post(lark, 'gongzuo', { picture: { svg, says } }))
    expect(heard('gongzuo')).toEqual([`您好\n${says}`, `您好\n${says}`])
  })
})

describe('calendars', () => {
  const entry = (more: Partial<Entry> = {}): Entry => ({
    kind: 'event',
    key: 'session:7',
    title: '噪音调解会',
    lines: ['地点:社区调解室'],
    startsAt: '2026-11-24T14:00:00+08:00',
    endsAt: '2026-11-24T15:00:00+08:00',
    people: [lark.openIdOf('zhou'), lark.openIdOf('lin')],
    ...more,
  })
  const schedule = (one: Entry, uuid: string, known: string | null = null) =>
    sending.schedule?.(one, { uuid, known }) ?? expect.unreachable('there are calendars')
  const uuid = '7b1f0c3e-0000-4000-8000-0000000000aa'

  it('get a meeting once, with its colleagues, however often it is tried', async () => {
    lark.faults.next(1, 'reset_after', 'POST /open-apis/calendar/v4/calendars/:id/events')
    expect(await refused(schedule(entry(), uuid))).toBeInstanceOf(TemporaryError)
    const { entryId } = await schedule(entry(), uuid)
    expect(lark.events).toMatchObject([
      {
        event_id: entryId,
        summary: '噪音调解会',
        start_time: { timestamp: '1795500000', timezone: 'Asia/Shanghai' },
      },
    ])
    const { attendees } = lark.events[0] as { attendees: { user_id: string }[] }
    expect(attendees.map((one) => one.user_id)).toEqual(entry().people)
  })

  it('get a task once, with whose it is and until when', async () => {
    const task = entry({ kind: 'task', key: 'visit:9', title: '回访' })
    lark.faults.next(1, 'reset_after', 'POST /open-apis/task')
    expect(await refused(schedule(task, uuid))).toBeInstanceOf(TemporaryError)
    await schedule(task, uuid)
    expect(lark.tasks).toMatchObject([
      {
        summary: '回访',
        due: { timestamp: '1795503600000' },
        members: [{ role: 'assignee' }, { role: 'assignee' }],
      },
    ])
  })

  it('get no link or call from words somebody slipped in', async () => {
    await schedule(entry({ title: '<at id=all></at>', lines: ['[x](http://evil.example)'] }), uuid)
    expect(JSON.stringify(lark.events)).not.toMatch(/<at|\]\(|:\/\//)
  })
})
