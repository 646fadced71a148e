import type { Member, Team } from '../../db/teams.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import { lasted } from './patrol.ts'
import { plain } from './refusals.ts'

/** One of the five slots of 1+1+2+N+N, with who is there. */
export interface Slot {
  name: string
  least: number
  most?: number
  people: string[]
}

export interface TeamFigures {
  members: number
  patrols: number
  minutes: number
  helped: number
  settled: number
}

const perTeam = '数字按队算,不按人算,不排名。'

export const teamTexts = {
  whichCommunity: (names: string[]) => plain(`看哪个社区:${names.join('、')}?`, '例如:/团队 安和社区'),
  mayNotForm: plain('建队、解散由社区民警、网格长或所长来做。'),
  howToForm: plain('写上队名,例如:/团队 新建 平安志愿巡逻队', '居民私聊我「/报名 队名」就能加入。'),
  aboutSomebody: plain('队名里像有人名或号码,没有建。请换个名字。'),
  exists: (name: string) => plain(`「${name}」已经有了。`),
  formed: (name: string, area: string) =>
    plain(`已建「${name}」(${area})。`, `居民私聊我报名:/报名 ${name}。本人同意才登记,随时可退出。`),
  noSuch: (names: string[]) =>
    names.length > 0 ? plain(`没有这支队伍。现有:${names.join('、')}`) : plain('还没有队伍。'),
  ended: (name: string) => plain(`「${name}」已解散,报名资料已全部删除。`),
  signUpHow: (names: string[]) =>
    names.length > 0
      ? plain(`可以报名的队伍:${names.join('、')}`, `例如:/报名 ${names[0]}`)
      : plain('现在还没有招人的队伍。想出份力,可以问问社区民警:/找民警'),
  inAlready: (name: string) => plain(`您已经在「${name}」里。要退出:/报名 退出`),
  consent: (name: string, calledAs: string): Card => ({
    tone: 'yellow',
    title: `报名「${name}」`,
    lines: [
      `要存:您的称呼「${calledAs}」,和加密的账号(用来通知您)。不存电话、住址、身份证号。`,
      '谁看得到称呼:本片民警、网格长、所长。加密的账号谁也看不到。',
      '志愿参加,不打卡、不计分、不排名。随时退出,退出就全部删掉。',
      `同意就点「同意报名」;换个称呼,发:/报名 ${name} 您的称呼`,
    ],
    actions: [{ label: '同意报名', command: `/报名 ${name} ${calledAs} 同意` }],
  }),
  joined: (name: string): Card => ({
    ...plain(`报上了「${name}」,谢谢您。有活动会有人联系您,来不来您定。`, '遇到危险先躲开,打110。'),
    actions: [{ label: '退出', command: '/报名 退出' }],
  }),
  notIn: plain('您没有报名,没有存您的报名资料。'),
  left: (names: string[]) =>
    plain(`已退出${names.map((name) => `「${name}」`).join('')},报名资料已删除。谢谢您来过。`),
  somebodyJoined: (name: string, calledAs: string) =>
    plain(`「${name}」有人报名:${calledAs}。`, `要告诉大家什么:/团队 通知 ${name} 内容`),
  howToTell: (name: string) => plain('写上要通知的话。', `例如:/团队 通知 ${name} 周六晚7点小广场集合`),
  nobodyYet: (name: string) => plain(`「${name}」还没有人报名,没有发。`),
  willTell: (name: string, count: number, text: string) => [`私聊发给「${name}」${count} 人:`, text],
  told: (count: number, quiet: boolean) =>
    plain(quiet ? `现在太晚,早上7点发给 ${count} 人。` : `已发给 ${count} 人。来不来由本人定,不用回复。`),
  news: (name: string, text: string): Card => ({
    tone: 'blue',
    title: name,
    lines: [text, '来不来您定,不用回复。'],
    actions: [{ label: '退出队伍', command: '/报名 退出' }],
  }),
  /** In 我的: what is held of one's having signed up. */
  held: (one: Pick<Team, 'name'> & { member: Pick<Member, 'calledAs'> }) =>
    `报名的队伍:${one.name},称呼「${one.member.calledAs}」,账号加密存着。退出就删:/报名 退出`,
  /** In 删除: what goes. */
  goes: (name: string) => `「${name}」的报名:称呼和加密的账号,删除。`,
} as const

/** The five slots of a community, with what is missing (requirement A041). */
export function slotsCard(community: string, slots: readonly Slot[], teams: readonly string[]): Card {
  return {
    tone: 'plain',
    title: `${community}|1+1+2+N+N`,
    lines: [
      ...slots.map((slot) => {
        const gap = gapOf(slot)
        return `${slot.name}(${wanted(slot)}):${slot.people.join('、') || '无'}${gap ? `|${gap}` : ''}`
      }),
      ...(teams.length > 0 ? [`志愿队伍:${teams.join('、')}。看数字发:/团队 队名`] : []),
    ],
  }
}

function wanted({ least, most }: Slot): string {
  return most === least ? `${least}名` : `至少${least}名`
}

/** 缺员, 多出, or nothing. */
export function gapOf({ least, most, people }: Slot): string {
  if (people.length < least) return `缺员 ${least - people.length}`
  return most !== undefined && people.length > most ? `多出 ${people.length - most}` : ''
}

/** A team together: what it did, never what one of them did (requirement A104). */
export function teamCard(team: Team, figures: TeamFigures, called: readonly string[]): Card {
  return {
    tone: 'plain',
    title: team.name,
    lines: [
      `报名 ${figures.members} 人${called.length > 0 ? `:${called.join('、')}` : ''}`,
      `巡逻 ${figures.patrols} 次${figures.patrols > 0 ? `,合计${lasted(figures.minutes * 60_000)}` : ''};帮忙 ${figures.helped} 件,其中化解 ${figures.settled} 件。`,
      perTeam,
      `${dayWords(team.madeAt)}建队`,
    ],
  }
}
