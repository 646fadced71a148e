import { tell } from './report.ts'
import type { Verb } from './verb.ts'

/** A tip: sealed apart, told in private only (rules K-1, K-2). */
export const tip: Verb = {
  name: '线索',
  aliases: ['tip'],
  args: '什么事、在哪里、什么时候',
  help: '举报违法犯罪线索,身份加密保存',
  where: 'direct',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, { kind: 'tip', quiet: true }, '/线索 5号楼2单元101有人开设赌局,每晚9点后'),
}
