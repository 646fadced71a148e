import type { Group } from '../../db/registry.ts'
import type { Card } from '../../matters/message.ts'
import type { Operator } from '../desk.ts'

const modeWords = {
  mention: '只读@我的话、命令和私聊;@我之后10分钟内,接着读@我的人说的话和引用这段对话的回复。',
  assisted: '读群里的文字,只为听出求助、纠纷、隐患和线索;与此无关的话当场忘掉,一个字都不保存。',
  work: '读本工作群里的文字,听出事项即登记;与此无关的话当场忘掉,一个字都不保存。',
} as const

/**
 * What a group is told before the bot reads a word in it: who, contact, purpose, way, kinds, how long, which rights
 * (PIPL §17, rule N-2), and that it is not 110.
 */
export function noticeCard(group: Pick<Group, 'mode'>, operator: Operator): Card {
  return {
    tone: 'blue',
    title: '机器人告知',
    lines: [
      `【谁】我是${operator.name}的社区平安助手,是机器人,不是真人。`,
      `【联系】${operator.contact}。`,
      '【目的】把居民反映的事登记成事项,交给网格员和民警办,办完回访。',
      `【方式】${modeWords[group.mode]}`,
      '【内容】只记您确认过的中性摘要、地点、时间;不收身份证号、银行卡号,不记聊天,不评价任何人。',
      '【期限】草稿24小时;办事30天,纠纷和线索180天,到期删除或匿名。您更正过的类别只留打散的数字(没有文字)改进识别,最长一年。',
      '【权利】私聊我:/我的 查看,/撤回 撤销,/不听我 不读您的话;单条不想被读,加上 #不记录。',
      '我不是110。紧急请拨110/119/120。',
    ],
  }
}
