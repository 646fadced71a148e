import { moved } from '../move.ts'
import { externalLine } from '../replies/matter-card.ts'
import { external } from './argument-external.ts'
import { text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { matterVerb } from './matter-verb.ts'

const what = text('做了什么', '上门见了双方,约周五再谈')

export const handleMatter = matterVerb({
  name: '办理',
  aliases: ['log', '记录'],
  help: '记一笔办理经过;别处已有的编号也记在这里',
  where: 'direct',
  rights: ['log'],
  states: ['handling'],
  arguments: { note: optional(what), external },
  async run({ call, desk, matter, staff, values, reply, refuse }) {
    const { note, external: number } = values
    if (!note && !number)
      return refuse(`还缺「${what.label}」。`, `例如:/办理 ${matter.number} ${what.example}`)
    const { changes } = moved(desk, matter, staff, {
      set: number ? { externalNumber: number } : {},
      notes: [
        ...(number ? [{ kind: 'numbered', values: { note: number } }] : []),
        ...(note ? [{ kind: 'logged', values: { note } }] : []),
      ],
    })
    const masked = !note || call.rest.includes(note) ? [] : ['姓名、门牌和号码已遮盖。']
    return {
      changes,
      posts: [
        reply({
          tone: 'plain',
          lines: [`已记入 ${matter.number}。`, ...(number ? [externalLine(number)] : []), ...masked],
          actions: [{ label: '化解', command: `/化解 ${matter.number}` }],
        }),
      ],
    }
  },
})
