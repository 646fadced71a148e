import { ceilingsReached } from '../../db/clocks-due.ts'
import type { Desk } from '../desk.ts'
import { tellLawfulWays } from '../lawful-ways.ts'
import { batch, type Duty } from './duty.ts'

/** At the hard ceiling of 30 days those who reported are told what else the law leaves them (rule P-4). */
export const tellWaysAtCeiling: Duty = {
  name: 'tell lawful ways',
  missed: 'always made up: told as soon as somebody runs, once a matter',
  async due(desk: Desk) {
    const due = await ceilingsReached(desk.db, desk.clock.now(), batch)
    return await Promise.all(due.map((matter) => tellLawfulWays(desk, matter, 'ceiling')))
  },
}
