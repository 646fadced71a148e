import type { Areas } from './areas.ts'
import type { Matter } from './matter.ts'
import { stateName } from './moves.ts'
import { placeWords } from './place.ts'
import { type Concerning, inspects, isOrStandsFor, mayWith, type Right, type Staff } from './roles.ts'
import { type Colour, categoryOf, colourNames, departmentNames, urgencyNames } from './taxonomy.ts'

/** Who looks. Exactly one of: somebody who works here, somebody who reported it, or a whole group. */
export type Viewer = { as: 'staff'; staff: Staff } | { as: 'reporter' } | { as: 'group'; type: string }

/** A matter as one viewer may see it: the only thing that texts, cards, pages and exports may take. */
export interface MatterView {
  id: number
  number: string
  title: string
  kind: string
  colour: Colour | null
  colourName: string
  colourRules: string[]
  urgency: string
  state: string
  /** As exact as the viewer may know it. */
  place: string
  when: string
  summary: string
  parties: { role: string; label: string }[]
  lead: string
  department: string
  dueAt: Date | null
  emergency: boolean
  /** True where this view shows what others may not see: reading it is an audit event. */
  confidential: boolean
  /** Whether notes of those who handle it may be shown. */
  notes: boolean
}

export interface Surroundings {
  areas: Areas
  /** Name of the lead, where there is one. */
  leadName: string | null
  parties: { role: string; label: string }[]
}

/**
 * What this viewer may know of this matter, or null when not even that it exists. Confidential matters (tips,
 * family, minors, care) are seen by their lead and by officers, duty desk and chief of the area; others of the area
 * get nothing. A room is shown to handlers only; a group gets at most the building, of a confidential matter nothing.
 */
export function view(viewer: Viewer, matter: Matter, around: Surroundings): MatterView | null {
  // Several may stand behind one matter: none of them is shown another's door.
  if (viewer.as === 'reporter') return shaped(matter, around, { precision: 'building', parties: false })
  if (viewer.as === 'group') {
    if (matter.privacy === 'confidential') return null
    const seen = shaped(matter, around, { precision: 'building', parties: false })
    // A summary tells sums and needs; a group learns what and where, and nothing else (rule P-1).
    return { ...seen, summary: `${seen.place}:${seen.title.replace(/\(.*\)/, '')}` }
  }
  if (!maySee(viewer.staff, matter, around.areas)) return null
  // Who was called in gets what and where (to the building); door and parties stay with those who lead and supervise.
  const handles =
    isOrStandsFor(viewer.staff, matter.leadId) || mayDo(viewer.staff, 'seeDoor', matter, around.areas)
  return shaped(matter, around, { precision: handles ? 'room' : 'building', parties: handles })
}

/** The complaint kind that the police must not see. */
const aboutPolice = 'feedback.police_complaint'

type Judged = Concerning & Pick<Matter, 'category' | 'privacy'>

/** May this person do that with this matter? Complaints about police are the inspector's alone. */
export function mayDo(staff: Staff, right: Right, matter: Judged, areas: Areas): boolean {
  return maySee(staff, matter, areas) && (isAboutPolice(matter) || mayWith(staff, right, matter, areas))
}

/** May this person know of the matter at all? */
export function maySee(staff: Staff, matter: Judged, areas: Areas): boolean {
  // To the inspector only (rule K-7): the officer complained about and the whole chain above see nothing.
  if (isAboutPolice(matter)) return inspects(staff, matter.areaId, areas)
  if (!mayWith(staff, 'see', matter, areas)) return false
  if (matter.privacy !== 'confidential') return true
  return helps(staff, matter) || mayWith(staff, 'seeConfidential', matter, areas)
}

/** A complaint about police, which is the inspector's alone (rule K-7). */
export function isAboutPolice(matter: Pick<Matter, 'category'>): boolean {
  return matter.category === aboutPolice
}

/** A child in need or danger: the least is shown, and the chief hears of it at once. */
export function isOfMinor(category: string): boolean {
  return category.startsWith('care.minor_')
}

/** Leads it, helps with it, or answers for a department that was called in for it. */
export function helps(staff: Staff, matter: Concerning): boolean {
  return (
    isOrStandsFor(staff, matter.leadId) ||
    isOrStandsFor(staff, matter.partnerId) ||
    staff.roles.some((held) => typeof held.department === 'string' && matter.called.includes(held.department))
  )
}

function shaped(
  matter: Matter,
  around: Surroundings,
  shown: { precision: 'building' | 'room'; parties: boolean },
): MatterView {
  return {
    id: matter.id,
    number: matter.number,
    title: categoryOf(matter.category).zh,
    kind: matter.kind,
    colour: matter.colour,
    colourName: matter.colour ? colourNames[matter.colour] : '—',
    colourRules: matter.colourRules,
    urgency: urgencyNames[matter.urgency],
    state: stateName(matter.state),
    place: matter.place ? placeWords(matter.place, { precision: shown.precision }) : '地点待补',
    when: matter.occurred?.text ?? '',
    summary: matter.summary,
    parties: shown.parties ? around.parties : [],
    lead: around.leadName ?? '待交办',
    department: departmentNames[matter.leadDepartment] ?? matter.leadDepartment,
    dueAt: matter.dueAt,
    emergency: matter.urgency === 'emergency' && !matter.emergencyLiftedAt,
    confidential: matter.privacy === 'confidential',
    notes: shown.parties,
  }
}
