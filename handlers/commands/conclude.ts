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
  run: ({ desk, matter, staff, values, reply }) =>
    closeMatter({ desk, matter, staff, reply, answers: values.answers }),
})
