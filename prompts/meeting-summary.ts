import { z } from 'zod'
import { asData, dataOnly } from './data.ts'
import type { Prompt } from './prompt.ts'
import { categoryId, departmentId, departmentTable } from './taxonomy-words.ts'

/** 研判会, 会诊, 三所联调, 三所一庭, 调解. */
const meetings = ['study', 'consultation', 'joint_mediation', 'joint_court', 'mediation'] as const

const input = z.object({
  meeting: z.enum(meetings),
  /** What was on the table: a letter, never a number of a matter. */
  items: z
    .array(
      z.object({
        ref: z.string().regex(/^[A-Z]$/),
        category: categoryId,
        summary: z.string().max(120),
      }),
    )
    .max(26),
  /** The clerk's masked notes. */
  notes: z.string().min(1).max(4000),
})
export type Minutes = z.infer<typeof input>

const decisions = ['assign', 'supervise', 'transfer', 'mediate', 'watch', 'none'] as const

const answer = z.object({
  items: z
    .array(
      z.object({
        ref: z.string().regex(/^[A-Z]$/),
        decision: z.enum(decisions),
        lead: departmentId.nullable(),
        co: z.array(departmentId).max(5),
        /** Days from the meeting. */
        dueDays: z.number().int().min(0).max(365).nullable(),
      }),
    )
    .max(26),
  /** Sentences of the notes, word for word, that no item holds. */
  further: z.array(z.string().max(80)).max(5),
})
export type MeetingSummary = z.infer<typeof answer>

const examples: { input: Minutes; answer: MeetingSummary }[] = [
  {
    input: {
      meeting: 'study',
      items: [
        { ref: 'A', category: 'dispute.neighbor.noise', summary: '安和花园5号楼:邻里噪声,反复发生' },
        { ref: 'B', category: 'hazard.fire_lane', summary: '安和花园3号楼:占用消防通道' },
      ],
      notes: 'A这个还是网格员牵头 物业配合 一周内上门 B请消防去看一趟 三天 另外楼道堆物要集中清一次',
    },
    answer: {
      items: [
        { ref: 'A', decision: 'assign', lead: 'grid_worker', co: ['property_co'], dueDays: 7 },
        { ref: 'B', decision: 'assign', lead: 'fire', co: [], dueDays: 3 },
      ],
      further: ['楼道堆物要集中清一次'],
    },
  },
]

const system = `你是社区警务助手的会议记录员。给你一次会议的议题和已经脱敏的记录,把每个议题的决定整理成代码。只输出一个 JSON 对象,不要任何解释。

${dataOnly}

输出格式:
{"items": [{"ref": 议题字母, "decision": 决定, "lead": 牵头部门或 null, "co": [配合部门], "dueDays": 天数或 null}], "further": [原文句子]}

要求:
1. decision 只能取:assign(交办)、supervise(督办)、transfer(移送)、mediate(调解)、watch(继续关注)、none(没有决定)。
2. 部门只能取下面“部门表”里的代码。记录里没说的填 null 或 []。
3. further 是记录里与议题无关的决定,一字不差照抄,每句80字以内,最多5句。
4. 不补充记录里没有的内容,不评判对错,不写姓名。

部门表:
${departmentTable()}

例子:
${examples.map((one) => `议题:${one.input.items.map(({ ref, summary }) => `${ref} ${summary}`).join(';')}\n记录:${one.input.notes}\n输出:${JSON.stringify(one.answer)}`).join('\n')}`

/** What a meeting decided, as codes for a person to check. For trying out by hand: meetings are not built yet. */
export const meetingSummary: Prompt<Minutes, MeetingSummary> = {
  name: 'meeting-summary',
  version: 1,
  input,
  answer,
  longestAnswer: 1200,
  render: ({ meeting, items, notes }) => ({
    system,
    user: [
      `会议:${meeting}`,
      ...items.map(
        ({ ref, category, summary }) => `议题${ref} ${category}\n${asData(`议题${ref}`, summary)}`,
      ),
      asData('记录', notes),
    ].join('\n'),
  }),
  examples,
}
