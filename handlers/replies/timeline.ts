import { type State, stateName } from '../../matters/moves.ts'
import { localDate, localTime } from '../../matters/working-time.ts'

const words: Record<string, string> = {
  opened: '登记',
  studied: '研判',
  assigned: '交办',
  taken: '接单',
  logged: '办理',
  numbered: '别处的编号',
  resolved: '化解',
  concluded: '办结',
  postponed: '回访改期',
  unreached: '回访没联系上',
  no_entry: '没让进门',
  visit_taken: '接手回访',
  visit_nudged: '回访催办',
  visit_undone: '回访没做,报所长',
  visit_move_asked: '申请再改回访',
  unsettled: '未办结,继续办',
  followup: '转入回访',
  visited: '回访',
  reopened: '重开',
  withdrawn: '撤回',
  lifted: '解除紧急',
  added: '补充',
  joined: '又有人反映',
  read: '查看',
  raised: '回访到期提醒',
  archived: '归档',
  merged: '并入另一件',
  absorbed: '并进来一件',
  unmerged: '拆分还原',
  parted: '拆出一件',
  split: '另立一件',
  listed: '挂牌',
  reinspected: '复查未过',
  delisted: '销号',
  nudged: '超期提醒',
  escalated: '值班未接,已再呼',
  refused: '被拒绝',
  audited: '审计',
  moved: '变更',
  recategorised: '更正类别',
  recoloured: '级别',
  levelled: '升级',
  returned: '退单',
  verified: '核实',
  hazard: '另立隐患',
  no_hazard: '没有后续隐患',
  linked: '关联',
  joint_visit: '联合走访',
  handling: '转入办理',
  unfounded: '未发现所说情况',
  reminded: '时限提醒',
  climbed: '超期上报',
  climb_skipped: '超期上报(系统里联系不到)',
  routes_told: '已告知依法可走的途径',
  extension_asked: '申请延期',
  extension_granted: '同意延期',
  extension_refused: '不同意延期',
  supervised: '督办',
  alarmed: '同事发出紧急',
  corrected: '反映人更正',
  rated: '反映人评价',
  erased: '一位反映人删除了自己的资料',
  unseal_asked: '申请启封',
  unseal_granted: '同意启封',
  unseal_refused: '不同意启封',
  unsealed: '查看启封结果',
  whistle_asked: '请求吹哨',
  whistled: '吹哨',
  checked_in: '报到',
  whistle_overdue: '到时限未报到',
  consult_called: '约会诊',
  panel_proposed: '提议三所一庭',
  panel_approved: '所长同意三所一庭',
  seat_accepted: '参加会次',
  seat_declined: '不参加会次',
  planned: '会商方案',
  session_cancelled: '取消会次',
  mediated: '调解',
  mediation_refused: '有一方不同意调解',
  mediation_agreed: '各方愿意调解',
  confirmation_asked: '申请司法确认',
  confirmation_due: '司法确认到期提醒',
  transferred: '转办',
  received: '对方签收',
  receipt_overdue: '到时限未签收',
  transfer_declined: '对方退回',
  topic_put: '列入议题',
  meeting_called: '临时召集会议',
  meeting_moved: '会议改期',
  meeting_cancelled: '取消会议',
  meeting_set: '会议设置',
  meeting_attended: '会议签到',
  minutes_written: '写纪要',
  minutes_confirmed: '确认纪要',
  minutes_published: '发布纪要',
  decided: '会议决议',
  decision_done: '决议完成',
  decision_dropped: '决议不再办',
  decision_moved: '决议改限',
  problem_listed: '列入问题清单',
  problem_planned: '问题定方案',
  problem_asked: '请提出人确认',
  problem_again: '提出人说没解决',
  problem_closed: '提出人说解决了',
  report_opened: '排季度汇报',
  report_agreed: '同意季度汇报',
  question_answered: '答复群众提问',
  question_left_out: '提问不公开答复',
  leave_taken: '请假',
  leave_cancelled: '取消请假',
  roster_planned: '排班',
  shift_swapped: '换班',
  posting_reached: '派驻到岗',
  hours_read: '查看驻社区时间',
  walked: '走访',
}

/** One line of a matter's story. `notes` shows what officers wrote; the reporter sees the steps only. */
export function happeningWords(
  event: { at: Date; kind: string; toState: string | null; values: Record<string, unknown> | null },
  shown: { notes: boolean; time?: false },
): string {
  const when = shown.time === false ? '' : `${localDate(event.at)} ${localTime(event.at)} `
  const what = eventName(event.kind)
  const said = shown.notes && typeof event.values?.note === 'string' ? event.values.note : ''
  const note = said === '' ? '' : `:${cutShort(said)}`
  const to = event.kind === 'moved' && event.toState ? `→${stateName(event.toState as State)}` : ''
  return `${when}${what}${to}${note}`
}

/** What an event is called; unknown ones by their own name. */
export function eventName(kind: string): string {
  return words[kind] ?? kind
}

/** Characters of one note in a timeline: a dozen lines still make one message. */
const longestNote = 300

function cutShort(note: string): string {
  const letters = [...note]
  return letters.length > longestNote
    ? `${letters.slice(0, longestNote).join('')}……(共${letters.length}字)`
    : note
}
