import { type Campaign, campaignById, endCampaign, keepCampaign, openCampaigns } from '../../db/campaigns.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { may, rolesOf, type Staff } from '../../matters/roles.ts'
import { localDate } from '../../matters/working-time.ts'
import { isAboutSomebody } from '../about-somebody.ts'
import { coverageOf, gridsFor, gridsOf } from '../coverage.ts'
import { whisper } from '../desk.ts'
import { campaignList, campaignTexts, coverageCard } from '../replies/campaign.ts'
import { campaignWeeks } from '../rhythm/campaign-week.ts'
import { daysBetween, daysSaid } from './days-said.ts'
import { echoCard } from './matter-verb.ts'
import type { Call, Verb } from './verb.ts'

const sure = '确定'
const mostDays = 400

/** A visiting campaign (百日走访): days, households of each grid, coverage out of 走访 (requirements A299, A300). */
export const campaign: Verb = {
  name: '专项',
  aliases: ['drive'],
  args: '新建 名称 起止 每格几户 | 进度 [号] | 结束 号',
  help: '走访专项:看进度,由走访记录自动累计;新建和结束由所长',
  where: 'direct',
  who: rolesOf('campaign', 'walk'),
  async run(call) {
    const { staff } = call.asker
    if (!staff) return saying()
    const [first = ''] = call.words
    if (/^(?:新建|开始)$/u.test(first)) return made(call, staff)
    if (/^(?:结束|取消)$/u.test(first)) return await ended(call, staff)
    if (first === '进度') return await progress(call, staff)
    return await listed(call, staff)
  },
}

function made(call: Call, staff: Staff): Write {
  const { desk, message } = call
  const said = call.words.at(-1) === sure
  const words = said ? call.words.slice(1, -1) : call.words.slice(1)
  const now = desk.clock.now()
  const plan = planOf(call, staff, words)
  if (!('name' in plan)) return refused(call, plan)
  if (!said)
    return saying(whisper(message, echoCard(`/专项 新建 ${words.join(' ')}`, campaignTexts.echo(plan))))
  const { name, areaId, fromDay, untilDay, perGrid } = plan
  const row = { name, areaId, fromDay, untilDay, perGrid, madeById: staff.personId, madeAt: now }
  return {
    changes: [keepCampaign(row, campaignWeeks(row, localDate(now)))],
    posts: [whisper(message, campaignTexts.kept(name))],
  }
}

/** What is to be made, or what is wrong with it. */
function planOf({ desk }: Call, staff: Staff, words: readonly string[]) {
  const { areas } = desk.registry
  const now = desk.clock.now()
  const own = staff.roles.find(({ areaId }) => may(staff, 'campaign', areaId, areas))
  const told = tellingOf(words, now)
  if (!own) return campaignTexts.mayNot
  if (!told) return campaignTexts.how
  const named = areas.all().find(({ kind, name }) => kind === 'community' && told.rest.includes(name))
  const area = named && may(staff, 'campaign', named.id, areas) ? named : areas.get(own.areaId)
  const name = told.rest.filter((word) => word !== area?.name).join('')
  const { fromDay, untilDay, perGrid } = told
  const days = daysBetween(fromDay, untilDay).length
  if (!area || name === '' || [...name].length > 20) return campaignTexts.how
  if (isAboutSomebody(name)) return campaignTexts.aboutSomebody
  if (untilDay < localDate(now)) return campaignTexts.past
  if (days > mostDays) return campaignTexts.tooLong
  const grids = gridsOf(desk, area.id).length
  return { name, areaId: area.id, area: area.name, fromDay, untilDay, perGrid, days, grids }
}

/** Days, and how many households of each grid, wherever they stand; the rest is its name. Null: one of them is missing. */
function tellingOf(words: readonly string[], now: Date) {
  const counted = /^(?:每(?:个)?(?:网)?格)?(\d{1,4})户$|^每(?:个)?(?:网)?格(\d{1,4})户?$/u
  const count = words.map((word) => counted.exec(word.normalize('NFKC'))).find((one) => one !== null)
  const others = words.filter((word) => !counted.test(word.normalize('NFKC')))
  const dated = others.filter((word) => daysSaid([word], now) !== null || /^[至到~-]$/u.test(word))
  const days = daysSaid(dated, now)
  const perGrid = Number(count?.[1] ?? count?.[2] ?? 0)
  if (!days || perGrid < 1) return null
  return { ...days, perGrid, rest: others.filter((word) => !dated.includes(word)) }
}

/** Campaigns in which this colleague has a grid of their own. */
async function ownCampaigns({ desk }: Call, staff: Staff): Promise<Campaign[]> {
  return (await openCampaigns(desk.db)).filter((one) => gridsFor(desk, staff, one.areaId).length > 0)
}

async function listed(call: Call, staff: Staff): Promise<Write> {
  const { desk, message } = call
  const rows = (await ownCampaigns(call, staff)).map((one) => ({
    campaign: one,
    area: desk.registry.areas.get(one.areaId)?.name ?? '',
    mayEnd: may(staff, 'campaign', one.areaId, desk.registry.areas),
  }))
  const mayMake = staff.roles.some(({ areaId }) => may(staff, 'campaign', areaId, desk.registry.areas))
  return saying(whisper(message, campaignList(rows, mayMake)))
}

async function progress(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, words } = call
  const own = await ownCampaigns(call, staff)
  const id = numberIn(words[1])
  const found = id > 0 ? own.find((one) => one.id === id) : own.length === 1 ? own[0] : undefined
  if (!found) return id > 0 ? refused(call, campaignTexts.noSuch) : await listed(call, staff)
  const rows = await coverageOf(desk, found, gridsFor(desk, staff, found.areaId))
  return saying(whisper(message, coverageCard(found, rows)))
}

async function ended(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, words } = call
  const found = await campaignById(desk.db, numberIn(words[1]))
  if (!found || found.endedAt) return refused(call, campaignTexts.noSuch)
  if (!may(staff, 'campaign', found.areaId, desk.registry.areas)) return refused(call, campaignTexts.mayNot)
  return {
    changes: [endCampaign(found.id, desk.clock.now())],
    posts: [whisper(message, campaignTexts.ended(found.name))],
  }
}

function numberIn(word = ''): number {
  return Number(/\d{1,8}/u.exec(word.normalize('NFKC'))?.[0] ?? 0)
}

function refused({ message }: Call, card: Card): Write {
  return saying(whisper(message, card, 'refusal'))
}
