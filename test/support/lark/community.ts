import { demoCommunity, demoWorld } from '../../../bot/platforms/sandbox/demo-community.ts'
import { residents } from '../../../bot/platforms/sandbox/demo-residents.ts'
import type { CommunityPlan } from '../../../db/plant.ts'
import { idOf } from './ids.ts'
import type { FakeLarkOptions } from './types.ts'

const outside = new Set(residents.map(({ id }) => id))

/**
 * The demonstration community as a tenant: colleagues belong to it, residents come from outside and have each confirmed
 * once that the bot may write to them. A group with a resident in it is an external one.
 */
export const larkCast: Pick<FakeLarkOptions, 'people' | 'groups'> = {
  people: demoWorld.people.map(({ id, name }) => ({ id, name, outside: outside.has(id), reachable: true })),
  groups: demoWorld.groups.map(({ id, name, members, ownerId }) => ({
    ...{ id, name, members: members.map((one) => one.id) },
    external: members.some((one) => outside.has(one.id)),
    ...(ownerId && { owner: ownerId }),
  })),
}

/** The same community as the database is planted with: by Lark's ids. */
export const larkCommunity: CommunityPlan = {
  ...demoCommunity,
  platform: 'lark',
  staff: demoCommunity.staff.map((one) => ({
    ...one,
    ...(one.externalId && { externalId: idOf('ou', one.externalId) }),
  })),
  groups: demoCommunity.groups.map((one) => ({ ...one, externalId: idOf('oc', one.externalId) })),
}
