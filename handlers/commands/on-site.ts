import { record } from '../../db/events.ts'
import { beginStay, endStay, openStayOf, type Stay, staysOn } from '../../db/on-site.ts'
import { saying, type Write } from '../../db/write.ts'
import { holds, may, type Staff } from '../../matters/roles.ts'
import { addDays, atLocal, localDate } from '../../matters/working-time.ts'
import { type Desk, whisper } from '../desk.ts'
import { onSiteCard, onSiteList, onSiteTexts, type Sum } from '../replies/on-site.ts'
import { mondayOf } from './days-said.ts'
import type { Call, Verb } from './verb.ts'

/** When the evening ends what nobody ended. */
const closesAt = '21:50'

/** Hours in the community, as an officer says them (requirements A209, A210). Nobody is asked where. */
export const onSite: Verb = {
  name: '驻社区',
  aliases: ['onsite'],
  args: '[上/下 [时间]]',
  help: '记驻社区时间,只有自己和所长看得到',
  where: 'direct',
  who: ['officer', 'chief'],
  async run(call) {
    const { staff } = call.asker
    if (!staff) return saying()
    const [first = ''] = call.words
    if (/^(?:上|到|开始|上班)$/u.test(first)) return await began(call, staff)
    if (/^(?:下|结束|收工|下班)$/u.test(first)) return await ended(call, staff)
    return await looked(call, staff)
  },
}

async function began({ desk, message }: Call, staff: Staff): Promise<Write> {
  const now = desk.clock.now()
  const open = await openStayOf(desk.db, staff.personId)
  if (open) return saying(whisper(message, onSiteTexts.alreadyOn(open.startedAt), 'refusal'))
  const day = localDate(now)
  const closing = (id: number) => ({
    kind: 'stay_forgotten',
    subject: `stay:${id}`,
    occasion: day,
    // Who begins after the hour is asked at the next evening's.
    day: now < atLocal(day, closesAt) ? day : addDays(day, 1),
    time: closesAt,
    what: { stayId: id },
  })
  return {
    changes: [beginStay({ personId: staff.personId, day, startedAt: now }, closing)],
    posts: [whisper(message, onSiteTexts.on(now))],
  }
}

async function ended(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, words } = call
  const now = desk.clock.now()
  const today = localDate(now)
  const said = timeSaid(words[1], today)
  const own = await staysOn(desk.db, { fromDay: today, untilDay: today, personId: staff.personId })
  const forgotten = own.findLast((one) => one.endedBy === 'clock')
  const stay = (await openStayOf(desk.db, staff.personId)) ?? (said ? forgotten : undefined)
  if (!stay) return saying(whisper(message, onSiteTexts.notOn, 'refusal'))
  const at = said ?? now
  if (at < stay.startedAt || at > now) return saying(whisper(message, onSiteTexts.wrongTime, 'refusal'))
  const end = { at, by: 'self', now } as const
  const counted = own.filter((one) => one.id !== stay.id).concat({ ...stay, endedAt: at, endedBy: 'self' })
  const week = await weekOf(desk, staff.personId)
  const others = week.filter((one) => one.id !== stay.id && one.day !== today)
  return {
    changes: [endStay(stay, end)],
    posts: [whisper(message, onSiteCard(sumOf([...others, ...counted], now)))],
  }
}

/** 20:30, 20点半. Today's. */
export function timeSaid(word: string | undefined, today: string): Date | null {
  const [, hour = '', minute, half] =
    /^(\d{1,2})[:点时](\d{2})?(半)?/u.exec((word ?? '').normalize('NFKC')) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute ?? 0) > 59) return null
  return atLocal(today, `${hour.padStart(2, '0')}:${half ? '30' : (minute ?? '00')}`)
}

async function looked({ desk, message }: Call, staff: Staff): Promise<Write> {
  const now = desk.clock.now()
  const { areas } = desk.registry
  const led = staff.roles.some(({ areaId }) => may(staff, 'seeHours', areaId, areas))
  if (!led || holds(staff, 'officer'))
    return saying(whisper(message, onSiteCard(sumOf(await weekOf(desk, staff.personId), now))))
  const stays = await weekOf(desk)
  const officers = desk.registry
    .colleagues()
    .filter((one) =>
      one.roles.some((held) => held.role === 'officer' && may(staff, 'seeHours', held.areaId, areas)),
    )
  const rows = officers.map(({ personId, name }) => ({
    name,
    sum: sumOf(
      stays.filter((one) => one.personId === personId),
      now,
    ),
  }))
  const event = { matterId: null, at: now, actorId: staff.personId, kind: 'hours_read' }
  return { changes: [record(event)], posts: [whisper(message, onSiteList(rows))] }
}

async function weekOf(desk: Desk, personId?: number): Promise<Stay[]> {
  const today = localDate(desk.clock.now())
  return await staysOn(desk.db, { fromDay: mondayOf(today), untilDay: today, personId })
}

function sumOf(stays: readonly Stay[], now: Date): Sum {
  const today = localDate(now)
  const lasted = (one: Stay) => Math.max(0, (one.endedAt ?? now).getTime() - one.startedAt.getTime())
  const total = (some: readonly Stay[]) => some.reduce((sum, one) => sum + lasted(one), 0)
  return {
    todayMs: total(stays.filter((one) => one.day === today)),
    weekMs: total(stays),
    open: stays.find((one) => one.endedAt === null)?.startedAt ?? null,
    closedByClock: new Set(stays.filter((one) => one.endedBy === 'clock').map(({ day }) => day)).size,
  }
}
