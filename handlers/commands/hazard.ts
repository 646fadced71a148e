import { tell } from './report.ts'
import type { Verb } from './verb.ts'

/** A hazard. */
export const hazard: Verb = {
  name: '隐患',
  aliases: ['hazard', 'hz'],
  args: '什么隐患、在哪里',
  help: '反映一处安全隐患',
  where: 'anywhere',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, { kind: 'hazard' }, '/隐患 6号楼1单元楼道电动车飞线充电'),
}
