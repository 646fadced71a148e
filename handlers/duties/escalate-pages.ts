import { record } from '../../db/events.ts'
import { escalate, unansweredEmergencies } from '../../db/matters.ts'
import { priorities } from '../../matters/message.ts'
import { may } from '../../matters/roles.ts'
import { type Desk, toStaff } from '../desk.ts'
import { dutyPage } from '../replies/emergency.ts'
import { show } from '../show.ts'
import type { Duty } from './duty.ts'

/** The duty desk answers within five minutes, or the chief and the officers are called (requirement A051). */
const answerMs = 5 * 60_000

export const escalatePages: Duty = {
  name: 'escalate pages',
  missed: 'always made up at once: an emergency nobody took is called out again as soon as somebody runs',
  async due(desk: Desk) {
    const now = desk.clock.now()
    const waiting = await unansweredEmergencies(desk.db, new Date(now.getTime() - answerMs))
    return await Promise.all(
      waiting.map(async (matter) => {
        const everyone = desk.registry.colleagues()
        const next = everyone.filter((staff) => may(staff, 'conclude', matter.areaId, desk.registry.areas))
        const posts = []
        for (const staff of next) {
          const seen = await show(desk, { as: 'staff', staff }, matter)
          if (!seen) continue
          const card = { ...dutyPage(seen), lines: ['值班室5分钟没有接单,请您马上接或联系值班室。'] }
          const key = `escalated:${matter.id}`
          posts.push(
            ...toStaff(desk, staff.personId, card, {
              key,
              about: 'page',
              priority: priorities.emergency,
              matterId: matter.id,
            }),
          )
        }
        const event = record({ matterId: matter.id, at: now, actorId: null, kind: 'escalated' })
        return { changes: [escalate(matter.id, now), event], posts }
      }),
    )
  },
}
