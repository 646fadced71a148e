import type { NewMatter } from '../db/matters.ts'
import { saying, type Write } from '../db/write.ts'
import { fresh, type Matter } from '../matters/matter.ts'
import { type Action, priorities } from '../matters/message.ts'
import { holds, may, type Staff } from '../matters/roles.ts'
import { isOfMinor, maySee } from '../matters/view.ts'
import { endOfQuietHours, inQuietHours } from '../matters/working-time.ts'
import { type Desk, toStaff } from './desk.ts'
import { adviceOn } from './replies/advice.ts'
import { matterCard } from './replies/matter-card.ts'
import { showFresh } from './show.ts'

/** Tells those who will deal with a new matter: the community's officers, and the grid worker where it is theirs. */
export async function tellOfficers(
  desk: Desk,
  matter: NewMatter,
  parties: { role: string; label: string }[],
): Promise<Write> {
  const now = desk.clock.now()
  // Blue ones wait for the morning; nobody is woken for a noisy chair.
  const waits = (matter.colour === 'blue' || matter.colour === null) && inQuietHours(now)
  const posts = concerned(desk, matter).flatMap((staff) => {
    const seen = showFresh(desk, { as: 'staff', staff }, matter, parties)
    if (!seen) return []
    return toStaff(
      desk,
      staff.personId,
      matterCard(
        seen,
        [...firstSteps(desk, matter, staff), ...studies(desk, matter, staff)],
        ['新事项,请安排。', ...adviceOn(matter.category)],
      ),
      {
        key: `new:${matter.id}`,
        about: 'matter',
        priority: priorities.answer,
        matterId: matter.id,
        matterVersion: 1,
        notBefore: waits ? endOfQuietHours(now) : undefined,
      },
    )
  })
  return saying(...posts)
}

/** A matter that turned out to be a complaint about police goes to its inspectors, who know nothing of it yet (rule K-7). */
export async function tellInspectors(desk: Desk, matter: Matter): Promise<Write> {
  if (matter.leadDepartment !== 'police_inspection') return saying()
  return await tellOfficers(desk, { ...matter, foundBy: '', source: '' }, [])
}

/** Who deals with a matter that nobody leads yet. */
export function concerned(desk: Desk, matter: Omit<Matter, keyof typeof fresh>): Staff[] {
  const { areas } = desk.registry
  const everyone = desk.registry.colleagues()
  if (matter.leadDepartment === 'police_inspection')
    return everyone.filter((staff) => maySee(staff, { ...fresh, ...matter }, areas))
  const officers = everyone.filter(
    (staff) => holds(staff, 'officer') && may(staff, 'assign', matter.areaId, areas),
  )
  const workers = everyone.filter(
    (staff) => holds(staff, 'grid_worker') && may(staff, 'take', matter.areaId, areas),
  )
  const told =
    matter.leadDepartment === 'grid_worker'
      ? [...workers, ...officers.filter((officer) => !workers.includes(officer))]
      : officers
  // Whatever cannot wait reaches the command room as well (requirement A050).
  const copied =
    matter.urgency === 'normal'
      ? []
      : everyone.filter((staff) => holds(staff, 'duty_desk') && may(staff, 'assign', matter.areaId, areas))
  const chiefs = chiefHearsOf(matter) ? everyone.filter((staff) => isChief(staff, matter.areaId, desk)) : []
  // Told in private without saying where: it lies with the station until somebody knows.
  return told.length > 0
    ? [...new Set([...told, ...copied, ...chiefs])]
    : everyone.filter((staff) => may(staff, 'assign', matter.areaId, areas))
}

/** A child in need is reported to the chief at once (requirement A185); of what is red the ladder tells anyway. */
function chiefHearsOf(matter: { category: string; colour: string | null }): boolean {
  return isOfMinor(matter.category) && matter.colour !== 'red'
}

function isChief(staff: Staff, areaId: string, { registry }: Desk): boolean {
  return holds(staff, 'chief') && may(staff, 'assign', areaId, registry.areas)
}

/** Who may confirm what the reader proposed does it with one button. */
function studies(desk: Desk, matter: NewMatter, staff: Staff): Action[] {
  return may(staff, 'study', matter.areaId, desk.registry.areas)
    ? [{ label: '研判', command: `/研判 ${matter.number}` }]
    : []
}

/** The buttons under a new matter: take it oneself, or hand it to the grid worker of the place. */
export function firstSteps(desk: Desk, matter: Pick<NewMatter, 'areaId' | 'number'>, staff: Staff): Action[] {
  const { areas } = desk.registry
  const worker = desk.registry
    .colleagues()
    .find((one) => holds(one, 'grid_worker') && may(one, 'take', matter.areaId, areas))
  const steps: Action[] = [{ label: '接单', command: `/接单 ${matter.number}` }]
  if (worker && worker.personId !== staff.personId && may(staff, 'assign', matter.areaId, areas)) {
    steps.push({ label: `交办 ${worker.name}`, command: `/交办 ${matter.number} ${worker.name}` })
  }
  steps.push({ label: '看详情', command: `/看 ${matter.number}` })
  return steps
}
