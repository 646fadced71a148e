import { beginPatrol, endPatrol, openPatrolOf, type Patrol, patrolsOf } from '../../db/patrols.ts'
import { teamsWith } from '../../db/teams.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { grantsOf, rolesOf, type Staff } from '../../matters/roles.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { localDate } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { placesNamed } from '../place-named.ts'
import { categorise } from '../read/category.ts'
import { mask } from '../read/mask.ts'
import { patrolsCard, patrolTexts } from '../replies/patrol.ts'
import { patrolClosing } from '../rhythm/patrol-forgotten.ts'
import { memberHash } from '../team-hash.ts'
import { timeSaid } from './on-site.ts'
import type { Call, Verb } from './verb.ts'

/** Own patrols that are shown at once. */
const shown = 5

/** A patrol: how long and what was found; where somebody went is one line of their own (requirement A101). */
export const patrol: Verb = {
  name: '巡逻',
  aliases: ['patrol'],
  args: '开始 [路线] | 结束 [时间] [发现]',
  help: '记一次巡逻的时间和发现,不记轨迹;单发看最近的',
  where: 'anywhere',
  who: rolesOf('patrol'),
  async run(call) {
    const { desk, message, asker, words } = call
    const { staff } = asker
    if (!staff) return saying()
    const [first = ''] = words
    if (/^(?:开始|出发|上)$/u.test(first)) return await began(call, staff)
    if (/^(?:结束|完|完成|收工|下)$/u.test(first)) return await ended(call, staff)
    if (first !== '') return refused(call, patrolTexts.how)
    return saying(whisper(message, patrolsCard(await patrolsOf(desk.db, staff.personId, shown))))
  },
}

async function began(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, asker } = call
  const open = await openPatrolOf(desk.db, staff.personId)
  if (open) return refused(call, patrolTexts.alreadyOn(open.startedAt))
  const said = call.words.slice(1).join(' ')
  const route = said === '' ? null : mask(said)
  const now = desk.clock.now()
  const [team] = await teamsWith(desk.db, memberHash(desk.seal, asker.identity))
  const areaId = areaOf(call, staff, said)
  const row = { byId: staff.personId, areaId, teamId: team?.id ?? null, route, startedAt: now }
  return {
    changes: [beginPatrol(row, patrolClosing(now))],
    posts: [whisper(message, patrolTexts.on(now, route !== null && route !== said))],
  }
}

/** The grid of a place on the route where it lies in one's own area; else one's own area. */
function areaOf({ desk }: Call, staff: Staff, route: string): string {
  const able = grantsOf('patrol').map(({ role }) => role)
  const held = staff.roles.filter(({ role }) => able.includes(role))
  const passed = route.split(/\s+/u).flatMap((word) => placesNamed(word, desk.registry.places))
  const own = passed
    .flatMap(({ areaIds }) => areaIds)
    .find((id) => held.some(({ areaId }) => desk.registry.areas.within(id, areaId)))
  return own ?? held[0]?.areaId ?? ''
}

async function ended(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, words } = call
  const now = desk.clock.now()
  const said = timeSaid(words[1], localDate(now))
  const found = words.slice(said ? 2 : 1).join(' ')
  const walked =
    (await openPatrolOf(desk.db, staff.personId)) ?? (await forgotten(call, staff, said !== null))
  if (!walked) return refused(call, patrolTexts.notOn)
  const at = said ? lastTime(said, now) : now
  if (at < walked.startedAt || at > now) return refused(call, patrolTexts.wrongTime)
  const finding = found === '' || /^(?:无|没有|正常|一切正常)$/u.test(found) ? null : mask(found)
  const offered = finding === null ? null : offeredFor(finding)
  const card = patrolTexts.off(
    at.getTime() - walked.startedAt.getTime(),
    finding,
    finding !== null && finding !== found,
    offered,
  )
  return {
    changes: [endPatrol(walked, { at, by: 'self', finding, now })],
    posts: [whisper(message, card)],
  }
}

/** 23:30, said the next morning, is that of the night before. */
function lastTime(said: Date, now: Date): Date {
  return said > now ? new Date(said.getTime() - 24 * 3_600_000) : said
}

/** The last patrol, if the clock ended it within the last day: its time may be put right. */
async function forgotten({ desk }: Call, staff: Staff, timeIsSaid: boolean): Promise<Patrol | undefined> {
  const [last] = await patrolsOf(desk.db, staff.personId, 1)
  const recent = last && desk.clock.now().getTime() - last.startedAt.getTime() < 24 * 3_600_000
  return timeIsSaid && recent && last.endedBy === 'clock' ? last : undefined
}

/** What can be made of a finding with a button, so that it is not typed again. */
function offeredFor(finding: string): 'hazard' | 'alarm' | null {
  const { category } = categorise(finding)
  if (!category) return null
  const { kind, urgency } = categoryOf(category)
  return urgency === 'emergency' ? 'alarm' : kind === 'hazard' ? 'hazard' : null
}

function refused({ message }: Call, card: Card): Write {
  return saying(whisper(message, card, 'refusal'))
}
