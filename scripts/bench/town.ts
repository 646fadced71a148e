import type { CommunityPlan } from '../../db/plant.ts'
import type { Incoming } from '../../matters/message.ts'
import { examples, reports } from './lines.ts'

const estates = ['柳溪一村', '梧桐里', '石桥新苑', '南湖花园', '东篱小区']
const gridsEach = 4
const groupsEach = 40
const buildings = 60
const units = ['1', '2', '3', '4', '5', '6']

/** A town of 5 communities, 20 grids and 200 announced groups that are read in passing. */
export function townPlan(): CommunityPlan {
  const grid = (c: number, n: number) => `c${c}-${(n % gridsEach) + 1}`
  return {
    platform: 'sandbox',
    areas: [
      { id: 'station', kind: 'station', name: '城南派出所', parentId: null, code: 'CN' },
      ...estates.flatMap((_, c) => [
        {
          id: `c${c}`,
          kind: 'community' as const,
          name: `第${c + 1}社区`,
          parentId: 'station',
          code: `C${c}`,
        },
        ...range(gridsEach).map((g) => ({
          id: grid(c, g),
          kind: 'grid' as const,
          name: `第${c + 1}社区第${g + 1}网格`,
          parentId: `c${c}`,
          code: null,
        })),
      ]),
    ],
    places: estates.flatMap((community, c) =>
      range(buildings).map((b) => ({
        areaId: grid(c, b),
        kind: 'building',
        name: `${community}${b + 1}号楼`,
        community,
        building: String(b + 1),
        units,
        floors: 18,
      })),
    ),
    staff: [
      { externalId: 'duty', name: '值班室', roles: [{ role: 'duty_desk', areaId: 'station' }] },
      ...estates.flatMap((_, c) => [
        {
          externalId: `officer-${c}`,
          name: `第${c + 1}社区民警`,
          roles: [{ role: 'officer' as const, areaId: `c${c}` }],
        },
        ...range(gridsEach).map((g) => ({
          externalId: `worker-${grid(c, g)}`,
          name: `${grid(c, g)}网格员`,
          roles: [{ role: 'grid_worker' as const, areaId: grid(c, g) }],
        })),
      ]),
    ],
    groups: estates.flatMap((estate, c) =>
      range(groupsEach).map((n) => ({
        externalId: `g${c}-${n}`,
        name: `${estate}邻里群${n + 1}`,
        type: 'resident',
        mode: 'assisted' as const,
        gridIds: [grid(c, n)],
        announced: true,
      })),
    ),
  }
}

/**
 * The n-th report: the groups take turns; no two share sender and story (estate, building, unit, category), up to
 * 21,600 of them.
 */
export function reportNumber(n: number): Incoming {
  const c = n % estates.length
  const inTown = Math.floor(n / estates.length)
  const door = Math.floor(inTown / reports.length)
  const building = (door % buildings) + 1
  const unit = units[Math.floor(door / buildings) % units.length]
  const text = `${building}号楼${unit}单元${reports[inTown % reports.length]}`
  return message(`r${n}`, { group: `g${c}-${inTown % groupsEach}`, sender: `resident-${n}`, text })
}

/** The n-th message of everyday talk: four of five are chatter, the fifth a report. */
export function talkNumber(n: number): Incoming {
  const { chatter, reports: told } = everyday
  const lines = n % 5 === 4 ? told : chatter
  const group = `g${n % estates.length}-${Math.floor(n / estates.length) % groupsEach}`
  const text = lines[Math.floor(n / 5) % lines.length] ?? ''
  return message(`t${n}`, { group, sender: `talker-${n}`, text })
}

/** The reporter of the n-th report says yes to the draft. */
export function yesNumber(n: number): Incoming {
  const sender = `resident-${n}`
  return {
    ...message(`y${n}`, { group: '', sender, text: '1' }),
    chat: { id: `dm-${sender}`, kind: 'direct' },
  }
}

const everyday = examples()

function message(messageId: string, said: { group: string; sender: string; text: string }): Incoming {
  return {
    platform: 'sandbox',
    messageId,
    chat: { id: said.group, kind: 'group' },
    sender: { id: said.sender, nick: '邻居' },
    type: 'text',
    text: said.text,
    mentionsBot: false,
    mentions: [],
    at: new Date().toISOString(),
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
