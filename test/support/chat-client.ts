import type { Locator, Page } from 'playwright-core'

/** Drives the sandbox's page as a person does: by what is written on it, on a desktop and on a phone alike. */

/** Opens the page and waits until it knows its people. */
export async function openSandbox(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('#people button').first().waitFor({ state: 'attached' })
}

/** Becomes a person. */
export async function pick(page: Page, name: string): Promise<void> {
  await tab(page, '换人')
  await page.getByRole('navigation', { name: '扮演谁' }).getByRole('button', { name }).first().click()
}

/** Opens one of the picked person's chats by (part of) its name; 小助手 is the one with the bot. */
export async function openChat(page: Page, name: string): Promise<void> {
  await tab(page, '聊天')
  const chats = page.getByRole('region', { name: '聊天', exact: true }).getByRole('button')
  await chats.filter({ has: page.locator('.row-name', { hasText: name }) }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Says something in the open chat and waits until it stands there. */
export async function say(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: '要说的话' })
  const before = await page.locator('.message.own').count()
  await field.fill(text)
  await field.press('Enter')
  await page.locator('.message.own').nth(before).waitFor()
}

/** Waits for a message of somebody else in the open chat; gives the last such. */
export async function hears(page: Page, text: string | RegExp): Promise<Locator> {
  const message = page.locator('.message.other', { hasText: text }).last()
  await message.waitFor()
  return message
}

/** Presses a button of a card; of several with this label the newest. */
export async function clickAction(page: Page, label: string): Promise<void> {
  await page.locator('.card .actions').getByRole('button', { name: label, exact: true }).last().click()
}

/** Pushes the sandbox's time ahead: +10分钟, +1小时, +1天, +7天. */
export async function forward(page: Page, step: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/sandbox/clock'))
  await page.getByRole('button', { name: `沙箱时间${step}` }).click()
  await answered
}

/** The matter of this number or title in the panel of the picked person, unfolded. */
export async function seesMatter(page: Page, text: string | RegExp): Promise<Locator> {
  await tab(page, '事项')
  const matter = page.locator('#matters details', { hasText: text }).first()
  await matter.waitFor()
  if ((await matter.getAttribute('open')) === null) await matter.locator('summary').click()
  return matter
}

/** On a phone: leaves an open conversation and goes to a screen. On a desktop everything is in sight. */
async function tab(page: Page, label: string): Promise<void> {
  const back = page.getByRole('button', { name: '返回聊天列表' })
  if (await back.isVisible()) await back.click()
  const button = page.getByRole('navigation', { name: '切换页面' }).getByRole('button', { name: label })
  if (await button.isVisible()) await button.click()
}
