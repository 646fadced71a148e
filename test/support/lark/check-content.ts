import { checkCard } from './check-card.ts'
import { isObject, parsed, textOf } from './json.ts'
import { refusals } from './refusal.ts'
import type { Json } from './types.ts'
import { readable } from './words.ts'

/** Bytes of the content (https://open.feishu.cn/document/server-docs/im-v1/message/create). */
export const mostBytes = { text: 150 * 1024, other: 30 * 1024 }

const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/
const mail = /[\w.+-]+@[\w-]+\.[A-Za-z]{2,}/

/** The parsed content, if the platform would take it. */
export function checkContent(type: string, content: unknown, ownsImage: (key: string) => boolean): Json {
  if (typeof content !== 'string') throw refusals.badParameter('content is not a string')
  if (Buffer.byteLength(content) > (type === 'text' ? mostBytes.text : mostBytes.other))
    throw refusals.tooLong()
  const value = parsed(content)
  if (!isObject(value)) {
    throw type === 'interactive'
      ? refusals.card(200621, 'parse card json err')
      : refusals.badParameter('content is not valid json')
  }
  checkType(type, value, ownsImage)
  const words = readable(type, content)
  if (mobile.test(words) || mail.test(words)) throw refusals.leaksPrivate()
  return value
}

function checkType(type: string, value: Json, ownsImage: (key: string) => boolean): void {
  if (type === 'interactive') checkCard(value, ownsImage)
  else if (type === 'image') {
    if (!ownsImage(textOf(value.image_key))) throw refusals.foreignResource()
  } else if (type === 'text') {
    if (textOf(value.text) === '') throw refusals.badParameter('text is empty')
  } else if (type !== 'post') throw refusals.badParameter(`msg_type ${type}`)
}
