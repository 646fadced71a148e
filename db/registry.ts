import { like } from 'drizzle-orm'
import { type Area, type Areas, areaTree } from '../matters/areas.ts'
import { type ClockTable, clockTable, defaultClocks } from '../matters/clock-table.ts'
import type { Role, Staff } from '../matters/roles.ts'
import type { DirectoryEntry } from '../matters/routes.ts'
import type { Db, Store } from './client.ts'
import { onNotice } from './listen.ts'
import {
  areas,
  departments,
  groupGrids,
  groups,
  identities,
  optOuts,
  people,
  places,
  roles,
  settings,
} from './schema/index.ts'
import type { Identity } from './seal.ts'

export type Mode = 'mention' | 'assisted' | 'work'

export interface Group {
  id: number
  platform: string
  externalId: string
  name: string
  type: string
  mode: Mode
  proposedMode: Mode | null
  announcedAt: Date | null
  noticeVersion: number
  noticeDueAt: Date | null
  leftAt: Date | null
  /** Posts a day that nobody asked for; null: what its type takes. */
  dailyPosts: number | null
  gridIds: string[]
}

export interface Place {
  areaId: string
  kind: string
  name: string
  community: string
  building: string | null
  units: string[]
  floors: number | null
}

export interface StaffIdentity extends Identity {
  staff: Staff
}

/** Who and what is where: small, read at every message, so it is held in memory and read anew at every change. */
export interface Registry {
  areas: Areas
  places: Place[]
  directory: readonly DirectoryEntry[]
  group(platform: string, externalId: string): Group | undefined
  groupById(id: number): Group | undefined
  groups(): Group[]
  staffOf(identity: Identity): Staff | undefined
  staff(personId: number): Staff | undefined
  /** Staff who can be reached: they have bound an identity. */
  colleagues(): Staff[]
  /** Where staff can be reached. */
  identitiesOf(personId: number): Identity[]
  optedOut(hash: string): boolean
  /** The spans that hold in an area: its station's own over the defaults. */
  clockTable(areaId: string): ClockTable
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Loads the registry and keeps it fresh: on NOTIFY at once, and every minute in any case. */
export async function openRegistry(store: Store): Promise<Registry> {
  let now = await load(store)
  let clocks = await clockTables(store.db, now.areas)
  // One reading at a time: of two that overlap the older could win.
  let queue: Promise<void> = Promise.resolve()
  const refresh = () => {
    // Of an earlier reading that failed its caller was told; it must not keep this one from being made.
    queue = queue
      .catch(() => {})
      .then(async () => {
        now = await load(store)
        // A setting spoilt while we run must not keep the rest from being read: the last good one holds until it is right.
        clocks = await clockTables(store.db, now.areas).catch(() => clocks)
      })
    return queue
  }
  const quietly = () => void refresh().catch(() => {})
  const unlisten = await onNotice(store.sql, 'registry', quietly)
  const timer = setInterval(quietly, 60_000)
  timer.unref()
  return {
    get areas() {
      return now.areas
    },
    get places() {
      return now.places
    },
    get directory() {
      return now.directory
    },
    group: (platform, externalId) => now.groups.get(`${platform}:${externalId}`),
    groupById: (id) => now.groupsById.get(id),
    groups: () => [...now.groupsById.values()],
    staffOf: (identity) => now.staffByIdentity.get(`${identity.platform}:${identity.externalId}`),
    staff: (personId) => now.staff.get(personId),
    colleagues: () => now.colleagues,
    identitiesOf: (personId) => now.everyone.filter((one) => one.staff.personId === personId),
    optedOut: (hash) => now.optOuts.has(hash),
    clockTable: (areaId) => clocks.get(now.areas.upTo(areaId, 'station')?.id ?? '') ?? defaultClocks,
    refresh,
    async close() {
      clearInterval(timer)
      await unlisten()
    },
  }
}

/** By station: settings `clocks:<id of the station>`. Throws where one is wrong, so that nobody starts with it. */
async function clockTables(db: Db, areas: Areas): Promise<Map<string, ClockTable>> {
  const rows = await db.select().from(settings).where(like(settings.key, 'clocks:%'))
  return new Map(
    rows.map(({ key, value }) => {
      const areaId = key.slice('clocks:'.length)
      const where = `table settings, key ${key}`
      if (areas.get(areaId)?.kind !== 'station')
        throw new Error(
          `${where}: no station ${areaId}; write clocks:<id of an area of kind station> or delete the row`,
        )
      return [areaId, clockTable(value, where)]
    }),
  )
}

async function load({ db }: Store) {
  const [
    areaRows,
    placeRows,
    groupRows,
    gridRows,
    peopleRows,
    roleRows,
    identityRows,
    optOutRows,
    directory,
  ] = await Promise.all([
    db.select().from(areas),
    db.select().from(places),
    db.select().from(groups),
    db.select().from(groupGrids),
    db.select().from(people),
    db.select().from(roles),
    db.select().from(identities),
    db.select().from(optOuts),
    db.select().from(departments),
  ])
  const staff = new Map<number, Staff>()
  for (const person of peopleRows) {
    const held = roleRows.filter((row) => row.personId === person.id)
    staff.set(person.id, {
      personId: person.id,
      name: person.name,
      roles: held.map(({ role, areaId, department }) => ({ role: role as Role, areaId, department })),
    })
  }
  const everyone = identityRows.flatMap((row) => {
    const one = staff.get(row.personId)
    return one ? [{ platform: row.platform, externalId: row.externalId, staff: one }] : []
  })
  const loaded: Group[] = groupRows.map((row) => ({
    ...row,
    mode: row.mode as Mode,
    proposedMode: row.proposedMode as Mode | null,
    gridIds: gridRows.filter((grid) => grid.groupId === row.id).map((grid) => grid.areaId),
  }))
  return {
    areas: areaTree(areaRows as Area[]),
    places: placeRows as Place[],
    directory,
    groups: new Map(loaded.map((group) => [`${group.platform}:${group.externalId}`, group])),
    groupsById: new Map(loaded.map((group) => [group.id, group])),
    staff,
    staffByIdentity: new Map(everyone.map((one) => [`${one.platform}:${one.externalId}`, one.staff])),
    everyone,
    colleagues: [...new Set(everyone.map((one) => one.staff))],
    optOuts: new Set(optOutRows.map((row) => row.hash)),
  }
}
