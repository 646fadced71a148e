import { may, type Staff } from '../../matters/roles.ts'
import type { Desk } from '../desk.ts'

/**
 * The community (or street) for which this colleague arranges: the one that is named among the words, else their own, the
 * smallest first. Undefined: there is none.
 */
export function ownAreas(desk: Desk, staff: Staff, words: string[]): { areaId?: string; rest: string[] } {
  const { areas } = desk.registry
  const able = areas
    .all()
    .filter(({ kind, id }) => kind !== 'grid' && may(staff, 'arrangeMeeting', id, areas))
  const at = words.findIndex((word) =>
    able.some(({ name }) => name === word || name.replace(/社区|街道/u, '') === word),
  )
  const named = able.find(({ name }) => name === words[at] || name.replace(/社区|街道/u, '') === words[at])
  const own = able.find(({ id }) => staff.roles.some(({ areaId }) => areaId === id))
  const areaId = (named ?? own ?? able[0])?.id
  return { ...(areaId && { areaId }), rest: named ? words.filter((_, index) => index !== at) : words }
}
