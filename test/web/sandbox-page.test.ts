import fastify, { type FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Platform } from '../../bot/platforms/platform.ts'
import { createSandbox } from '../../bot/platforms/sandbox/index.ts'
import { sandboxRoutes } from '../../bot/platforms/sandbox/routes.ts'
import type { MatterGlimpse } from '../../bot/platforms/sandbox/types.ts'
import type { Card } from '../../matters/message.ts'
import { createStandingClock, openChat as startChat } from '../platforms/sandbox-cast.ts'
import { openBrowser } from '../support/browser.ts'
import {
  clickAction,
  forward,
  hears,
  openChat,
  openSandbox,
  pick,
  say,
  seesMatter,
} from '../support/chat-client.ts'

const opened = await openBrowser()
const skipped = 'skipped' in opened ? opened.skipped : ''
const sizes = [
  { name: 'desktop', viewport: { width: 1280, height: 800 } },
  { name: 'phone', viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true },
]

const notice: Card = { tone: 'plain', title: '进群告知', lines: ['我是机器人，只看@我的话。'] }
const draft: Card = {
  tone: 'yellow',
  title: '请您确认',
  lines: ['还没有上报'],
  fields: [{ name: '类别', value: '邻里纠纷—噪声' }],
  actions: [
    { label: '确认', command: '1' },
    { label: '不报了', command: '3' },
  ],
}
const report: Card = {
  tone: 'plain',
  lines: ['本季度'],
  picture: {
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="360" viewBox="0 0 720 360"><script>parent.document.title = "恶"</script><rect width="720" height="360" fill="#2f6fb5"/></svg>',
    says: '矛盾纠纷 12 件,办好 9 件',
  },
}
const matter: MatterGlimpse = {
  number: 'AH-1122-01',
  title: '夜间噪声',
  colour: 'yellow',
  state: '交办',
  urgency: '常规',
  place: '5号楼2单元',
  summary: '每晚拖家具。',
  lead: '李网格员',
  dueAt: '2026-11-25T08:00:00.000Z',
  timeline: [{ at: '2026-11-22T07:40:00.000Z', text: '居民确认上报', by: '系统' }],
  followUps: [{ dueAt: '2026-11-29T08:00:00.000Z', state: '待回访' }],
}

/** A bot of a few lines on the real chat service and the real routes. */
async function startScriptedBot() {
  const clock = createStandingClock()
  const chat = startChat(clock)
  const bot = createSandbox({ chat })
  const matters: MatterGlimpse[] = []
  const changed = new Set<() => void>()
  let posts = 0
  await bot.start(async ({ type, text, chat, sender, mentionsBot }) => {
    const post = (card: Card, to = chat) => bot.send({ uuid: `${++posts}`, chat: to, card })
    const direct = { id: sender.id, kind: 'direct' } as const
    if (type === 'bot_added') await post(notice)
    if (type === 'text' && mentionsBot) await post(draft, direct)
    if (type === 'text' && text === '在吗') await post({ tone: 'plain', lines: ['我在'] })
    if (type === 'text' && text === '看图') await post(report)
    if (type !== 'click') return
    matters.push(matter)
    for (const tell of changed) tell()
    await post({ tone: 'blue', lines: [`已上报（${text}）`] }, direct)
  })
  const glimpse = {
    matters: async (personId: string) => (personId === 'zhou' ? [] : matters),
    changed(listener: () => void) {
      changed.add(listener)
      return () => void changed.delete(listener)
    },
  }
  const app = fastify({ forceCloseConnections: true })
  const commands = [{ name: '待办', help: '自己的清单' }]
  await app.register(sandboxRoutes, { chat, clock, glimpse, commands })
  return { app, bot, chat }
}

