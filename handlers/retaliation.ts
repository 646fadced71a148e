import { openMatters } from '../db/matters.ts'
import { type Change, nothing, type Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import { type HeardMessage, type Post, priorities } from '../matters/message.ts'
import { isOpen } from '../matters/moves.ts'
import { may } from '../matters/roles.ts'
import { type Desk, toStaff } from './desk.ts'
import { areaOfGroup, neighbourhood, rootArea } from './locate.ts'
import { move } from './move.ts'
import { retaliationCard } from './replies/never-said.ts'
import { show } from './show.ts'

const threat =
  /弄死|整死|打死|砍死|打断|收拾|报复|等着瞧|走着瞧|让(?:他|她|你)好看|不(?:会)?放过|没完|饶不了|灭了?(?:他|她|你)|算账|别(?:让|给)我(?:查|逮|知道|抓|揪)|(?:查|逮|抓|揪)(?:着|到|出来)|有种/u

/** Does who asks for the giver threaten them? */
export function threatensGiver(words: string): boolean {
  return threat.test(words)
}

/**
 * Signs of revenge beside a matter (rules K-5, R8): it turns red, is supervised from then on, and the duty desk is told.
 * A matter that is red for it already is left alone; the desk hears of each occasion once.
 */
export async function raiseForRetaliation(desk: Desk, matter: Matter, occasion: string): Promise<Write> {
  if (!isOpen(matter.state)) return nothing
  const raised = matter.colourRules.includes(rule) ? null : raise(desk, matter)
  const posts: Post[] = []
  for (const staff of onDuty(desk, matter.areaId)) {
    const seen = await show(desk, { as: 'staff', staff }, raised?.fresh ?? matter)
    if (seen)
      posts.push(...toStaff(desk, staff.personId, retaliationCard(seen, ''), page(occasion, matter.id)))
  }
  return { changes: raised?.changes ?? [], posts }
}

const rule = 'R8'

function raise(desk: Desk, matter: Matter): { fresh: Matter; changes: Change[] } | null {
  return move(desk, matter, null, {
    set: { colour: 'red', colourRules: [...matter.colourRules.filter((one) => one !== 'B0'), rule] },
    notes: [{ kind: 'threatened', values: { rule } }],
  })
}

/**
 * Somebody asked the bot for the giver and threatened: of what stands open around this group the tips and disputes that
 * it may be about are raised where there is only one; else the desk is told where it was said.
 */
export async function alertByThreat(message: HeardMessage, desk: Desk): Promise<Write> {
  const group =
    message.chat.kind === 'group' ? desk.registry.group(message.platform, message.chat.id) : undefined
  const areaId = areaOfGroup(group, desk.registry) ?? rootArea(desk.registry)
  const occasion = `${message.platform}:${message.messageId}`
  const open = group ? await openMatters(desk.db, neighbourhood(areaId, desk.registry)) : []
  const causes = open.filter(({ kind }) => kind === 'tip' || kind === 'dispute')
  const [only] = causes
  if (only && causes.length === 1) return await raiseForRetaliation(desk, only, occasion)
  const where = group?.name ?? '私聊'
  const posts = onDuty(desk, areaId).flatMap((staff) =>
    toStaff(desk, staff.personId, retaliationCard(null, where), page(occasion)),
  )
  return { changes: [], posts }
}

function page(occasion: string, matterId?: number) {
  return { key: `retaliation:${occasion}`, about: 'page', priority: priorities.emergency, matterId } as const
}

function onDuty(desk: Desk, areaId: string) {
  return desk.registry
    .colleagues()
    .filter((staff) => may(staff, 'liftEmergency', areaId, desk.registry.areas))
}
