import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startApp } from '../../bot/app.ts'
import { createLog } from '../../bot/log.ts'
import { createChat, longestMessage } from '../../bot/platforms/sandbox/chat.ts'
import { demoCommunity, demoWorld } from '../../bot/platforms/sandbox/demo-community.ts'
import { createSandbox } from '../../bot/platforms/sandbox/index.ts'
import { connect } from '../../db/client.ts'
import { plantOnce } from '../../db/first-start.ts'
import { drafts, inbox, outbox } from '../../db/schema/index.ts'
import { freshDatabase } from '../support/database.ts'
import { openStory, type Story, seal } from '../support/story.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fengqiao-bad-'))
  database = await freshDatabase()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

/** Runs a program of ours to its end, away from any .env. */
async function run(program: string, args: string[], env: Record<string, string> = {}) {
  const node = ['--import', import.meta.resolve('tsx'), join(root, program), ...args]
  const settings = { DATABASE_URL: database.url, DATA_DIR: folder, LOG_LEVEL: 'silent', ...env }
  const child = spawn(process.execPath, node, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

describe('a start that cannot succeed', () => {
  it('for its configuration names every wrong variable and where they are explained', async () => {
    const broken = {
      PORT: '80800',
      BOT_NAME: '小李',
      FENGQIAO_ROLES: 'worker,wizard',
      DATABASE_CONNECTIONS: 'many',
    }
    const { code, out, err } = await run('bot/main.ts', [], { LOG_LEVEL: 'info', ...broken })
    expect(code).toBe(1)
    expect(out).toBe('')
    for (const name of Object.keys(broken)) expect(err).toContain(name)
    expect(err).toContain('.env.example')
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it('for a taken port names the port, the variable and the remedy, and leaves nothing running', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const address = other.address()
    const port = String(typeof address === 'object' && address ? address.port : 0)
    const { code, err } = await run('bot/main.ts', [], { PORT: port, LOG_LEVEL: 'error' })
    other.close()
    expect(code).toBe(1)
    expect(err).toContain(`Port ${port} on 127.0.0.1 is taken`)
    expect(err).toMatch(/set PORT in \.env/)
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it('for a database that does not answer names its host and the variable, and never its password', async () => {
    const url = 'postgres://fengqiao:geheim@127.0.0.1:9/fengqiao'
    const { code, err } = await run('bot/main.ts', [], { DATABASE_URL: url, LOG_LEVEL: 'error' })
    expect(code).toBe(1)
    expect(err).toContain('127.0.0.1:9')
    expect(err).toContain('DATABASE_URL')
    expect(err).not.toContain('geheim')
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it('for a missing key in production says how to make one', async () => {
    const production = { NODE_ENV: 'production', FENGQIAO_ROLES: 'worker', LOG_LEVEL: 'error' }
    const { code, err } = await run('bot/main.ts', [], production)
    expect(code).toBe(1)
    expect(err).toMatch(/FENGQIAO_SEAL_KEY[\s\S]*openssl rand -hex 32/)
  })
})

describe('a replay', () => {
  const good = {
    id: 'd1',
    group: { id: 'g', name: '安和花园三期业主群', type: 'resident', mode: 'assisted' },
    messages: [{ n: 1, t: '2026-11-17T12:00:00+08:00', from: { uid: 'u' }, text: '早上好' }],
  }

  it('of a malformed file names every bad line and plays nothing', async () => {
    const file = join(folder, 'bad.jsonl')
    const lines = [
      JSON.stringify(good),
      '{"id": "d2", "group": ',
      '',
      JSON.stringify({ ...good, messages: [] }),
      JSON.stringify({ ...good, messages: [{ ...good.messages[0], t: 'yesterday' }] }),
      '[]',
      'null',
      '\u0000\ufeff',
    ]
    writeFileSync(file, lines.join('\n'))
    const { code, out, err } = await run('scripts/replay.ts', [file])
    expect(code).toBe(1)
    expect(out).toBe('')
    for (const line of [2, 4, 5, 6, 7, 8]) expect(err).toContain(`${file}:${line}: `)
    expect(err).not.toContain(`${file}:1:`)
    expect(err).toContain('Nothing was played')
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it.each([
    ['of a missing file', ['nowhere.jsonl'], /nowhere\.jsonl[\s\S]*one JSON object a line/],
    ['of a folder', ['.'], /cannot read \./],
    ['without a file', [], /usage: npm run -s replay/],
  ])('%s says what is wanted', async (_, args, told) => {
    const { code, out, err } = await run('scripts/replay.ts', args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(told)
    expect(err).not.toMatch(/^ {4}at /m)
  })
})

describe('odd words', () => {
  let story: Story
  beforeAll(async () => {
    story = await openStory()
  })
  afterAll(() => story.end())
  afterEach(async () => {
    for (const row of await story.store.db.select().from(inbox)) expect(row.outcome).toBe('done')
    for (const row of await story.store.db.select().from(outbox)) expect(row.outcome).toBe('sent')
  })

  const trouble = '楼上1001天天半夜跳绳咚咚响 都没法睡觉 物业来过也没用'
  const half = '\ud83d'

  // Each is told by somebody else, and has to become a draft like the plain words would.
  it.each([
    ['null bytes', 'zhang', `\0楼上1001天天\0半夜跳绳咚咚响\0 都没法睡觉`],
    ['half surrogates', 'wang', `${half}${trouble}${half}\udc00`],
    ['emoji', 'xiaoyu', `😡😡🏠${trouble}👨‍👩‍👧‍👦🇨🇳🫠`],
    ['right-to-left text and its marks', 'dapeng', `\u202e\u2067${trouble}\u2069\u202c שלום مرحبا`],
    ['zero-width characters', 'baoma', `\u200b\ufeff${trouble}\u200d\u2060`],
  ])('with %s become a draft', async (_, as, text) => {
    await story.says(as, text, { in: 'anhe3' })
    expect(story.lastHeard(as)).toMatch(/请您确认[\s\S]*邻里噪声/)
    expect(story.lastHeard(as)).not.toMatch(/\0/)
    expect(story.lastHeard(as).isWellFormed()).toBe(true)
  })

  it('quoted with null bytes and half surrogates keep nobody from being heard', async () => {
    const id = await story.says('huang', `今天\0天气${half}不错`, { in: 'anhe3' })
    await Promise.race([
      story.says('huang', '@小助手 6号楼1单元楼道里堆满纸箱', { in: 'anhe3', quotes: id }),
      pause(10_000).then(() => Promise.reject(new Error('the message was never heard'))),
    ])
    expect(story.lastHeard('huang')).toMatch(/请您确认/)
  })

  it('of 64 KB are heard like any others, wherever they are cut', async () => {
    const fill = ['字', '😡', 'a', '\0', '１', '号楼', '((((', '今天下午3点', '13800138000 '].map((one) =>
      one.repeat(Math.floor((longestMessage - 200) / Buffer.byteLength(one))),
    )
    for (const words of fill) {
      for (const text of [`/报事 ${trouble}${words}`, `a${words}${trouble}`]) {
        await Promise.race([
          story.says('qin', text),
          pause(20_000).then(() => Promise.reject(new Error(`never settled: ${text.slice(0, 60)}`))),
        ])
      }
    }
    expect(story.lastHeard('qin')).not.toBe('')
  }, 60_000)

  it('beyond 64 KB are refused with the limit', async () => {
    await expect(story.says('liu', '字'.repeat(longestMessage / 2))).rejects.toThrow(/64 KB/)
  })

  it('in commands are answered, whatever stands after the name', async () => {
    for (const rest of [
      '\0',
      half,
      '😡'.repeat(500),
      '../../etc/passwd',
      "'; drop table matters; --",
      '-1',
      '9'.repeat(400),
    ]) {
      for (const name of ['看', '确认', '绑定', '查进度', '上报', '撤回', '交办', '帮助'])
        await story.says('zhou', `/${name} ${rest}`)
    }
    const answered = story.hears('zhou').length
    await story.says('zhou', '/帮助')
    expect(story.hears('zhou')).toHaveLength(answered + 1)
  })
})

it('10,000 messages at once in 50 groups: every report becomes a draft, and no chatter is kept', async () => {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 6 })
  const at = new Date('2026-11-17T12:00:00+08:00')
  const ids = Array.from({ length: 50 }, (_, index) => `crowd${index}`)
  const tellers = (group: string) => Array.from({ length: 6 }, (_, index) => `${group}-p${index}`)
  const groups = ids.map((id) => ({
    id,
    name: `安和花园三期${id}`,
    type: 'resident',
    mode: 'assisted' as const,
  }))
  await plantOnce(
    store.db,
    {
      ...demoCommunity,
      groups: groups.map(({ id, ...one }) => ({
        ...one,
        externalId: id,
        gridIds: ['anhe-2'],
        announced: true,
      })),
    },
    at,
  )
  const chat = createChat({
    clock: { now: () => at },
    world: {
      people: [
        ...demoWorld.people,
        ...ids.flatMap((id) => tellers(id).map((one) => ({ id: one, name: one, title: '居民' }))),
      ],
      groups: groups.map((one) => ({ ...one, members: tellers(one.id).map((id) => ({ id, nick: id })) })),
    },
  })
  const platform = createSandbox({ chat })
  platform.limits = { platform: { perSecond: 1e6, burst: 1e6 }, chat: { perSecond: 1e6, burst: 1e6 } }
  let heard = 0
  const app = await startApp({
    store,
    seal,
    clock: { now: () => at },
    operator: { name: '临湖派出所', contact: '8800', dutyPhone: '8801', botName: chat.botName },
    platforms: [
      {
        ...platform,
        start: (hear) =>
          platform.start(async (message) => {
            await hear(message)
            heard += 1
          }),
      },
    ],
    roles: ['sandbox', 'worker', 'scheduler'],
    log: createLog('silent'),
    cron: false,
  })
  while (heard < ids.length) await pause(5)
  await app.quiet()
  // Five tell one trouble each amid the talk of a sixth: 250 reports in 10,000 messages.
  const trouble = [
    '楼上天天半夜跳绳咚咚响,没法睡觉',
    '楼道里堆满纸箱和电动车',
    '有人从楼上往下扔酒瓶子',
    '广场舞音响太吵了,孩子没法写作业',
    '楼上漏水把我家天花板泡了',
  ]
  const talk = ['今天天气不错', '哈哈哈哈', '早上好', '收到', '晚上去跳舞吗', '[微笑]', '明天降温多穿点']
  for (let n = 0; n < 200; n++) {
    for (const [index, id] of ids.entries()) {
      const [talker = '', ...others] = tellers(id)
      const teller = n % 40 === 20 ? others[Math.floor(n / 40)] : undefined
      const text = teller
        ? `${(index % 5) + 1}号楼${(n % 2) + 1}单元${trouble[Math.floor(n / 40)]}`
        : talk[n % talk.length]
      chat.say({ as: teller ?? talker, chatId: id, text: text ?? '' })
    }
  }
  const before = process.memoryUsage().heapUsed
  while (heard < chat.events.total()) await pause(5)
  await app.quiet()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400 * 1024 * 1024)
  expect(chat.events.total()).toBe(10_050)
  expect(await store.db.select().from(drafts)).toHaveLength(250)
  const shown = ids
    .flatMap((id) => tellers(id).slice(1))
    .map((id) => chat.messages(`dm-${id}`).filter((one) => one.from === 'bot').length)
  expect(shown.filter((count) => count !== 1)).toEqual([])
  expect((await store.db.select().from(inbox)).filter((row) => row.outcome !== 'done')).toEqual([])
  expect(await store.db.select().from(inbox)).toHaveLength(250 + ids.length)
  await app.stop()
  await store.close()
  await drop()
}, 120_000)
