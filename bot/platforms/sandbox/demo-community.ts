import type { CommunityPlan } from '../../../db/plant.ts'
import { directory } from './demo-directory.ts'
import { liaisons } from './demo-liaisons.ts'
import { meetings } from './demo-meetings.ts'
import { areas, places } from './demo-places.ts'
import { residents } from './demo-residents.ts'
import { staff } from './demo-staff.ts'
import type { SandboxWorld } from './types.ts'

const groups: (CommunityPlan['groups'][number] & { staff: string[]; owner: string })[] = [
  {
    externalId: 'anhe3',
    name: '安和花园三期业主群',
    type: 'resident',
    mode: 'assisted',
    gridIds: ['anhe-2', 'anhe-3'],
    staff: ['zhou', 'lin', 'li'],
    owner: 'huang',
  },
  {
    externalId: 'liuan',
    name: '柳岸里老街坊',
    type: 'resident',
    mode: 'mention',
    gridIds: ['liuan-1', 'liuan-2'],
    staff: ['chen', 'gao'],
    owner: 'qin',
  },
  {
    externalId: 'gongzuo',
    name: '警网融合工作群',
    type: 'grid_work',
    mode: 'work',
    gridIds: ['anhe-1', 'anhe-2', 'anhe-3', 'liuan-1', 'liuan-2', 'liuan-3'],
    staff: [
      ...['duty', 'zhou', 'chen', 'lin', 'xiu', 'li', 'gao'],
      ...['fu', 'zong', 'suozhang', 'fang', 'chengguan', 'wuye'],
    ],
    owner: 'zhou',
  },
  {
    externalId: 'qiye',
    name: '南门市场商户群',
    type: 'enterprise',
    mode: 'mention',
    gridIds: ['liuan-3'],
    staff: ['chen', 'gao'],
    owner: 'fruit',
  },
  {
    externalId: 'hongguan',
    name: '红袖章志愿群',
    type: 'volunteer',
    mode: 'assisted',
    gridIds: ['anhe-1', 'anhe-2', 'anhe-3'],
    staff: ['zhou', 'xiu'],
    owner: 'ma',
  },
]

const colleagues = [...staff, ...liaisons]

/** What the database is planted with. */
export const demoCommunity: CommunityPlan = {
  platform: 'sandbox',
  areas,
  places,
  staff: colleagues.map(({ externalId, name, roles }) => ({ externalId, name, roles })),
  departments: directory,
  groups: groups.map(({ staff: _, owner: __, ...group }) => group),
  meetings,
}

const groupWords: Record<string, string> = {
  resident: '居民群',
  grid_work: '工作群',
  enterprise: '企业群',
  volunteer: '志愿群',
}

/** The same community as the sandbox's chat service knows it: people who can be played, and who is in which group. */
export const demoWorld: SandboxWorld = {
  people: [
    ...residents.map(({ id, name, title, about }) => ({ id, name, title, about })),
    ...colleagues.flatMap(({ externalId, name, title, about }) =>
      externalId ? [{ id: externalId, name, title, about }] : [],
    ),
  ],
  groups: groups.map((group) => ({
    id: group.externalId,
    name: group.name,
    type: groupWords[group.type] ?? group.type,
    ownerId: group.owner,
    members: [
      ...residents.flatMap((one) =>
        one.groups.includes(group.externalId) ? [{ id: one.id, nick: one.nick }] : [],
      ),
      ...group.staff.map((id) => ({ id, nick: colleagues.find((one) => one.externalId === id)?.name ?? id })),
    ],
  })),
}
