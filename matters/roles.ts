import type { Areas } from './areas.ts'
import type { Colour } from './taxonomy.ts'

/** Roles by area (requirements A3). One person may hold several; rights add up, each within its own area. */
export const roleNames = {
  volunteer: '志愿者',
  grid_worker: '网格员',
  grid_head: '网格长',
  auxiliary_grid: '辅警(兼职网格员)',
  officer: '社区民警',
  duty_desk: '综合指挥室(值班)',
  chief: '所长',
  deputy_chief: '副所长',
  brigade_chief: '治安大队大队长',
  bureau_chief: '分局副局长',
  zz_center: '综治中心',
  department: '部门联络员',
  mediator: '调解员/律师/专家',
  citizen_supervisor: '群众监督员',
  inspector: '督察',
  admin: '管理员',
  commissioner: '政法委员',
  liaison_leader: '包联干部',
} as const
export type Role = keyof typeof roleNames
export const roles = Object.keys(roleNames) as Role[]

export interface RoleAt {
  role: Role
  areaId: string
  /** The department this person answers for (role `department`, `mediator`). */
  department?: string | null
  /** Held for these days only, in the place of a colleague on leave. */
  standingFor?: number
}

/** Somebody who works here, with an identity that was bound by code. */
export interface Staff {
  personId: number
  name: string
  roles: RoleAt[]
  /** Colleagues on leave today whose matters are theirs to look after. */
  standsInFor?: readonly number[]
}

/** Is that this person, or somebody on leave for whom they stand in? */
export function isOrStandsFor(staff: Staff, personId: number | null): boolean {
  return personId !== null && (staff.personId === personId || (staff.standsInFor ?? []).includes(personId))
}

/**
 * A role that holds a right, and on which matters only: `lead` those one leads, `partner` those one helps with,
 * `called` those one's department was called in for (交办, 吹哨, 会诊, 转办), `blue` those that are blue or have no colour.
 */
export interface Grant {
  role: Role
  only?: readonly ('lead' | 'partner' | 'called' | 'blue')[]
}

const working = [
  'grid_worker',
  'grid_head',
  'auxiliary_grid',
  'officer',
  'duty_desk',
  'chief',
  'deputy_chief',
  'zz_center',
] as const
const called = [
  { role: 'department', only: ['called'] },
  { role: 'mediator', only: ['called'] },
] as const

/** What staff may do with a matter of their area. Where several conditions stand, one of them is enough. */
export const rights = {
  see: [...working, 'brigade_chief', 'bureau_chief', ...called, { role: 'volunteer', only: ['partner'] }],
  seeConfidential: ['officer', 'duty_desk', 'chief', 'deputy_chief', 'brigade_chief', 'bureau_chief'],
  seeDoor: ['officer', 'duty_desk', 'chief', 'deputy_chief'],
  find: [...working, 'brigade_chief', 'bureau_chief'],
  study: ['officer', 'duty_desk', 'chief', 'deputy_chief', 'zz_center'],
  raiseColour: [
    'grid_worker',
    'grid_head',
    'auxiliary_grid',
    'officer',
    'duty_desk',
    'chief',
    'deputy_chief',
    'zz_center',
  ],
  lowerColour: ['officer', 'chief', 'deputy_chief'],
  assign: ['officer', 'duty_desk', 'chief', 'deputy_chief', 'zz_center'],
  take: working,
  giveBack: working.map((role) => ({ role, only: ['lead'] as const })),
  handle: working,
  log: [...working, ...called, { role: 'volunteer', only: ['partner'] }],
  verify: ['grid_worker', 'grid_head', 'auxiliary_grid', 'officer', 'duty_desk', 'chief', 'deputy_chief'],
  whistle: ['officer', 'duty_desk', 'chief', 'deputy_chief', 'zz_center'],
  askWhistle: ['grid_worker', 'grid_head', 'auxiliary_grid'],
  checkIn: called,
  consult: ['officer', 'chief', 'deputy_chief', 'zz_center'],
  proposePanel: ['officer', 'chief', 'deputy_chief'],
  approvePanel: ['chief'],
  mediate: [
    'officer',
    'chief',
    'deputy_chief',
    'grid_worker',
    'grid_head',
    { role: 'mediator', only: ['called'] },
  ],
  askConfirmation: ['officer', 'chief', 'deputy_chief', { role: 'mediator', only: ['called'] }],
  supervise: ['duty_desk', 'chief', 'deputy_chief', 'zz_center', 'brigade_chief', 'bureau_chief'],
  askExtension: working.map((role) => ({ role, only: ['lead'] as const })),
  grantExtension: ['chief'],
  transfer: ['officer', 'chief', 'deputy_chief', 'zz_center'],
  receive: called,
  merge: ['grid_worker', 'grid_head', 'officer', 'chief', 'deputy_chief'],
  raiseLevel: ['officer', 'chief', 'deputy_chief', 'zz_center'],
  resolve: [
    'officer',
    'duty_desk',
    'chief',
    'deputy_chief',
    'zz_center',
    ...working.map((role) => ({ role, only: ['lead'] as const })),
  ],
  conclude: [
    'officer',
    'chief',
    'deputy_chief',
    { role: 'grid_worker', only: ['blue'] },
    { role: 'grid_head', only: ['blue'] },
  ],
  reopen: ['grid_worker', 'grid_head', 'officer', 'chief', 'deputy_chief', 'duty_desk', 'zz_center'],
  visit: working,
  list: ['grid_worker', 'grid_head', 'officer', 'chief', 'deputy_chief'],
  delist: ['grid_worker', 'grid_head', 'officer', 'chief', 'deputy_chief'],
  alarm: [
    'volunteer',
    'grid_worker',
    'grid_head',
    'auxiliary_grid',
    'officer',
    'duty_desk',
    'chief',
    'deputy_chief',
  ],
  liftEmergency: ['duty_desk'],
  askUnseal: ['officer', 'chief', 'deputy_chief'],
  approveUnseal: ['chief'],
  walk: ['grid_worker', 'grid_head', 'auxiliary_grid', 'officer', 'chief', 'deputy_chief'],
  publicize: ['grid_worker', 'grid_head', 'auxiliary_grid', 'officer', 'chief', 'deputy_chief'],
  poll: ['grid_worker', 'grid_head', 'auxiliary_grid', 'officer', 'chief', 'deputy_chief', 'zz_center'],
  patrol: ['volunteer', 'grid_worker', 'grid_head', 'auxiliary_grid', 'officer'],
  seeTeams: [
    'grid_worker',
    'grid_head',
    'auxiliary_grid',
    'officer',
    'chief',
    'deputy_chief',
    'commissioner',
    'liaison_leader',
  ],
  formTeam: ['grid_head', 'officer', 'chief', 'deputy_chief'],
  campaign: ['chief', 'deputy_chief'],
  note: ['grid_worker', 'grid_head', 'auxiliary_grid', 'officer', 'chief', 'deputy_chief'],
  audit: ['inspector', 'admin'],
  issueCode: ['admin'],
  setGroup: ['admin'],
  approveGroup: ['admin', 'officer', 'grid_worker', 'grid_head'],
  roster: ['duty_desk', 'chief', 'deputy_chief'],
  seeHours: ['chief'],
  seeFigures: [
    'officer',
    'duty_desk',
    'chief',
    'deputy_chief',
    'zz_center',
    'brigade_chief',
    'bureau_chief',
    'commissioner',
    'liaison_leader',
  ],
  meet: ['officer', 'grid_head', 'chief', 'deputy_chief', 'zz_center', 'commissioner'],
  attendMeeting: [...working, 'commissioner', 'department', 'mediator'],
  putTopic: [...working, 'commissioner', 'department', 'mediator'],
  arrangeMeeting: ['officer', 'chief', 'deputy_chief', 'zz_center', 'commissioner'],
  confirmMinutes: ['officer', 'chief', 'deputy_chief', 'zz_center', 'commissioner'],
  listProblem: ['officer', 'chief', 'deputy_chief', 'zz_center', 'department'],
  prepareReport: ['chief', 'deputy_chief', 'zz_center'],
  approveReport: ['chief'],
} as const satisfies Record<string, readonly (Role | Grant)[]>
export type Right = keyof typeof rights

