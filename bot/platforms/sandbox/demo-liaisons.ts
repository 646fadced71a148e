import type { Role } from '../../../matters/roles.ts'
import type { DepartmentId } from '../../../matters/taxonomy.ts'
import type { DemoStaff } from './demo-staff.ts'

/** People of other departments that the demonstration community's directory names. All invented. */
export const liaisons: DemoStaff[] = [
  liaison('fang', '司法所小方', 'judicial_office', 'mediator', '司法所,会诊和调解'),
  liaison('su', '司法所小苏', 'judicial_office', 'mediator', '司法所,小方不在时'),
  liaison('song', '律师老宋', 'law_firm', 'mediator', '签约律师,会诊和调解'),
  liaison('he', '调解员何姐', 'people_mediation', 'mediator', '人民调解委员会'),
  liaison('shuji', '法庭书记员小束', 'court', 'department', '人民法庭,三所一庭'),
  liaison('anban', '办案民警老汤', 'case_team', 'department', '案件办理队,接转办的线索'),
  liaison('chengguan', '城管小卜', 'urban_mgmt', 'department', '城管,吹哨报到'),
  liaison('cheng', '城管阿成', 'urban_mgmt', 'department', '城管,小卜不在时'),
  liaison('xiaofang', '消防小马', 'fire', 'department', '消防救援'),
  liaison('ranqi', '燃气小齐', 'gas_co', 'department', '燃气公司抢修'),
  liaison('wuye', '物业老金', 'property_co', 'department', '物业公司'),
  liaison('fulian', '妇联小芙', 'women_fed', 'department', '妇联'),
  liaison('minzheng', '民政老闵', 'civil_affairs', 'department', '民政'),
  liaison('rexian', '热线小任', 'hotline_12345', 'department', '12345热线工单'),
]

function liaison(
  externalId: string,
  name: string,
  department: DepartmentId,
  role: Role,
  about: string,
): DemoStaff {
  return { externalId, name, title: '部门联络员', about, roles: [{ role, areaId: 'street', department }] }
}
