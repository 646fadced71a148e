import { type MeetingKind, meetingKinds, type OnDaysOff } from '../../matters/meeting.ts'
import type { Face } from '../meetings/face.ts'
import { meetingName, reminderWords, spanWords } from './meeting.ts'
import { plain } from './refusals.ts'

const dayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const offNames: Record<OnDaysOff, string> = {
  move: '顺延到下一个上班日,紧挨着下一次就合并',
  skip: '不开',
  keep: '照开',
}

/** What /例会 设置 answers, and how each setting is said back. */
export const settingTexts = {
  how: plain(
    '可以设置:每周 周三 9:30;放假 顺延/跳过/照开;提醒 1天 1小时(或 关);提醒文字 …;征集 1天(或 关);',
    '材料 16:00(或 关);地点 …;主持 @人;六方 开/关;时长 1小时。',
    '前面写会议号只改那一次,例如:/例会 设置 12 提醒 2小时。',
  ),
  seriesOnly: plain('这一项是整个例会的,不写会议号再发一次。只改一次的时间用:/例会 改期'),
  noArea: plain('您没有可以排会的社区,请联系社区民警或综治中心。'),
  noSeries: (where: string, kind: MeetingKind) =>
    plain(`${where}还没有${meetingKinds[kind]}。先定时间,例如:/例会 设置 每周 周三 9:30`),
  over: (face: Face) => plain(`${meetingName(face)} 已经开过或取消了。`),
  echoOne: (face: Face, line: string) => [`只改 ${meetingName(face)}`, line],
  echoSeries: (where: string, kind: MeetingKind, line: string) => [
    `${where}${meetingKinds[kind]},以后每次:`,
    line,
  ],
  setOne: (face: Face, line: string) => plain(`${meetingName(face)}:${line}。`),
  setSeries: (where: string, kind: MeetingKind, line: string) =>
    plain(`${where}${meetingKinds[kind]}:${line}。往后的会都按这个。`),
  weekly: ({ weekday, time }: { weekday: number; time: string }) => `每${dayNames[weekday]} ${time}`,
  onDaysOff: (how: OnDaysOff) => `放假时${offNames[how]}`,
  reminders: (reminders: readonly { minutes: number }[]) =>
    `开会${reminderWords(reminders)}`.replace('提前', '前提醒:'),
  reminderText: (text: string | undefined) => (text ? `提醒里写:${text}` : '提醒里不另写话'),
  call: (minutes: number | null) => (minutes === null ? '不征集议题' : `提前${spanWords(minutes)}征集议题`),
  pack: (time: string | null) => (time === null ? '不发材料' : `前一天 ${time} 发材料`),
  place: (place: string) => `地点:${place}`,
  chair: (name: string) => `主持:${name}`,
  sixOffices: (is: boolean) => (is ? '同时逐个提醒六方' : '只在工作群提醒'),
  lasts: (minutes: number) => `时长${spanWords(minutes)}`,
} as const
