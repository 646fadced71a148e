import { lateVisitsIn, visitsOwedBy } from '../../db/follow-ups.ts'
import { saying, type Write } from '../../db/write.ts'
import { mayDo } from '../../matters/view.ts'
import { whisper } from '../desk.ts'
import { visitLine } from '../replies/todo.ts'
import { visitListCard } from '../replies/visit.ts'
import type { Call } from './verb.ts'

const dayMs = 24 * 3_600_000
const shown = 12

export function asksForList(words: readonly string[]): boolean {
  return /^(?:列表|清单|list)$/u.test(words[0] ?? '')
}

/** Visits one owes in the next two weeks, and late ones of one's area that could be taken over. */
export async function listVisits({ desk, asker, message }: Call): Promise<Write> {
  const { staff } = asker
  if (!staff) return saying()
  const { areas } = desk.registry
  const now = desk.clock.now()
  const own = await visitsOwedBy(desk.db, staff.personId, new Date(now.getTime() + 14 * dayMs))
  const within = areas
    .all()
    .filter((area) => staff.roles.some((held) => areas.within(area.id, held.areaId)))
    .map(({ id }) => id)
  const late = (await lateVisitsIn(desk.db, within, now, staff.personId)).filter(({ matter }) =>
    mayDo(staff, 'visit', matter, areas),
  )
  const lines = late
    .slice(0, shown)
    .map(({ followUp, matter: { number, category } }) => visitLine({ followUp, number, category }, now))
  const actions = [
    ...own.slice(0, 2).map(({ number }) => ({ label: `看 ${number}`, command: `/看 ${number}` })),
    ...late
      .slice(0, 2)
      .map(({ matter }) => ({ label: `接手 ${matter.number}`, command: `/回访 ${matter.number} 接手` })),
  ]
  const card = visitListCard({
    own: own.slice(0, shown).map((one) => visitLine(one, now)),
    late: lines,
    actions,
  })
  return saying(whisper(message, card))
}
