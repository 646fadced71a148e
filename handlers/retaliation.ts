import { openMatters } from '../db/matters.ts'
import type { Write } from '../db/write.ts'
import { type HeardMessage, priorities } from '../matters/message.ts'
import { may } from '../matters/roles.ts'
import { alertRevenge } from './alert-revenge.ts'
import { type Desk, toStaff } from './desk.ts'
import { areaOfGroup, neighbourhood, rootArea } from './locate.ts'
import { retaliationCard } from './replies/never-said.ts'

const threat =
  /弄死|整死|打死|砍死|打断|收拾|报复|等着瞧|走着瞧|让(?:他|她|你)好看|不(?:会)?放过|没完|饶不了|灭了?(?:他|她|你)|算账|别(?:让|给)我(?:查|逮|知道|抓|揪)|(?:查|逮|抓|揪)(?:着|到|出来)|有种/u

/** Does who asks for the giver threaten them? */
export function threatensGiver(words: string): boolean {
  return threat.test(words)
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
  const raised = only && causes.length === 1 ? await alertRevenge(desk, only.id) : undefined
  if (raised && raised.posts.length > 0) return raised
  const where = group?.name ?? '私聊'
  const posts = onDuty(desk, areaId).flatMap((staff) =>
    toStaff(desk, staff.personId, retaliationCard(where), page(occasion)),
  )
  return { changes: [], posts }
}

function page(occasion: string) {
  return { key: `retaliation:${occasion}`, about: 'page', priority: priorities.emergency } as const
}

function onDuty(desk: Desk, areaId: string) {
  return desk.registry
    .colleagues()
    .filter((staff) => may(staff, 'liftEmergency', areaId, desk.registry.areas))
}