describe.skipIf(skipped !== '')('the sandbox page', () => {
  let browser: Browser
  let bot: Platform
  let app: FastifyInstance
  let url: string
  const contexts: BrowserContext[] = []
  const faults: string[] = []

  beforeAll(() => {
    if ('browser' in opened) browser = opened.browser
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    ;({ app, bot } = await startScriptedBot())
    url = await app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await bot.stop()
    await app.close()
    expect(faults.splice(0)).toEqual([])
  })

  async function openWindow(options: object): Promise<Page> {
    const context = await browser.newContext(options)
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) faults.push(line.text())
    })
    await openSandbox(page, url)
    return page
  }

  describe.each(sizes)('on a $name', ({ viewport, ...device }) => {
    const size = { viewport, ...device }

    it('carries a report from the group to the confirmed matter', async () => {
      const page = await openWindow(size)
      await pick(page, '张大妈')
      await openChat(page, '安和花园三期业主群')
      await hears(page, '进群告知')
      await say(page, '@小助手 楼上每晚拖家具')
      await openChat(page, '小助手')
      await hears(page, /请您确认[\s\S]*邻里纠纷—噪声/)
      await clickAction(page, '确认')
      await hears(page, '已上报（1）')
      const seen = await seesMatter(page, 'AH-1122-01')
      expect(await seen.innerText()).toMatch(
        /夜间噪声[\s\S]*交办[\s\S]*李网格员[\s\S]*居民确认上报[\s\S]*待回访/,
      )
    })

    it('becomes another person, and shows both windows the same at once', async () => {
      const one = await openWindow(size)
      const other = await openWindow(size)
      await pick(one, '张大妈')
      await openChat(one, '业主群')
      await pick(other, '李网格员')
      await openChat(other, '业主群')
      await say(one, '5号楼又停水了')
      await hears(other, '5号楼又停水了')
      await say(other, '我去看看')
      await hears(one, '我去看看')
      await pick(one, '周警官')
      expect(await one.locator('#chats').innerText()).not.toContain('业主群')
    })

    it('survives a reload as the same person in the same chat', async () => {
      const page = await openWindow(size)
      await pick(page, '张大妈')
      await openChat(page, '小助手')
      await say(page, '在吗')
      await hears(page, '我在')
      await page.reload()
      await hears(page, '我在')
      expect(await page.locator('.message.own').innerText()).toContain('在吗')
      expect(await page.title()).toContain('张大妈')
    })

    it('lets a week go by half an hour at a time, until it is stopped', async () => {
      const page = await openWindow(size)
      const clock = page.locator('#now')
      const button = await page.getByRole('button', { name: '播放一周' }).boundingBox()
      expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual(size.viewport.width)
      await page.getByRole('button', { name: '播放一周' }).click()
      await clock.filter({ hasText: /11月22日 周日\s+1[89]:[03]0/ }).waitFor()
      await page.getByRole('button', { name: '停在现在' }).click()
      await page.getByRole('button', { name: '播放一周' }).waitFor()
      // The step that was on its way may still come.
      await page.waitForTimeout(400)
      const stopped = await clock.innerText()
      expect(stopped).toMatch(/:[03]0$/)
      await page.waitForTimeout(600)
      expect(await clock.innerText()).toBe(stopped)
    })

    it('draws the picture of a card, whose words stand for it, and runs nothing in it', async () => {
      const page = await openWindow(size)
      await pick(page, '张大妈')
      await openChat(page, '业主群')
      await say(page, '看图')
      const picture = page.getByRole('img', { name: '矛盾纠纷 12 件,办好 9 件' })
      await picture.waitFor()
      await page.waitForFunction('document.querySelector(".card-picture").naturalWidth === 720')
      const box = await picture.boundingBox()
      expect(Math.round((box?.width ?? 0) / (box?.height ?? 1))).toBe(2)
      expect(await page.title()).not.toContain('恶')
    })

    it('pushes the time of every window and never scrolls sideways', async () => {
      const page = await openWindow(size)
      const other = await openWindow(size)
      await pick(page, '张大妈')
      await openChat(page, '业主群')
      await forward(page, '+7天')
      await other.locator('#now', { hasText: '11月29日' }).waitFor()
      expect(await page.locator('#now').innerText()).toMatch(/11月29日 周日\s+15:40/)
      // A string, because the tests know no DOM types.
      const overhang = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate<number>(overhang)).toBeLessThanOrEqual(0)
    })
  })

  it('can be used with the keyboard alone', async () => {
    const page = await openWindow({ viewport: { width: 1280, height: 800 } })
    await focusByTab(page, /张大妈/)
    await page.keyboard.press('Enter')
    await focusByTab(page, /安和平安小助手/)
    await page.keyboard.press('Enter')
    await page.keyboard.type('@小助手 楼上每晚拖家具')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await hears(page, '请您确认')
    await focusByTab(page, /^确认/, 'Shift+Tab')
    await page.keyboard.press('Enter')
    await hears(page, '已上报')
    await focusByTab(page, /夜间噪声/)
    await page.keyboard.press('Enter')
    expect(await page.locator('#matters details').getAttribute('open')).not.toBeNull()
  })

  it('does not send while an input method composes, and breaks the line on Shift+Enter', async () => {
    const page = await openWindow({ viewport: { width: 1280, height: 800 } })
    await pick(page, '张大妈')
    await openChat(page, '小助手')
    const field = page.getByRole('textbox', { name: '要说的话' })
    await field.fill('zai ma')
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true })
    expect(await page.locator('.message.own').count()).toBe(0)
    await field.fill('第一行')
    await field.press('Shift+Enter')
    await page.keyboard.type('第二行')
    await field.press('Enter')
    expect(await page.locator('.message.own .bubble').innerText()).toBe('第一行\n第二行')
  })

  it('quotes, takes back, and suggests commands and people', async () => {
    const page = await openWindow({ viewport: { width: 1280, height: 800 } })
    await pick(page, '张大妈')
    await openChat(page, '业主群')
    await say(page, '说错了')
    await messageMenu(page, '说错了', '引用')
    await say(page, '更正一下')
    expect(await page.locator('.quoted').innerText()).toContain('说错了')
    await messageMenu(page, '说错了', '撤回')
    await page.getByText('您撤回了一条消息').waitFor()
    const field = page.getByRole('textbox', { name: '要说的话' })
    await field.pressSequentially('/')
    await field.press('ArrowDown')
    await field.press('Enter')
    expect(await field.inputValue()).toBe('/待办 ')
    await field.pressSequentially('@网格')
    await page.getByRole('option', { name: '@网格员小李' }).click()
    expect(await field.inputValue()).toBe('/待办 @网格员小李 ')
  })

  it('counts what was not read yet', async () => {
    const page = await openWindow({ viewport: { width: 1280, height: 800 } })
    await pick(page, '张大妈')
    expect(await page.locator('#chats .badge').innerText()).toBe('1')
    await openChat(page, '业主群')
    expect(await page.locator('#chats .badge').count()).toBe(0)
  })

  it('says when the connection is lost, and comes back by itself with what was missed', async () => {
    const page = await openWindow({ viewport: { width: 1280, height: 800 } })
    await pick(page, '张大妈')
    await openChat(page, '小助手')
    await app.close()
    await page.getByText('连接断了').waitFor()
    const field = page.getByRole('textbox', { name: '要说的话' })
    await field.fill('在吗')
    await field.press('Enter')
    await page.getByRole('alert').filter({ hasText: '没有发出去' }).waitFor()
    expect(await field.inputValue()).toBe('在吗')
    await bot.stop()
    ;({ app, bot } = await startScriptedBot())
    await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' })
    await page.getByText('连接断了').waitFor({ state: 'hidden', timeout: 15_000 })
    await field.press('Enter')
    await hears(page, '我在')
  })
})

async function messageMenu(page: Page, text: string, deed: string) {
  const message = page.locator('.message', { has: page.locator('.bubble', { hasText: text }) })
  await message.hover()
  await message.getByRole('button', { name: '对这条消息' }).click()
  await message.getByRole('button', { name: deed }).click()
}

/** Presses Tab until the focused element's words match. */
async function focusByTab(page: Page, words: RegExp, key = 'Tab') {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key)
    const focused = page.locator('button:focus, summary:focus')
    if ((await focused.count()) > 0 && words.test(await focused.innerText())) return
  }
  throw new Error(`no element with ${words} can be reached by ${key}`)
}
