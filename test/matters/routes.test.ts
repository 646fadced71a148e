import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demoCommunity } from '../../bot/platforms/sandbox/demo-community.ts'
import { areaTree } from '../../matters/areas.ts'
import {
  checkRoutes,
  type DirectoryEntry,
  departmentsOf,
  entryFor,
  routeOf,
  sessionTemplates,
  thinEntries,
} from '../../matters/routes.ts'
import { categories, departmentNames } from '../../matters/taxonomy.ts'

const areas = areaTree(demoCommunity.areas)
const held = demoCommunity.staff.flatMap((one) => one.roles)
const idOf = new Map(demoCommunity.staff.map((one, index) => [one.externalId, index + 1]))
const entries: DirectoryEntry[] = (demoCommunity.departments ?? []).map((one) => ({
  areaId: one.areaId,
  department: one.department,
  name: one.name,
  phone: one.phone ?? null,
  liaisonId: one.liaison ? (idOf.get(one.liaison) ?? null) : null,
  deputyId: one.deputy ? (idOf.get(one.deputy) ?? null) : null,
}))
const communities = areas.all().filter((area) => area.kind === 'community')

describe('the directory of the demonstration community', () => {
  it('has every department of the taxonomy, once, under a name of its own', () => {
    const street = entries.filter((one) => one.areaId === 'street')
    expect(street.map((one) => one.department).sort()).toEqual(Object.keys(departmentNames).sort())
    expect(new Set(entries.map((one) => one.name)).size).toBe(entries.length)
  })

  it('names only people who are there, and telephones that nobody can dial', () => {
    for (const one of demoCommunity.departments ?? []) {
      for (const id of [one.liaison, one.deputy]) if (id) expect([id, idOf.has(id)]).toEqual([id, true])
      expect(one.phone).toMatch(/^0000-\d{4}$/)
    }
  })

  it('lets every category of every community reach somebody (requirement A073)', () => {
    expect(communities.length).toBeGreaterThan(1)
    expect(checkRoutes(entries, held, areas)).toEqual([])
    for (const category of categories.keys())
      for (const { id } of communities) {
        const route = routeOf({ category, urgency: 'normal', areaId: id }, entries, areas)
        expect(route.entries.map((one) => one.department)).toEqual([route.lead, ...route.co])
      }
  })

  it('says which departments lack a liaison or a deputy', () => {
    expect(thinEntries(entries).join()).toMatch(/生态环境所/)
    expect(thinEntries(entries).join()).not.toMatch(/临湖司法所/)
  })
})

describe('a route that resolves to nobody', () => {
  it('is named with community, category, department and remedy', () => {
    const without = entries.filter((one) => one.department !== 'ecology')
    const faults = checkRoutes(without, held, areas)
    expect(faults).toHaveLength(communities.length)
    expect(faults[0]).toMatch(
      /安和社区 \(anhe\).*生态环境.*dispute\.environment\.pollution.*telephone or a liaison for "ecology"/,
    )
  })

  it('is one with an entry that holds neither telephone nor person', () => {
    const mute = entries.map((one) =>
      one.department === 'fire' ? { ...one, phone: null, liaisonId: null, deputyId: null } : one,
    )
    expect(checkRoutes(mute, held, areas).join()).toMatch(/消防救援.*hazard\.fire_active, care\.trapped/)
  })

  it('is not one where people hold the role, and is where only another community’s do', () => {
    const bare = entries.filter((one) => one.department !== 'grid_worker')
    expect(checkRoutes(bare, held, areas)).toEqual([])
    const elsewhere = held.filter((one) => !(one.role === 'grid_worker' && one.areaId.startsWith('liuan')))
    const faults = checkRoutes(bare, elsewhere, areas)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/柳岸社区.*or give somebody there the role grid_worker/)
  })
})

describe('a route', () => {
  it('takes the nearest entry at or above the area', () => {
    expect(entryFor('court', 'anhe-2', entries, areas)?.name).toBe('安和社区共享法庭')
    expect(entryFor('court', 'liuan-1', entries, areas)?.name).toBe('临湖人民法庭')
    expect(entryFor('court', 'nowhere', entries, areas)).toBeUndefined()
  })

  it('brings suspected crime to the case team, disputes to the community police, urgent ones to the command room', () => {
    for (const id of ['tip.theft.ebike', 'tip.gambling', 'tip.drugs', 'tip.pyramid'])
      expect(departmentsOf(id, 'normal').lead).toBe('case_team')
    for (const { id, kind } of categories.values()) {
      const { lead, co } = departmentsOf(id, 'urgent')
      expect([id, [lead, ...co].includes('command_room')]).toEqual([id, true])
      if (kind === 'dispute') expect([id, [lead, ...co].includes('community_police')]).toEqual([id, true])
    }
  })

  it('has one lead, and never the lead beside itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...categories.keys()),
        fc.constantFrom('normal' as const, 'urgent' as const, 'emergency' as const),
        (id, urgency) => {
          const { lead, co } = departmentsOf(id, urgency)
          expect(co).not.toContain(lead)
          expect(new Set(co).size).toBe(co.length)
        },
      ),
    )
  })

  it('of a session seats three offices, of a red one the court as well', () => {
    expect(sessionTemplates.consult.seats).toEqual(['community_police', 'judicial_office', 'law_firm'])
    expect(sessionTemplates.panel.seats).toEqual([...sessionTemplates.consult.seats, 'court'])
  })
})
