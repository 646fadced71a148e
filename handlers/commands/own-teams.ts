import { allTeams, type Team } from '../../db/teams.ts'
import { mayWithin, type Staff } from '../../matters/roles.ts'
import type { Desk } from '../desk.ts'

/** The teams of communities in which this colleague works. */
export async function ownTeams(desk: Desk, staff: Staff): Promise<Team[]> {
  return (await allTeams(desk.db)).filter((one) =>
    mayWithin(staff, 'seeTeams', one.areaId, desk.registry.areas),
  )
}
