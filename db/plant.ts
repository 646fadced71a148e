import { eq } from 'drizzle-orm'
import type { Area } from '../matters/areas.ts'
import { usually } from '../matters/meeting.ts'
import type { RoleAt } from '../matters/roles.ts'
import { zone } from '../matters/working-time.ts'
import type { Db, Tx } from './client.ts'
import type { Mode, Place } from './registry.ts'
import {
  areas,
  departments,
  groupExternalIds,
  groupGrids,
  groups,
  identities,
  meetingSeries,
  people,
  places,
  roles,
} from './schema/index.ts'

export interface PlannedStaff {
  /** Their id on the platform; absent: not bound yet. */
  externalId?: string
  /** What departments call them by in the plan; absent: their id on the platform. */
  key?: string
  name: string
  roles: RoleAt[]
}

export interface PlannedGroup {
  externalId: string
  name: string
  type: string
  mode: Mode
  gridIds: string[]
  /** The platform accepted the notice of this mode already. */
  announced?: boolean
}

export interface PlannedDepartment {
  areaId: string
  department: string
  name: string
  /** The duty telephone, never a private one. */
  phone?: string
  /** Ids of people of the plan's staff. */
  liaison?: string
  deputy?: string
}

/** A series of meetings as it is set up; what stands not here is as usual (matters/meeting.ts). */
export interface PlannedSeries {
  areaId: string
  kind: 'fusion' | 'joint' | 'quarter'
  /** Null: the quarter's last working day. */
  weekday: number | null
  time: string
  place?: string
}

/** A community as it is set up: jurisdictions, addresses, staff, groups. No residents: they have no row. */
export interface CommunityPlan {
  platform: string
  areas: Area[]
  places: Place[]
  staff: PlannedStaff[]
  /** Who answers for which department where; routes resolve here. */
  departments?: PlannedDepartment[]
  groups: PlannedGroup[]
  meetings?: PlannedSeries[]
}

/** A statement holds 65,534 values at most; a city has more addresses than that. */
const placesAtOnce = 1_000

/** Writes a community into an empty database, in one transaction. Resolves the staff's ids in the plan's order. */
export async function plant(db: Db | Tx, plan: CommunityPlan, at: Date): Promise<number[]> {
  return await db.transaction(async (tx) => {
    await tx.insert(areas).values(plan.areas)
    for (let from = 0; from < plan.places.length; from += placesAtOnce)
      await tx.insert(places).values(plan.places.slice(from, from + placesAtOnce))
    const staffIds = await plantStaff(tx, plan, at)
    const idOf = new Map(staffIds.map((id, n) => [plan.staff[n]?.key ?? plan.staff[n]?.externalId ?? '', id]))
    await plantDirectory(tx, plan, idOf)
    await plantMeetings(tx, plan.meetings ?? [])
    await plantGroups(tx, plan, at)
    return staffIds
  })
}

/** All at once: a statement a person would be a hundred round trips. */
async function plantStaff(tx: Tx, { platform, staff }: CommunityPlan, at: Date): Promise<number[]> {
  if (staff.length === 0) return []
  const rows = await tx
    .insert(people)
    .values(staff.map(({ name }) => ({ name })))
    .returning({ id: people.id })
  const withId = numbered(staff, rows).map(({ id, ...one }) => ({ personId: id, ...one }))
  const held = withId.flatMap(({ personId, roles }) => roles.map((role) => ({ personId, ...role })))
  if (held.length > 0) await tx.insert(roles).values(held)
  const bound = withId.flatMap(({ personId, externalId }) =>
    externalId ? [{ personId, platform, externalId, boundAt: at }] : [],
  )
  if (bound.length > 0) await tx.insert(identities).values(bound)
  return rows.map(({ id }) => id)
}

async function plantGroups(tx: Tx, { platform, groups: planned }: CommunityPlan, at: Date): Promise<void> {
  if (planned.length === 0) return
  const rows = await tx
    .insert(groups)
    .values(
      planned.map(({ gridIds, announced, ...group }) => ({
        ...group,
        platform,
        announcedAt: announced ? at : null,
      })),
    )
    .returning({ id: groups.id })
  const withId = numbered(planned, rows)
  await tx
    .insert(groupExternalIds)
    .values(withId.map(({ id, externalId }) => ({ groupId: id, platform, externalId, since: at })))
  const grids = withId.flatMap(({ id, gridIds }) => gridIds.map((areaId) => ({ groupId: id, areaId })))
  if (grids.length > 0) await tx.insert(groupGrids).values(grids)
}

/** Rows come back in the order in which their values stood. */
function numbered<T>(planned: readonly T[], rows: readonly { id: number }[]): (T & { id: number })[] {
  return planned.flatMap((one, n) => (rows[n] ? [{ ...one, id: rows[n].id }] : []))
}

async function plantMeetings(tx: Db | Tx, planned: readonly PlannedSeries[]) {
  if (planned.length === 0) return
  const series = planned.map((one) => ({
    ...one,
    zone,
    reminders: usually.reminders,
    // A report to residents has neither topics nor a pack.
    callMinutes: one.kind === 'quarter' ? null : usually.callMinutes,
    packTime: one.kind === 'quarter' ? null : usually.packTime,
    sixOffices: one.kind !== 'fusion',
  }))
  await tx.insert(meetingSeries).values(series)
}

/** Writes who answers for which department. Of people who are not there an entry keeps its telephone. */
async function plantDirectory(tx: Db | Tx, plan: CommunityPlan, idOf: ReadonlyMap<string, number>) {
  const entries = (plan.departments ?? []).map(({ liaison, deputy, ...entry }) => ({
    ...entry,
    liaisonId: liaison ? idOf.get(liaison) : null,
    deputyId: deputy ? idOf.get(deputy) : null,
  }))
  if (entries.length > 0) await tx.insert(departments).values(entries)
}

/** The directory alone, for a community that was planted when there was none yet. */
export async function plantMissingDirectory(tx: Tx, plan: CommunityPlan): Promise<void> {
  const [any] = await tx.select({ areaId: departments.areaId }).from(departments).limit(1)
  if (any) return
  const known = await tx
    .select({ personId: identities.personId, externalId: identities.externalId })
    .from(identities)
    .where(eq(identities.platform, plan.platform))
  await plantDirectory(tx, plan, new Map(known.map((one) => [one.externalId, one.personId])))
}

/** The series of meetings alone, for a community that was planted when there were none yet. */
export async function plantMissingMeetings(tx: Tx, plan: CommunityPlan): Promise<void> {
  const [any] = await tx.select({ id: meetingSeries.id }).from(meetingSeries).limit(1)
  if (!any) await plantMeetings(tx, plan.meetings ?? [])
}
