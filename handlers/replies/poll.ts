import type { Poll } from '../../db/polls.ts'
import type { Card } from '../../matters/message.ts'
import { dayWords } from '../../matters/working-time.ts'
import { plain } from './refusals.ts'

type Asked = Pick<Poll, 'id' | 'question' | 'options' | 'closesAt'>

const how = '例如:/征集 楼下空地种什么 种花 种菜 摆长椅'

/** A figure below this stands for so few that somebody could be told by it. */
const fewest = 5

export const usualOptions = ['愿意', '不愿意', '再看看']

export const pollTexts = {
  how: plain('问什么、有哪些选项,用空格隔开,选项2到6个。', how, '私聊发时先写群名。'),
  tooLong: plain('题目请在30字以内,每个选项10字以内。', how),
  whichGroup: (names: string[]) => plain(`问哪个群:${names.join('、')}?`, '例如:/征集 群名 题目 选项 选项'),
  notYours: plain('这个群不在您管的片区,没有发。'),
  aboutSomebody: plain(
    '题目或选项里像有人名、门牌、号码或某一户,没有发。',
    '征集只问事,不评人。请换个说法。',
  ),
  stillOpen: (poll: Poll) =>
    plain(
      `这个群还有一次征集没结束:「${poll.question}」,${dayWords(poll.closesAt)}截止。`,
      `先结束它:/征集 结束 ${poll.id}`,
    ),
  quiet: plain('现在是晚上10点到早上7点,不打扰大家,没有发。早上7点以后再发。'),
  spent: (group: string) => plain(`${group}今天已有别的消息,为不打扰大家,没有发。明天可以发。`),
  silent: (group: string) => plain(`现在不能在${group}发:群里还没有发告知,或机器人已不在群里。`),
  posted: (group: string, poll: Asked) =>
    plain(`已发到${group}:「${poll.question}」,${dayWords(poll.closesAt)}截止,到时在群里公布。`),
  noSuch: plain('没有这次征集,或不在您管的片区。看列表发:/征集'),
  ended: plain('已结束,不再收。结果会发到群里;群里今天已有消息的话,明早再发。'),
  endedAlready: plain('这次征集已经结束。'),
  over: plain('这次征集已经截止,谢谢您。'),
  noVote: plain('请写征集号和选项号,例如:/投票 12 1'),
  voted: (poll: Asked, option: number) =>
    plain(
      `记下了:「${poll.question}」您选 ${option}. ${poll.options[option - 1]}。`,
      `不记名,只数人数。截止前可以改选;不想参加了:/投票 ${poll.id} 撤回`,
    ),
  takenBack: (poll: Asked) => plain(`「${poll.question}」您的那一票已撤回,没有留下记录。`),
  /** In 我的. */
  held: ({ poll, option }: { poll: Poll; option: number }) =>
    `没截止的征集「${poll.question}」:您选了 ${poll.options[option - 1] ?? option},截止就删。撤回:/投票 ${poll.id} 撤回`,
  /** In 删除. */
  goes: ({ poll }: { poll: Poll }) => `征集「${poll.question}」里您的一票:撤回,没有留下记录。`,
} as const

/** The question as its group reads it. */
export function pollCard(poll: Asked): Card {
  const { id, question, options, closesAt } = poll
  return {
    tone: 'blue',
    title: `问问大家:${question}`,
    lines: [
      ...options.map((option, at) => `${at + 1}. ${option}`),
      `自愿、不记名,只数人数。点按钮,或@我回数字,或私聊发:/投票 ${id} 数字`,
      `${dayWords(closesAt)}截止,截止前可改。`,
    ],
    actions: options.map((option, at) => ({
      label: `${at + 1} ${option}`,
      command: `/投票 ${id} ${at + 1}`,
    })),
  }
}

/** What came of it. Few voices are not counted out, so that nobody can be told by them. */
export function pollResult({
  question,
  options,
  counts,
}: Pick<Poll, 'question' | 'options' | 'counts'>): Card {
  const told = options.map((option, at) => `${at + 1}. ${option}:${voices(counts?.[at] ?? 0)}`)
  const few = (counts ?? []).every((one) => one < fewest)
  return {
    tone: 'blue',
    title: `征集结果:${question}`,
    lines: few
      ? ['参加的人不多,就不分项公布了。谢谢参加的邻居。']
      : [...told, '谢谢大家。谁选了什么没有留下记录。'],
  }
}

function voices(count: number): string {
  return count < fewest ? `不到${fewest}人` : `${count}人`
}

/** For the colleagues of its area: what is asked and what came of it. */
export function pollList(rows: { poll: Poll; group: string }[]): Card {
  if (rows.length === 0) return plain('还没有征集过。', how)
  return {
    ...plain(
      ...rows.map(({ poll, group }) => {
        const now = poll.closedAt ? resultLine(poll) : `${dayWords(poll.closesAt)}截止`
        return `${poll.id}号|${group}|${poll.question}|${now}`
      }),
    ),
    actions: rows.flatMap(({ poll }) =>
      poll.closedAt ? [] : [{ label: `结束 ${poll.id}号`, command: `/征集 结束 ${poll.id}` }],
    ),
  }
}

function resultLine({ options, counts }: Poll): string {
  return options.map((option, at) => `${option}${voices(counts?.[at] ?? 0)}`).join('、')
}
