import type { Card } from '../../matters/message.ts'
import type { Operator } from '../desk.ts'

/** To who opens the conversation with the bot. */
export function helloCard(operator: Operator): Card {
  return {
    tone: 'plain',
    lines: [
      `您好,我是${operator.name}的社区平安助手,是机器人。`,
      '有纠纷、隐患、线索、求助或要办的事,直接在这里说:什么事、在哪里、什么时候。您确认后才登记,转给网格员和民警办。',
      '发「/帮助」看能做什么,「/告知」看怎样处理您的信息。',
      '我不是110。紧急请拨110/119/120。',
    ],
  }
}
