import { grantsOf, type Right, type Staff } from '../matters/roles.ts'
import type { Desk } from './desk.ts'

/** The police stations within which this colleague holds that right, the first first. */
export function stationsOf(desk: Desk, staff: Staff, right: Right): string[] {
  const { areas } = desk.registry
  const grants = grantsOf(right).map(({ role }) => role)
  const held = staff.roles.filter(({ role }) => grants.includes(role))
  const stations = areas.all().filter(({ kind }) => kind === 'station')
  return stations
    .filter(({ id }) => held.some(({ areaId }) => areas.within(id, areaId) || areas.within(areaId, id)))
    .map(({ id }) => id)
}

/** The station an area lies in; of a street the first of its stations, where there is one. */
export function stationOver(desk: Desk, areaId: string): string | undefined {
  const { areas } = desk.registry
  return (
    areas.upTo(areaId, 'station')?.id ??
    areas.all().find((one) => one.kind === 'station' && areas.within(one.id, areaId))?.id
  )
}
