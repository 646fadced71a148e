import { aboutPolice } from '../../matters/vault.ts'
import { tell } from './report.ts'
import type { Verb } from './verb.ts'

/** A complaint about police or grid workers: to the inspector alone (rule K-7). Nothing else is read out of it, and no danger in it pages the station. */
export const complain: Verb = {
  name: '投诉',
  aliases: ['complain'],
  args: '什么事、什么时候',
  help: '投诉民警或网格员,只到督察;也可拨12389',
  where: 'direct',
  who: 'everyone',
  words: true,
  run: (call) => tell(call, { category: aboutPolice, quiet: true }, '/投诉 11月3日下午报警后一直没人来'),
}
