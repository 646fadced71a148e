import { saying, type Write } from '../db/write.ts'
import { priorities } from '../matters/message.ts'
import { toStaff } from './desk.ts'
import { areaOfGroup, rootArea } from './locate.ts'
import { playedCard } from './replies/emergency.ts'
import type { Telling } from './telling.ts'
import { whoIsOnDuty } from './who-is-on-duty.ts'

const hourMs = 3_600_000

/**
 * Cries in a drill, a filming or a game raise nothing; who is on duty is told of them once an hour and group, since
 * nobody but a human can be sure.
 */
export async function tellOfPlay({ desk, message, group }: Telling): Promise<Write> {
  const areaId = areaOfGroup(group, desk.registry) ?? rootArea(desk.registry)
  const hour = Math.floor(Date.parse(message.at) / hourMs)
  const posts = (await whoIsOnDuty(desk, areaId)).flatMap((staff) =>
    toStaff(desk, staff.personId, playedCard(group?.name ?? '群'), {
      key: `played:${message.platform}:${message.chat.id}:${hour}`,
      about: 'reminder',
      priority: priorities.answer,
    }),
  )
  return saying(...posts)
}
