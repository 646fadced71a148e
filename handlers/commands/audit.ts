import { auditCounts, auditTrail } from '../../db/audit-trail.ts'
import { brokenChain } from '../../db/chain.ts'
import { record } from '../../db/events.ts'
import { rolesOf } from '../../matters/roles.ts'
import { whisper } from '../desk.ts'
import { readTimes } from '../read/time.ts'
import { auditCard } from '../replies/audit.ts'
import type { Verb } from './verb.ts'

const day = 24 * 3_600_000
/** What an inspector looks for: who looked, who was refused, who asked for an identity. */
const shown = ['read', 'refused', 'unseal_asked', 'unsealed', 'unseal_refused', 'recoloured', 'lifted']

export const audit: Verb = {
  name: '审计',
  aliases: ['audit'],
  args: '[时段]',
  arguments: [{ label: '时段', type: 'text', optional: true }],
  help: '看谁查看过什么、谁被拒绝,日志链是否完整',
  where: 'direct',
  who: rolesOf('audit'),
  async run({ desk, message, asker, rest }) {
    const { staff } = asker
    if (!staff) return { changes: [], posts: [] }
    const now = desk.clock.now()
    const [time] = readTimes(rest, now)
    const from = new Date(time?.from ?? time?.at ?? now.getTime() - 7 * day)
    const to = new Date(time?.to ?? (time?.at ? new Date(time.at).getTime() + day : now))
    const held = staff.roles.filter(({ role }) => rolesOf('audit').includes(role))
    const { areas } = desk.registry
    const areaIds = areas
      .all()
      .flatMap(({ id }) => (held.some((one) => areas.within(id, one.areaId)) ? [id] : []))
    const period = { from, to, areaIds }
    const [counts, trail, broken] = await Promise.all([
      auditCounts(desk.db, period),
      auditTrail(desk.db, period, shown, 20),
      brokenChain(desk.db),
    ])
    const named = trail.map(({ actorId, ...event }) => ({
      ...event,
      who: (actorId !== null && desk.registry.staff(actorId)?.name) || '居民或机器人',
    }))
    return {
      changes: [record({ matterId: null, at: now, actorId: staff.personId, kind: 'audited' })],
      posts: [whisper(message, auditCard({ from, to, counts, trail: named, broken }))],
    }
  },
}
