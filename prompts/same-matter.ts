import { z } from 'zod'
import { asData, dataOnly } from './data.ts'
import type { Prompt } from './prompt.ts'
import { categoryId } from './taxonomy-words.ts'

const told = z.object({
  /** Masked words, or the neutral summary of a matter. */
  text: z.string().min(1).max(800),
  category: categoryId.nullable(),
})
const input = z.object({ one: told, other: told })
export type TwoTellings = z.infer<typeof input>

/** Why, as a code: a model's own words are shown to nobody. */
const grounds = ['same_event', 'same_source', 'other_place', 'other_time', 'other_kind', 'unclear'] as const

const answer = z
  .object({ same: z.boolean().nullable(), ground: z.enum(grounds) })
  .refine(({ same, ground }) => (same === null) === (ground === 'unclear'), {
    message: 'same is null exactly where ground is unclear',
  })
export type SameMatter = z.infer<typeof answer>

const examples: { input: TwoTellings; answer: SameMatter }[] = [
  {
    input: {
      one: { text: '3号楼楼道里又停了一排电动车 还飞线充电', category: 'hazard.ebike_indoor' },
      other: { text: '三号楼下面那几辆电瓶车堵着门 线从窗户拉下来', category: 'hazard.ebike_indoor' },
    },
    answer: { same: true, ground: 'same_event' },
  },
  {
    input: {
      one: { text: '5号楼楼上半夜拖椅子', category: 'dispute.neighbor.noise' },
      other: { text: '广场舞音响太吵了 就在南门', category: 'dispute.environment.social_noise' },
    },
    answer: { same: false, ground: 'other_place' },
  },
]

const system = `你是社区警务助手。给你两段已经脱敏的反映,判断说的是不是同一件事。只输出一个 JSON 对象,不要任何解释。

${dataOnly}

输出格式:{"same": true、false 或 null, "ground": 理由代码}
理由代码:same_event(同一件事)、same_source(同一来源、不同表现)、other_place(不同地点)、other_time(不同时间)、other_kind(不是一类事)、unclear(看不出,此时 same 填 null)。
只看地点、时间和事情本身,不看是谁说的;星号是脱敏留下的,不作依据。拿不准就填 null。

例子:
${examples.map((one) => `甲:${one.input.one.text}\n乙:${one.input.other.text}\n输出:${JSON.stringify(one.answer)}`).join('\n')}`

/**
 * Whether two tellings are of one matter. For trying out by hand: no handler asks it, since a model may merge nothing
 * and who merges by rules (handlers/match.ts) has to be able to say why.
 */
export const sameMatter: Prompt<TwoTellings, SameMatter> = {
  name: 'same-matter',
  version: 1,
  input,
  answer,
  longestAnswer: 60,
  render: ({ one, other }) => ({
    system,
    user: [
      `甲的类别:${one.category ?? '未定'}`,
      asData('甲', one.text),
      `乙的类别:${other.category ?? '未定'}`,
      asData('乙', other.text),
    ].join('\n'),
  }),
  examples,
}
