import type { CommunityPlan, PlannedStaff } from '../../../db/plant.ts'
import type { Place } from '../../../db/registry.ts'
import type { Area } from '../../../matters/areas.ts'
import type { SandboxPerson, SandboxWorld } from './types.ts'

/** The demonstration community: invented names and places only. */
const areas: Area[] = [
  { id: 'street', kind: 'street', name: '临湖街道', parentId: null, code: null },
  { id: 'station', kind: 'station', name: '临湖派出所', parentId: 'street', code: 'LH' },
  { id: 'anhe', kind: 'community', name: '安和社区', parentId: 'station', code: 'AH' },
  { id: 'liuan', kind: 'community', name: '柳岸社区', parentId: 'station', code: 'LA' },
  { id: 'anhe-1', kind: 'grid', name: '安和第一网格', parentId: 'anhe', code: null },
  { id: 'anhe-2', kind: 'grid', name: '安和第二网格', parentId: 'anhe', code: null },
  { id: 'anhe-3', kind: 'grid', name: '安和第三网格', parentId: 'anhe', code: null },
  { id: 'liuan-1', kind: 'grid', name: '柳岸第一网格', parentId: 'liuan', code: null },
  { id: 'liuan-2', kind: 'grid', name: '柳岸第二网格', parentId: 'liuan', code: null },
  { id: 'liuan-3', kind: 'grid', name: '柳岸第三网格', parentId: 'liuan', code: null },
]

function buildings(
  areaId: string,
  community: string,
  numbers: number[],
  units: number,
  floors: number,
): Place[] {
  const unitNames = Array.from({ length: units }, (_, index) => String(index + 1))
  return numbers.map((number) => ({
    areaId,
    kind: 'building',
    name: `${community}${number}号楼`,
    community,
    building: String(number),
    units: unitNames,
    floors,
  }))
}

function spot(areaId: string, community: string, name: string): Place {
  return { areaId, kind: 'poi', name, community, building: null, units: [], floors: null }
}

const places: Place[] = [
  ...buildings('anhe-1', '安和花园一期', [1, 2, 3, 4], 3, 6),
  ...buildings('anhe-2', '安和花园三期', [1, 2, 3, 4, 5], 2, 18),
  ...buildings('anhe-3', '安和花园三期', [6, 7, 8, 9], 2, 18),
  ...buildings('liuan-1', '柳岸里', [1, 2, 3, 4], 4, 6),
  ...buildings('liuan-2', '柳岸里', [5, 6, 7, 8, 9], 4, 6),
  spot('anhe-2', '安和花园三期', '小广场'),
  spot('anhe-3', '安和花园三期', '北门'),
  spot('liuan-2', '柳岸里', '西门'),
  spot('liuan-3', '南门市场', '南门市场'),
]

const staff: (PlannedStaff & { title: string; about: string })[] = [
  {
    externalId: 'duty',
    name: '值班室老秦',
    title: '值班室',
    about: '综合指挥室,接紧急',
    roles: [{ role: 'duty_desk', areaId: 'station' }],
  },
  {
    externalId: 'zhou',
    name: '周警官',
    title: '社区民警',
    about: '管安和社区',
    roles: [{ role: 'officer', areaId: 'anhe' }],
  },
  {
    externalId: 'chen',
    name: '陈警官',
    title: '社区民警',
    about: '管柳岸社区',
    roles: [{ role: 'officer', areaId: 'liuan' }],
  },
  {
    externalId: 'lin',
    name: '网格员小林',
    title: '网格员',
    about: '安和第二网格',
    roles: [{ role: 'grid_worker', areaId: 'anhe-2' }],
  },
  {
    externalId: 'xiu',
    name: '网格员阿秀',
    title: '网格员',
    about: '安和第一网格',
    roles: [{ role: 'grid_worker', areaId: 'anhe-1' }],
  },
  {
    externalId: 'li',
    name: '网格员李姐',
    title: '网格员',
    about: '安和第三网格',
    roles: [{ role: 'grid_worker', areaId: 'anhe-3' }],
  },
  {
    externalId: 'gao',
    name: '网格员大高',
    title: '网格员',
    about: '柳岸三个网格',
    roles: [
      { role: 'grid_worker', areaId: 'liuan-1' },
      { role: 'grid_worker', areaId: 'liuan-2' },
      { role: 'grid_worker', areaId: 'liuan-3' },
    ],
  },
  { name: '管理员', title: '管理员', about: '', roles: [{ role: 'admin', areaId: 'street' }] },
  { name: '所长', title: '所长', about: '', roles: [{ role: 'chief', areaId: 'station' }] },
]

const residents: (SandboxPerson & { nick: string; groups: string[] })[] = [
  {
    id: 'zhang',
    name: '张大妈',
    title: '居民',
    about: '安和三期5号楼',
    nick: '5-2-902张姐',
    groups: ['anhe3'],
  },
  {
    id: 'wang',
    name: '王大爷',
    title: '居民',
    about: '安和三期5号楼,爱用语音',
    nick: '5-2-801老王',
    groups: ['anhe3'],
  },
  { id: 'xiaoyu', name: '小雨', title: '居民', about: '安和三期3号楼', nick: '小雨🌧', groups: ['anhe3'] },
  { id: 'dapeng', name: '大鹏', title: '居民', about: '安和三期6号楼', nick: '6-1-1503', groups: ['anhe3'] },
  {
    id: 'baoma',
    name: '豆豆妈',
    title: '居民',
    about: '安和三期2号楼',
    nick: '2-1豆豆妈',
    groups: ['anhe3'],
  },
  {
    id: 'huang',
    name: '电工老黄',
    title: '居民',
    about: '安和三期群主',
    nick: '老黄(群主)',
    groups: ['anhe3', 'hongguan'],
  },
  { id: 'qin', name: '秦阿姨', title: '居民', about: '柳岸里9号楼', nick: '9栋秦阿姨', groups: ['liuan'] },
  { id: 'liu', name: '遛弯刘叔', title: '居民', about: '柳岸里4号楼', nick: '遛弯刘叔', groups: ['liuan'] },
  {
    id: 'guo',
    name: '快递小郭',
    title: '居民',
    about: '柳岸里,常送4栋',
    nick: '快递小郭',
    groups: ['liuan', 'hongguan'],
  },
  {
    id: 'ma',
    name: '马老师',
    title: '居民',
    about: '银龄巡逻队',
    nick: '马老师',
    groups: ['liuan', 'hongguan'],
  },
  { id: 'fruit', name: '水果老李', title: '居民', about: '南门市场商户', nick: '水果老李', groups: ['qiye'] },
  {
    id: 'baker',
    name: '面包店小孙',
    title: '居民',
    about: '南门市场商户',
    nick: '面包店小孙',
    groups: ['qiye'],
  },
  {
    id: 'newcomer',
    name: '新来的同事',
    title: '未绑定',
    about: '拿一次性代码绑定身份',
    nick: '新来的同事',
    groups: ['gongzuo'],
  },
]

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
    staff: ['duty', 'zhou', 'chen', 'lin', 'xiu', 'li', 'gao'],
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

/** What the database is planted with. */
export const demoCommunity: CommunityPlan = {
  platform: 'sandbox',
  areas,
  places,
  staff: staff.map(({ externalId, name, roles }) => ({ externalId, name, roles })),
  groups: groups.map(({ staff: _, owner: __, ...group }) => group),
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
    ...staff.flatMap(({ externalId, name, title, about }) =>
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
      ...group.staff.map((id) => ({ id, nick: staff.find((one) => one.externalId === id)?.name ?? id })),
    ],
  })),
}
