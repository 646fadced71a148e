import { moved } from '../move.ts'
import { choice, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

export const resolve = matterVerb({
  name: '化解',
  aliases: ['solve'],
  help: '事情已处置好,等办结',
  where: 'direct',
  rights: ['resolve'],
  states: ['handling'],
  arguments: {
    spot: optional(choice('当场', { 当场: 'spot', 现场: 'spot' })),
    note: optional(text('结果', '双方谈妥,装了静音垫')),
  },
  async run({ desk, matter, staff, values, reply }) {
    const { note = '', spot } = values
    const { changes } = moved(desk, matter, staff, {
      steps: [{ to: 'resolved', values: { note, onTheSpot: spot !== undefined } }],
      set: { outcome: 'settled' },
    })
    return {
      changes,
      posts: [
        reply({
          tone: 'plain',
          lines: [`${matter.number} 已化解。办结后会自动约回访。`],
          actions: [{ label: '办结', command: `/办结 ${matter.number}` }],
        }),
      ],
    }
  },
})
