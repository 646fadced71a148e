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

/** Writes a community into an empty database, in one transaction. Resolves the staff's ids in the plan's order. */
export async function plant(db: Db | Tx, plan: CommunityPlan, at: Date): Promise<number[]> {
  return await db.transaction(async (tx) => {
    await tx.insert(areas).values(plan.areas)
    if (plan.places.length > 0) await tx.insert(places).values(plan.places)
    const staffIds: number[] = []
    const idOf = new Map<string, number>()
    for (const person of plan.staff) {
      const [row] = await tx.insert(people).values({ name: person.name }).returning({ id: people.id })
      if (!row) continue
      staffIds.push(row.id)
      if (person.roles.length > 0)
        await tx.insert(roles).values(person.roles.map((role) => ({ personId: row.id, ...role })))
      const key = person.key ?? person.externalId
      if (key) idOf.set(key, row.id)
      if (person.externalId) {
        await tx
          .insert(identities)
          .values({ personId: row.id, platform: plan.platform, externalId: person.externalId, boundAt: at })
      }
    }
    await plantDirectory(tx, plan, idOf)
    await plantMeetings(tx, plan.meetings ?? [])
    for (const { gridIds, announced, ...group } of plan.groups) {
      const values = { ...group, platform: plan.platform, announcedAt: announced ? at : null }
      const [row] = await tx.insert(groups).values(values).returning({ id: groups.id })
      if (!row) continue
      await tx
        .insert(groupExternalIds)
        .values({ groupId: row.id, platform: plan.platform, externalId: group.externalId, since: at })
      if (gridIds.length > 0)
        await tx.insert(groupGrids).values(gridIds.map((areaId) => ({ groupId: row.id, areaId })))
    }
    return staffIds
  })
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
