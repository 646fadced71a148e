import { moved } from '../move.ts'
import { text } from './argument-kinds.ts'
import { matterVerb } from './matter-verb.ts'

export const handleMatter = matterVerb({
  name: '办理',
  aliases: ['log', '记录'],
  help: '记一笔办理经过',
  where: 'direct',
  rights: ['log'],
  states: ['handling'],
  arguments: { note: text('做了什么', '上门见了双方,约周五再谈') },
  async run({ call, desk, matter, staff, values, reply }) {
    const { changes } = moved(desk, matter, staff, {
      notes: [{ kind: 'logged', values: { note: values.note } }],
    })
    const masked = call.rest.includes(values.note) ? [] : ['姓名、门牌和号码已遮盖。']
    return {
      changes,
      posts: [
        reply({
          tone: 'plain',
          lines: [`已记入 ${matter.number}。`, ...masked],
          actions: [{ label: '化解', command: `/化解 ${matter.number}` }],
        }),
      ],
    }
  },
})
