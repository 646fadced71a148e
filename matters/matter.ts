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
  /** Who set the colour; null: the rules did. */
  colourSetBy: number | null
  colourReason: string | null
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
  /** Departments called in: by 交办, 吹哨, 会诊, 转办. Only they see it beside those of its area. */
  called: DepartmentId[]
  /** 搭档: may log, may not close. */
  partnerId: number | null
  /** Who settles it: grid | police_grid | street | district. */
  level: Level
  /** small (police) | middle (political-legal) | large (party and government). */
  loop: Loop
  state: State
  /** Held before a merge. */
  stateBefore: State | null
  /** How often it was opened again. */
  reopened: number
  mediationRefused: boolean
  /** Its number at another desk (12345). */
  externalNumber: string | null
  outcome: string | null
  satisfaction: number | null
  dueAt: Date | null
  groupId: number | null
  emergencyLiftedAt: Date | null
  openedAt: Date
  version: number
}

export const levels = ['grid', 'police_grid', 'street', 'district'] as const
export type Level = (typeof levels)[number]
export const levelNames: Record<Level, string> = {
  grid: '网格',
  police_grid: '警格',
  street: '街道',
  district: '区',
}
export const loops = ['small', 'middle', 'large'] as const
export type Loop = (typeof loops)[number]
export const loopNames: Record<Loop, string> = {
  small: '公安小闭环',
  middle: '政法中闭环',
  large: '党政大闭环',
}

type FreshKey =
  | 'colourSetBy'
  | 'colourReason'
  | 'called'
  | 'partnerId'
  | 'level'
  | 'loop'
  | 'stateBefore'
  | 'reopened'
  | 'mediationRefused'
  | 'externalNumber'
  | 'satisfaction'
  | 'emergencyLiftedAt'
  | 'version'

/** What a matter just opened has of these. */
export const fresh: Pick<Matter, FreshKey> = {
  colourSetBy: null,
  colourReason: null,
  called: [],
  partnerId: null,
  level: 'grid',
  loop: 'small',
  stateBefore: null,
  reopened: 0,
  mediationRefused: false,
  externalNumber: null,
  satisfaction: null,
  emergencyLiftedAt: null,
  version: 1,
}
