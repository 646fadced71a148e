import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import type { SandboxMessage } from '../../bot/platforms/sandbox/types.ts'
import { type BotProcess, startBot } from '../support/bot-process.ts'
import { withServer } from '../support/cluster.ts'
import { useBegunCluster, useDataFolder } from '../support/embedded.ts'
import { crashServer, restartServer } from '../support/outage.ts'

const begun = useBegunCluster()
const folder = useDataFolder()
let bot: BotProcess | undefined
afterEach(async () => {
  await bot?.stop()
  bot = undefined
})

it('a database that goes while people talk and comes back costs no report and doubles no answer', async () => {
  begun.copyTo(folder.path)
  // Durable: what was acknowledged has to outlive the server's crash.
  const database = await folder.open({ durable: true })
  bot = await startBot({ DATABASE_URL: database.url, LOG_LEVEL: 'error' })
  // Deaf until its notice is accepted, and known to be: asked until it answers.
  await until('the group is heard', async () => {
    await says('huang', 'anhe3', '/帮助')
    await pause(200)
    return (await saidIn('anhe3')).length > 1
  })
  await tells('zhang')
  await until('the first report is a draft', async () => (await saidIn('dm-zhang')).length > 0)

  await tells('wang')
  await crashServer(folder.path)
  await tells('xiaoyu')
  await says('dapeng', 'anhe3', '今天天气不错,晚上谁去跳舞')
  expect((await fetch(`${bot.url}/health`)).status).toBe(200)
  expect((await fetch(`${bot.url}/ready`)).status).toBe(503)
  await tells('baoma')

  await restartServer(folder.path, database)
  await until('the bot is ready again', async () => (await fetch(`${bot?.url}/ready`)).status === 200)
  const told = ['zhang', 'wang', 'xiaoyu', 'baoma']
  await until('everybody has a draft', async () => {
    // What was in hand when the server went is leased for 60 s on the database's clock; no test waits for that.
    await withServer(database.url, async (sql) => {
      await sql`update inbox set lease_until = clock_timestamp() where settled_at is null and lease_until < clock_timestamp() + interval '50 s'`
      await sql`update outbox set lease_until = clock_timestamp() where settled_at is null and lease_until < clock_timestamp() + interval '50 s'`
    })
    const heard = await Promise.all(told.map((as) => saidIn(`dm-${as}`)))
    return heard.every((said) => said.length > 0)
  })
  // Everything goes on as before: a confirmation becomes a matter.
  for (const as of told) await says(as, `dm-${as}`, '1')
  await until('everybody has a receipt', async () =>
    (await Promise.all(told.map((as) => saidIn(`dm-${as}`)))).every((said) => said.length > 1),
  )
  await pause(1000)
  for (const as of told)
    expect(await saidIn(`dm-${as}`)).toEqual([
      expect.stringMatching(/请您确认/),
      expect.stringMatching(/已登记|已并入/),
    ])
  expect(await saidIn('dm-dapeng')).toEqual([])
  const left = await withServer(
    database.url,
    (sql) => sql`select id from inbox where outcome is distinct from 'done'`,
  )
  expect([...left]).toEqual([])
  expect(bot.child.exitCode).toBeNull()
}, 120_000)

const buildings: Record<string, number> = { zhang: 5, wang: 4, xiaoyu: 3, baoma: 2 }

function tells(as: string): Promise<void> {
  return says(as, 'anhe3', `${buildings[as]}号楼2单元楼上天天半夜跳绳咚咚响,没法睡觉,物业来过也没用`)
}

async function says(as: string, chatId: string, text: string): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ as, chatId, text })
  const answer = await fetch(`${bot?.url}/sandbox/messages`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
}

/** Titles of what the bot said there. */
async function saidIn(chatId: string): Promise<string[]> {
  const state = (await (await fetch(`${bot?.url}/sandbox/state`)).json()) as {
    chats: Record<string, SandboxMessage[]>
  }
  const said = state.chats[chatId] ?? []
  return said.flatMap((one) => (one.from === 'bot' ? [one.card?.title ?? ''] : []))
}

async function until(what: string, met: () => Promise<boolean>): Promise<void> {
  for (const begun = Date.now(); !(await met()); ) {
    if (Date.now() - begun > 60_000) throw new Error(`in vain: ${what}\n${bot?.output()}`)
    if (bot?.child.exitCode !== null || bot.child.signalCode)
      throw new Error(`the bot ended:\n${bot?.output()}`)
    await pause(50)
  }
}
