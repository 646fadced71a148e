import type { PlannedStaff } from '../../../db/plant.ts'

export type DemoStaff = PlannedStaff & { title: string; about: string }

/** Police, grid and centre of the demonstration community. Whoever has no id is not bound yet. All invented. */
export const staff: DemoStaff[] = [
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
  {
    externalId: 'suozhang',
    name: '所长老郑',
    title: '所长',
    about: '临湖派出所',
    roles: [{ role: 'chief', areaId: 'station' }],
  },
  {
    externalId: 'fu',
    name: '辅警小傅',
    title: '辅警',
    about: '兼安和社区网格员',
    roles: [{ role: 'auxiliary_grid', areaId: 'anhe' }],
  },
  {
    externalId: 'zong',
    name: '综治小宗',
    title: '综治中心',
    about: '临湖街道综治中心',
    roles: [{ role: 'zz_center', areaId: 'street', department: 'zz_center' }],
  },
  {
    externalId: 'dadui',
    name: '大队长老鲁',
    title: '治安大队大队长',
    about: '超期一天的事报到这里',
    roles: [{ role: 'brigade_chief', areaId: 'street' }],
  },
  {
    externalId: 'fuju',
    name: '副局长老严',
    title: '分局副局长',
    about: '超期三天的事报到这里',
    roles: [{ role: 'bureau_chief', areaId: 'street' }],
  },
  {
    externalId: 'ducha',
    name: '督察老杜',
    title: '督察',
    about: '只看对民警的投诉和日志',
    roles: [{ role: 'inspector', areaId: 'street' }],
  },
]
