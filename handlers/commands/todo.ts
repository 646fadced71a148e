import { decisionsOwedBy } from '../../db/decisions.ts'
import { visitsOwedBy } from '../../db/follow-ups.ts'
import { openMatters } from '../../db/matters.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Action } from '../../matters/message.ts'
import { isOrStandsFor, type Staff } from '../../matters/roles.ts'
import { mayDo, maySee } from '../../matters/view.ts'
import { localDate } from '../../matters/working-time.ts'
import { areasOf, concerns } from '../concerns.ts'
import { answer, type Desk } from '../desk.ts'
import { decisionLines } from '../meetings/decision-lines.ts'
import { matterLine } from '../replies/matter-card.ts'
import { todoCard, visitLine } from '../replies/todo.ts'
import { showInList } from '../show.ts'
import type { Verb } from './verb.ts'

const dayMs = 24 * 3_600_000
/** More than this in one card is not read. */
const shown = 15

type Filter = 'today' | 'late' | 'unclaimed' | null

export const todo: Verb = {
  name: '待办',
  aliases: ['todo'],
  args: '[今天/超期/未接]',
  help: '我要办的事、要回访的人家;未接是还没人领的',
  where: 'direct',
  who: [
    'grid_worker',
    'grid_head',
    'auxiliary_grid',
    'officer',
    'duty_desk',
    'chief',
    'deputy_chief',
    'zz_center',
    'inspector',
    'volunteer',
  ],
  async run({ message, desk, asker, words }) {
    const { staff } = asker
    if (!staff) return { changes: [], posts: [] }
    const now = desk.clock.now()
    const filter = filterOf(words)
    const all = await openMatters(desk.db, areasOf(staff, desk))
    const wanted = all
      .filter((matter) =>
        filter === 'unclaimed' ? waits(matter, staff, desk) : concerns(matter, staff, desk),
      )
      .filter((matter) => fits(matter, filter, now))
      .sort(byUrgency)
    const lines: string[] = []
    for (const matter of wanted.slice(0, shown)) {
      const seen = await showInList(desk, { as: 'staff', staff }, matter)
      if (seen) lines.push(matterLine(seen))
    }
    if (wanted.length > shown) lines.push(`……还有 ${wanted.length - shown} 件`)
    const within = { today: 1, late: 0, unclaimed: 0, none: 7 }[filter ?? 'none']
    const owed =
      filter === 'unclaimed'
        ? []
        : await visitsOwedBy(desk.db, staff.personId, new Date(now.getTime() + within * dayMs))
    const visits = owed.map((visit) => visitLine(visit, now))
    const decisions = filter === 'unclaimed' ? [] : await decisionsOwed(desk, staff, filter)
    return {
      changes: [],
      posts: [
        answer(
          message,
          todoCard({
            filter,
            matters: wanted.length,
            lines,
            visits,
            decisions,
            actions: actions(wanted[0], filter),
          }),
        ),
      ],
    }
  },
}

/** What meetings gave this colleague to do. */
async function decisionsOwed(desk: Desk, staff: Staff, filter: Filter): Promise<string[]> {
  const today = localDate(desk.clock.now())
  const owed = (await decisionsOwedBy(desk.db, [staff.personId, ...(staff.standsInFor ?? [])])).filter(
    ({ dueOn }) => (filter === 'late' ? dueOn < today : filter === 'today' ? dueOn <= today : true),
  )
  return await decisionLines(desk, owed, { as: 'staff', staff })
}

function filterOf(words: string[]): Filter {
  const said = words.join('').normalize('NFKC')
  if (/未接|没接|没人接|待接|无人接/u.test(said)) return 'unclaimed'
  if (/超期|逾期|过期|超时/u.test(said)) return 'late'
  return /今天|今日|当天/u.test(said) ? 'today' : null
}

function actions(first: Matter | undefined, filter: Filter): Action[] {
  if (!first) return []
  const see = { label: `看 ${first.number}`, command: `/看 ${first.number}` }
  return filter === 'unclaimed'
    ? [{ label: `接单 ${first.number}`, command: `/接单 ${first.number}` }, see]
    : [see]
}

/** Nobody leads it and this colleague may, or it was given to somebody who has not taken it and they assign. */
function waits(matter: Matter, staff: Staff, desk: Desk): boolean {
  const { areas } = desk.registry
  if (!['new', 'studied', 'assigned'].includes(matter.state) || !maySee(staff, matter, areas)) return false
  if (matter.leadId === null)
    return mayDo(staff, 'take', matter, areas) || mayDo(staff, 'assign', matter, areas)
  return isOrStandsFor(staff, matter.leadId) || mayDo(staff, 'assign', matter, areas)
}

function fits(matter: Matter, filter: Filter, now: Date): boolean {
  if (filter === 'late') return matter.dueAt !== null && matter.dueAt < now
  if (filter === 'today') return matter.dueAt !== null && matter.dueAt.getTime() < now.getTime() + dayMs
  return true
}

const rank = { red: 0, yellow: 1, blue: 2 } as const

function byUrgency(a: Matter, b: Matter): number {
  const standing = (matter: Matter) => (matter.urgency === 'emergency' && !matter.emergencyLiftedAt ? 0 : 1)
  const colour = (matter: Matter) => (matter.colour ? rank[matter.colour] : 3)
  return standing(a) - standing(b) || colour(a) - colour(b) || Number(a.dueAt) - Number(b.dueAt)
}
