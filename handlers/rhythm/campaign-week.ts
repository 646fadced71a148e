import { type Campaign, campaignById } from '../../db/campaigns.ts'
import type { NewDue } from '../../db/dues.ts'
import { type Post, priorities } from '../../matters/message.ts'
import {
  addDays,
  atLocal,
  endOfQuietHours,
  inQuietHours,
  isWorkingDay,
  localDate,
  nextWorkingDay,
  weekday,
} from '../../matters/working-time.ts'
import { coverageOf, gridsFor } from '../coverage.ts'
import { type Desk, toStaff } from '../desk.ts'
import { weekCard } from '../replies/campaign.ts'
import type { DueKind } from './due-kind.ts'

const hour = '16:30'
/** Later than so many days it would tell of another week. */
const goodForDays = 3

/** The last working day of each week, and the first one after its end. */
export function campaignWeeks(
  { fromDay, untilDay }: Pick<Campaign, 'fromDay' | 'untilDay'>,
  today: string,
): (campaignId: number) => NewDue[] {
  const days = new Set<string>()
  for (let day = fromDay < today ? today : fromDay; day <= untilDay; day = addDays(day, 1))
    if (endsWeek(day)) days.add(day)
  days.add(nextWorkingDay(untilDay))
  return (campaignId) =>
    [...days].map((day) => ({
      kind: 'campaign_week',
      subject: `campaign:${campaignId}`,
      occasion: day,
      day,
      time: hour,
      goodUntil: atLocal(addDays(day, goodForDays), '20:00'),
      what: { campaignId },
    }))
}

/** A working day after which the week (Monday to Sunday) has no other. */
function endsWeek(day: string): boolean {
  if (!isWorkingDay(day)) return false
  for (let next = addDays(day, 1); weekday(next) !== 1; next = addDays(next, 1))
    if (isWorkingDay(next)) return false
  return true
}

/** On the week's last working day at 16:30: how far the campaign came, to each for their own grids. */
export const campaignWeek: DueKind = {
  kind: 'campaign_week',
  missed: 'dropped three days later',
  async raise(desk, due) {
    const campaign = await campaignById(desk.db, Number(due.what?.campaignId))
    if (!campaign || campaign.endedAt) return { drop: 'the campaign was ended' }
    const now = desk.clock.now()
    if (inQuietHours(now)) return { later: endOfQuietHours(now) }
    return { changes: [], posts: await linesOf(desk, campaign, localDate(due.dueAt)) }
  },
}

async function linesOf(desk: Desk, campaign: Campaign, day: string): Promise<Post[]> {
  const told = desk.registry
    .colleagues()
    .filter((staff) =>
      staff.roles.some(
        ({ role, standingFor }) => (role === 'chief' || role === 'grid_worker') && standingFor === undefined,
      ),
    )
  const posts: Post[] = []
  for (const staff of told) {
    const grids = gridsFor(desk, staff, campaign.areaId)
    if (grids.length === 0) continue
    const monday = addDays(day, -((weekday(day) + 6) % 7))
    const since = monday > campaign.fromDay ? monday : campaign.fromDay
    const until = day < campaign.untilDay ? day : campaign.untilDay
    const week = await coverageOf(desk, { fromDay: since, untilDay: until }, grids)
    const sofar = await coverageOf(desk, { fromDay: campaign.fromDay, untilDay: until }, grids)
    posts.push(
      ...toStaff(desk, staff.personId, weekCard(campaign, week, sofar, day >= campaign.untilDay), {
        key: `campaign:${campaign.id}:${day}`,
        about: 'reminder',
        priority: priorities.reminder,
      }),
    )
  }
  return posts
}
