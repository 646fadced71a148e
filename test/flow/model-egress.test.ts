import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { modelAt } from '../support/model/asking.ts'
import { type FakeServer, openFakeServer } from '../support/model/fake-server.ts'
import { vague, vagueToo } from '../support/model/vague.ts'
import { openStory, type Story } from '../support/story.ts'

let server: FakeServer
let story: Story
beforeAll(async () => {
  server = await openFakeServer()
})
afterAll(() => server.close())
afterEach(() => story?.end())

/** What is said, and what of it must never be seen outside. */
const told: [words: string, ...canaries: string[]][] = [
  ['那人叫刘翠萍 是我以前的同事', '刘翠萍', '翠萍'],
  ['他电话13812345678 你们打给他', '13812345678', '12345678'],
  ['他电话是 138-1234-5678', '1234-5678', '138-1234'],
  ['号码幺三八幺二三四五六七八', '幺二三四五六七八'],
  ['他身份证370202198001011234', '370202198001011234', '198001011234'],
  ['他开的车是鲁B12345', '鲁B12345', 'B12345'],
  ['他住7号楼2单元1203室', '1203'],
  ['他家就是902那户', '902'],
  ['他微信wxid_q7w8e9r0 QQ是 87654321', 'wxid_q7w8e9r0', '87654321'],
  ['邮箱 laowang1987@example.com', 'laowang1987', 'example.com'],
  ['银行卡6222021234567890123', '6222021234567890123', '890123'],
  ['订单号 A20261117-99887', '99887'],
  ['详情看 https://pan.example.cn/s/abc?id=42', 'pan.example.cn'],
  ['我就是张姐 楼里都认识我', '张姐'],
  ['@5-2-801老王 你来作个证', '5-2-801', '老王', '801'],
  ['在安和花园三期业主群里也说过', '安和花园三期业主群'],
  ['我跟周警官讲过一次', '周警官'],
]

/** Never said, but known to the bot of whoever speaks. */
const ofTheBot = ['5-2-902张姐', '张姐', '张大妈', 'zhang', 'anhe3', 'sandbox', '临湖派出所', '网格员小林']

describe('nothing that tells who somebody is', () => {
  it('leaves the process, neither in a body nor in a header nor in an address', async () => {
    const { model } = modelAt(server.url)
    story = await openStory({ model })
    server.behaves({ says: '不是 JSON' })
    const unasked: string[] = []
    for (const [words] of told) {
      const before = server.heard.length
      for (const said of [vague, vagueToo]) {
        await story.says('zhang', `${said} ${words}`)
        await story.forward(31 * 60_000)
        await story.says('zhang', `@小助手 ${said} ${words}`, { in: 'anhe3' })
        await story.forward(31 * 60_000)
      }
      if (server.heard.length === before) unasked.push(words)
    }
    // Without a request nothing is proved; a few may make the rules sure, or make them refuse.
    expect(unasked.length).toBeLessThan(4)
    const seen = server.heard.map(
      ({ path, headers, body }) => `${path} ${JSON.stringify(headers)} ${unescaped(body)}`,
    )
    expect(seen.length).toBeGreaterThan(told.length)
    const isAsked = (one: string) => one.includes(vague.slice(0, 6)) || one.includes(vagueToo.slice(0, 6))
    expect(seen.every(isAsked)).toBe(true)
    const canaries = [...told.flatMap(([, ...those]) => those), ...ofTheBot]
    const leaked = canaries.filter((canary) => seen.some((one) => one.includes(canary)))
    expect(leaked).toEqual([])
    const ids = story.chat.messages('dm-zhang').map(({ id }) => id)
    expect(ids.filter((id) => seen.some((one) => one.includes(`"${id}"`)))).toEqual([])
  })

  it('is logged or counted either', async () => {
    const { model } = modelAt(server.url)
    story = await openStory({ model })
    server.behaves({ status: 500, body: JSON.stringify({ error: { message: `回显:${vague}` } }) })
    await story.says('zhang', vague)
    expect(server.heard.length).toBeGreaterThan(0)
    expect(story.logged()).not.toContain(vague.slice(0, 6))
    expect(await story.app.metrics.registry.metrics()).not.toContain(vague.slice(0, 6))
  })

  it('nor what is no report', async () => {
    const { model } = modelAt(server.url)
    story = await openStory({ model })
    server.heard.length = 0
    await story.says('zhang', '今天菜场的丝瓜好新鲜 大家快去', { in: 'anhe3' })
    await story.says('zhang', `${vague} #不记录`, { in: 'anhe3' })
    expect(server.heard).toEqual([])
    await story.says('zhang', '今天菜场的丝瓜好新鲜 大家快去', { in: 'anhe3' })
    await story.says('zhang', `@小助手 ${vague}`, { in: 'anhe3' })
    expect(server.heard.length).toBeGreaterThan(0)
    expect(server.heard.filter(({ body }) => body.includes('丝瓜好新鲜'))).toEqual([])
  })
})

/** As the server reads it: \u escapes undone. */
function unescaped(body: string): string {
  return `${body} ${JSON.stringify(JSON.parse(body))}`
}
