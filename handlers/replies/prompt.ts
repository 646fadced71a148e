import type { Draft } from '../../db/drafts.ts'
import type { Card } from '../../matters/message.ts'
import { emergencyLine, plain } from './refusals.ts'

/** In the group, to who told something and cannot be written to in private: not a word of what it was. */
export function promptCard({ id, asks }: Pick<Draft, 'id' | 'asks'>): Card {
  if (asks === 'category')
    return plain(
      '我发不了私信给您,刚才的话也没听明白。请@我再说一次:什么事、在哪里、什么时候。',
      `${emergencyLine}。`,
    )
  return {
    tone: 'plain',
    lines: [
      '我发不了私信给您。刚才的事还没有上报,内容不在群里显示。',
      '请点按钮,或@我回 1 确认、回 2 修改、回 3 不报。别人点了没有用;24小时不回自动删除。',
    ],
    actions: [
      { label: '1 确认', command: `/确认 ${id}` },
      { label: '3 不报', command: `/不报 ${id}` },
    ],
  }
}

export const promptConfirmed: Card = plain(
  '已登记,内容不在群里显示。',
  '看进展请打开和我的私聊,发「/我的」。',
)
export const promptDiscarded: Card = plain('好的,不报了,已立即删除。')
export const promptAmend: Card = plain('请@我,把要更正的再说一句。')

/** The prompt after its button was used. */
export const promptUsed: Card = { tone: 'grey', lines: ['这条提示已经处理。'] }
