import { like } from 'drizzle-orm'
import { type Area, type Areas, areaTree } from '../matters/areas.ts'
import { type Clock, systemClock } from '../matters/clock.ts'
import { type ClockTable, clockTable, defaultClocks } from '../matters/clock-table.ts'
import type { Role, Staff } from '../matters/roles.ts'
import type { DirectoryEntry } from '../matters/routes.ts'
import { standingOn } from '../matters/stand-in.ts'
import { addDays, localDate } from '../matters/working-time.ts'
import type { Db, Store } from './client.ts'
import { leavesFrom } from './leaves.ts'
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
  dailyPosts?: number | null
  /** Whether it takes lines of publicity; absent: it does. */
  publicity?: boolean
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
  /** Who stands in for this colleague today, or on that day to come; undefined: they are there themselves. */
  deputyOf(personId: number, day?: string): number | undefined
  /** Where staff can be reached. */
  identitiesOf(personId: number): Identity[]
  optedOut(hash: string): boolean
  /** The spans that hold in an area: its station's own over the defaults. */
  clockTable(areaId: string): ClockTable
  refresh(): Promise<void>
  close(): Promise<void>
}

/** Loads the registry and keeps it fresh: on NOTIFY at once, and every minute in any case. */
export async function openRegistry(store: Store, clock: Clock = systemClock): Promise<Registry> {
  let now = await load(store, clock)
  let clocks = await clockTables(store.db, now.areas)
  // One reading at a time: of two that overlap the older could win.
  let queue: Promise<void> = Promise.resolve()
  const refresh = () => {
    // Of an earlier reading that failed its caller was told; it must not keep this one from being made.
    queue = queue
      .catch(() => {})
      .then(async () => {
        now = await load(store, clock)
        standing = undefined
        // A setting spoilt while we run must not keep the rest from being read: the last good one holds until it is right.
        clocks = await clockTables(store.db, now.areas).catch(() => clocks)
      })
    return queue
  }
  const quietly = () => void refresh().catch(() => {})
  // Who stands in for whom changes at midnight without anybody writing it down.
  let standing: (Standing & { day: string }) | undefined
  const today = () => {
    const day = localDate(clock.now())
    if (standing?.day !== day) standing = { ...standingToday(now, day), day }
    return standing
  }
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
    staffOf: (identity) => today().staffByIdentity.get(`${identity.platform}:${identity.externalId}`),
    staff: (personId) => today().staff.get(personId),
    colleagues: () => today().colleagues,
    deputyOf: (personId, day) =>
      (day === undefined ? today() : standingToday(now, day)).deputies.get(personId),
    identitiesOf: (personId) => now.identities.filter((one) => one.personId === personId),
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

interface Standing {
  staff: Map<number, Staff>
  staffByIdentity: Map<string, Staff>
  colleagues: Staff[]
  /** By the absent colleague. */
  deputies: Map<number, number>
}

/** Everybody as they stand on that day, with those who stand in for others. */
function standingToday(loaded: Awaited<ReturnType<typeof load>>, day: string): Standing {
  const { staff, deputies } = standingOn(loaded.staff, loaded.away, day)
  const bound = loaded.identities.flatMap((identity) => {
    const one = staff.get(identity.personId)
    return one ? [{ key: `${identity.platform}:${identity.externalId}`, one }] : []
  })
  return {
    staff,
    deputies,
    staffByIdentity: new Map(bound.map(({ key, one }) => [key, one])),
    colleagues: [...new Set(bound.map(({ one }) => one))],
  }
}

async function load({ db }: Store, clock: Clock) {
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
    away,
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
    // From yesterday on: a clock that is set back a little still finds who is away.
    leavesFrom(db, addDays(localDate(clock.now()), -1)),
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
    away,
    identities: identityRows,
    optOuts: new Set(optOutRows.map((row) => row.hash)),
  }
}
