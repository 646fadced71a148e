import type { Group, Registry } from '../db/registry.ts'
import type { PlaceReading } from '../matters/reading.ts'

/** Where a report belongs: whose jurisdiction, and which door to ask about. */
export interface Located {
  place: PlaceReading | null
  areaId: string
  /** Letters for the matter's number. */
  code: string
  needsClarify: boolean
  /** Told in private, without a word of which community: it lies with the station until somebody says. */
  homeless: boolean
}

/**
 * Checks a read place against the address table and finds the grid it lies in. What the text leaves out is taken from
 * the group it was said in; what the table cannot confirm is marked to be asked.
 */
export function locate(read: PlaceReading | null, group: Group | undefined, registry: Registry): Located {
  const known = read && communityOf(read, registry)
  const homeArea = areaOfGroup(group, registry) ?? rootArea(registry)
  const tabled = registry.places.length > 0
  // With an address table, a community it does not know is a misreading or somebody else's: the group's own stands.
  const said = known ?? (tabled && group ? null : (read?.community ?? null))
  const place = read && { ...read, community: said ?? homeCommunity(group, registry) }
  const rows = registry.places.filter((row) => row.community === place?.community)
  const row = place?.building ? rows.find((one) => one.building === place.building) : undefined
  const areaId = row?.areaId ?? (known ? areaOfCommunity(known, registry) : undefined) ?? homeArea
  return {
    place: place && withOnlyUnit(place, row),
    areaId,
    code: codeOf(areaId, registry),
    needsClarify: isUnclear(place, tabled, row),
    homeless: registry.areas.upTo(areaId, 'community') === undefined,
  }
}

/** Areas in which the same story may be told: the whole community around an area. */
export function neighbourhood(areaId: string, registry: Registry): string[] {
  const around = registry.areas.upTo(areaId, 'community')?.id ?? areaId
  return registry.areas.all().flatMap((area) => (registry.areas.within(area.id, around) ? [area.id] : []))
}

/** The area a group stands for: its grid, or the nearest one that holds all its grids. Undefined while bound to none. */
export function areaOfGroup(group: Group | undefined, registry: Registry): string | undefined {
  const grids = group?.gridIds ?? []
  const [first] = grids
  if (!first || grids.length === 1) return first
  const holdsAll = (id: string) => grids.every((grid) => registry.areas.within(grid, id))
  for (const kind of ['community', 'station', 'street', 'district'] as const) {
    const above = registry.areas.upTo(first, kind)
    if (above && holdsAll(above.id)) return above.id
  }
  return rootArea(registry)
}

export function rootArea(registry: Registry): string {
  const root = registry.areas.all().find((area) => area.kind === 'station') ?? registry.areas.all()[0]
  if (!root)
    throw new Error(
      'there is no jurisdiction yet: start once with the sandbox role, or plant a community (db/plant.ts)',
    )
  return root.id
}

function communityOf(place: PlaceReading, registry: Registry): string | undefined {
  const said = place.community
  if (!said) return undefined
  const names = new Set(registry.places.map((row) => row.community))
  if (names.has(said)) return said
  // 安和花园 alone may be 一期 or 三期: then it names neither.
  const [only, another] = [...names].filter((name) => name.startsWith(said))
  return another ? undefined : only
}

/** The one estate of a group's area, or the one its name tells among several. */
function homeCommunity(group: Group | undefined, registry: Registry): string | null {
  const areaId = areaOfGroup(group, registry)
  const names = new Set(
    registry.places
      .filter((row) => areaId && registry.areas.within(row.areaId, areaId))
      .map((row) => row.community),
  )
  const all = [...names]
  return all.length === 1 ? (all[0] ?? null) : (all.find((name) => group?.name.includes(name)) ?? null)
}

function areaOfCommunity(community: string, registry: Registry): string | undefined {
  const grid = registry.places.find((row) => row.community === community)?.areaId
  return grid && registry.areas.upTo(grid, 'community')?.id
}

function withOnlyUnit(place: PlaceReading, row: { units: string[] } | undefined): PlaceReading {
  const only = row?.units.length === 1 ? row.units[0] : undefined
  return only && !place.unit ? { ...place, unit: only } : place
}

function isUnclear(
  place: PlaceReading | null,
  tabled: boolean,
  row: { units: string[] } | undefined,
): boolean {
  if (!place) return true
  if (place.precision === 'online' || (place.poi && !place.building)) return false
  if (!place.building) return true
  if (!tabled) return !place.unit
  return (
    !row || (!place.unit && row.units.length > 1) || (place.unit !== null && !row.units.includes(place.unit))
  )
}

/** The letters with which numbers of an area begin. */
export function codeOf(areaId: string, registry: Registry): string {
  return (
    registry.areas.upTo(areaId, 'community')?.code ?? registry.areas.upTo(areaId, 'station')?.code ?? 'SX'
  )
}
