import { awaitsReceipt, transfersOf } from '../../db/transfers.ts'
import { closeMatter } from '../close-matter.ts'
import { answers } from './argument-answers.ts'
import { matterVerb } from './matter-verb.ts'

export const conclude = matterVerb({
  name: '办结',
  aliases: ['close'],
  help: '答完四问就办结,并约好回访(蓝色的网格员也能办结)',
  where: 'direct',
  rights: ['conclude'],
  states: ['resolved', 'transferred'],
  arguments: { answers },
  async run({ desk, matter, staff, values, reply, refuse }) {
    // A hand-over is complete when its receiver says so (requirement A137).
    const sent = matter.state === 'transferred' && awaitsReceipt(await transfersOf(desk.db, matter.id))
    if (sent) return refuse(`转办单 ${sent.number} 还没签收,签收后才能办结。`)
    return await closeMatter({ desk, matter, staff, reply, answers: values.answers })
  },
})
