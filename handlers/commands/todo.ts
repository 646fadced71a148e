import { visitsOwedBy } from '../../db/follow-ups.ts'
import { openMatters } from '../../db/matters.ts'
import type { Matter } from '../../matters/matter.ts'
import { isOpen } from '../../matters/moves.ts'
import { may, type Staff } from '../../matters/roles.ts'
import { categoryOf } from '../../matters/taxonomy.ts'
import { mayDo, maySee } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import { answer, type Desk } from '../desk.ts'
import { matterLine } from '../replies/matter-card.ts'
import { show } from '../show.ts'
import type { Verb } from './verb.ts'

export const todo: Verb = {
  name: '待办',
  aliases: ['todo'],
  args: '[今天/超期]',
  help: '我要办的事、要回访的人家',
  where: 'direct',
  who: ['grid_worker', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'zz_center', 'inspector'],
  async run({ message, desk, asker, words }) {
    const { staff } = asker
    if (!staff) return { changes: [], posts: [] }
    const now = desk.clock.now()
    const mine = (await openMatters(desk.db, areasOf(staff, desk))).filter((matter) =>
      concerns(matter, staff, desk),
    )
    const wanted = mine.filter((matter) => fits(matter, words[0], now)).sort(byUrgency)
    const lines: string[] = []
    for (const matter of wanted.slice(0, 15)) {
      const seen = await show(desk, { as: 'staff', staff }, matter)
      if (seen) lines.push(matterLine(seen))
    }
    if (wanted.length > 15) lines.push(`……还有 ${wanted.length - 15} 件`)
    const visits = await visitsOwedBy(desk.db, staff.personId, new Date(now.getTime() + 7 * 24 * 3_600_000))
    const visitLines = visits.map(
      ({ followUp, number, category }) =>
        `${number}|${categoryOf(category).zh}|第${followUp.day}天回访|${dayWords(followUp.dueAt)}${followUp.dueAt < now ? '|已到期' : ''}`,
    )
    const first = wanted[0]
    return {
      changes: [],
      posts: [
        answer(message, {
          tone: 'plain',
          title: `待办 ${wanted.length} 件,7天内回访 ${visits.length} 次`,
          lines: [
            ...(lines.length > 0 ? lines : ['没有待办。']),
            ...(visitLines.length > 0 ? ['回访:', ...visitLines] : []),
          ],
          actions: first ? [{ label: `看 ${first.number}`, command: `/看 ${first.number}` }] : [],
        }),
      ],
    }
  },
}

function areasOf(staff: Staff, desk: Desk): string[] {
  const { areas } = desk.registry
  return areas
    .all()
    .flatMap((area) => (staff.roles.some((held) => areas.within(area.id, held.areaId)) ? [area.id] : []))
}

/** One's own matters, and for those who assign also what nobody has yet. */
function concerns(matter: Matter, staff: Staff, desk: Desk): boolean {
  if (!isOpen(matter.state) || !maySee(staff, matter, desk.registry.areas)) return false
  if (matter.leadId === staff.personId) return true
  if (matter.leadId !== null) return false
  const { areas } = desk.registry
  if (mayDo(staff, 'assign', matter, areas)) return true
  return matter.leadDepartment === 'grid_worker' && may(staff, 'take', matter.areaId, areas)
}

function fits(matter: Matter, filter: string | undefined, now: Date): boolean {
  if (filter === '超期') return matter.dueAt !== null && matter.dueAt < now
  if (filter === '今天')
    return matter.dueAt !== null && matter.dueAt.getTime() < now.getTime() + 24 * 3_600_000
  return true
}

const rank = { red: 0, yellow: 1, blue: 2 } as const

function byUrgency(a: Matter, b: Matter): number {
  const standing = (matter: Matter) => (matter.urgency === 'emergency' && !matter.emergencyLiftedAt ? 0 : 1)
  const colour = (matter: Matter) => (matter.colour ? rank[matter.colour] : 3)
  return standing(a) - standing(b) || colour(a) - colour(b) || Number(a.dueAt) - Number(b.dueAt)
}
