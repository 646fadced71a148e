import type { State } from './moves.ts'
import type { Facts, PlaceReading, TimeReading } from './reading.ts'
import type { CategoryId, Colour, DepartmentId, Kind, Privacy, RuleId, Urgency } from './taxonomy.ts'

/** A matter as it is remembered, sealed parts excepted. Take it to people only through `view`. */
export interface Matter {
  id: number
  number: string
  kind: Kind
  category: CategoryId
  colour: Colour | null
  colourRules: RuleId[]
  urgency: Urgency
  privacy: Privacy
  summary: string
  areaId: string
  place: PlaceReading | null
  needsClarify: boolean
  occurred: TimeReading | null
  facts: Facts
  leadDepartment: DepartmentId
  co: DepartmentId[]
  leadId: number | null
  state: State
  outcome: string | null
  satisfaction: number | null
  dueAt: Date | null
  groupId: number | null
  emergencyLiftedAt: Date | null
  openedAt: Date
  version: number
}

/** Spans in which a matter of that colour has to be resolved, in days (defaults of B9). */
export const resolveDays: Record<Colour, number> = { red: 15, yellow: 7, blue: 3 }
