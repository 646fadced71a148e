import { tell } from './report.ts'
import type { Verb } from './verb.ts'

/** An errand at an office. */
export const service: Verb = {
  name: '办事',
  aliases: ['svc'],
  args: '事项',
  help: '问办事、约办事',
  where: 'anywhere',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, { kind: 'service' }, '/办事 给行动不便的老人上门办身份证'),
}
