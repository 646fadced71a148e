import { z } from 'zod'

const id = z.string('少了编号').min(1, '少了编号').max(200, '编号太长')

/** What the page may send. Lengths of text are the chat service's business. */
export const requests = {
  message: z.object({
    as: id,
    chatId: id,
    text: z.string('少了要说的话'),
    type: z.enum(['text', 'voice_text', 'image', 'link'], '没有这种消息').optional(),
    quotes: id.optional(),
    mentions: z.array(z.object({ id, nick: z.string() })).optional(),
  }),
  click: z.object({ as: id, messageId: id, action: z.int('少了按钮序号').min(0) }),
  recall: z.object({ as: id, messageId: id }),
  clock: z.object({
    forwardSeconds: z
      .number('少了要快进的秒数')
      .gt(0, '时间只能往前走')
      .max(366 * 86_400, '一次最多快进一年'),
  }),
  matters: z.object({ as: id }),
}