export function grantsOf(right: Right): Grant[] {
  const grants: readonly (Role | Grant)[] = rights[right]
  return grants.map((grant) => (typeof grant === 'string' ? { role: grant } : grant))
}

/** Everybody who may have that right on some matter. */
export function rolesOf(...wanted: Right[]): Role[] {
  return [...new Set(wanted.flatMap((right) => grantsOf(right).map((grant) => grant.role)))]
}

/** Only these are told of a complaint about police, and only they handle it (rule K-7). */
export function inspects(staff: Staff, areaId: string, areas: Areas): boolean {
  return staff.roles.some((held) => held.role === 'inspector' && areas.within(areaId, held.areaId))
}

/** Does this person hold the right for every matter of that area? Only roles at or above the area count. */
export function may(staff: Staff | undefined, right: Right, areaId: string, areas: Areas): boolean {
  if (!staff) return false
  return grantsOf(right).some(
    (grant) =>
      !grant.only &&
      staff.roles.some((held) => held.role === grant.role && areas.within(areaId, held.areaId)),
  )
}

/** As `may`, also for those whose own area lies within that one: a community's grid workers belong to its meeting. */
export function mayWithin(staff: Staff | undefined, right: Right, areaId: string, areas: Areas): boolean {
  if (!staff) return false
  const able = rolesOf(right)
  return staff.roles.some(
    (held) =>
      able.includes(held.role) && (areas.within(areaId, held.areaId) || areas.within(held.areaId, areaId)),
  )
}

/** What a right may hang on. */
export interface Concerning {
  areaId: string
  leadId: number | null
  partnerId: number | null
  called: readonly string[]
  colour: Colour | null
}

/** Does this person hold the right for that matter? Privacy is not asked here: see `mayDo` in matters/view.ts. */
export function mayWith(staff: Staff, right: Right, matter: Concerning, areas: Areas): boolean {
  return grantsOf(right).some((grant) =>
    staff.roles.some(
      (held) =>
        held.role === grant.role &&
        areas.within(matter.areaId, held.areaId) &&
        (!grant.only || grant.only.some((condition) => fits(condition, staff, held, matter))),
    ),
  )
}

function fits(
  condition: NonNullable<Grant['only']>[number],
  staff: Staff,
  held: RoleAt,
  matter: Concerning,
): boolean {
  switch (condition) {
    case 'lead':
      return isOrStandsFor(staff, matter.leadId)
    case 'partner':
      return isOrStandsFor(staff, matter.partnerId)
    case 'called':
      return typeof held.department === 'string' && matter.called.includes(held.department)
    case 'blue':
      return matter.colour === 'blue' || matter.colour === null
  }
}

export function holds(staff: Staff | undefined, role: Role): boolean {
  return staff?.roles.some((held) => held.role === role) ?? false
}
