import { randomUUID } from 'node:crypto'
import { Refusal, refusals } from '../refusal.ts'
import { openTo } from '../world.ts'
import type { Handler } from './call.ts'

const mostImageBytes = 10 * 1024 * 1024

export const upload: Handler = ({ parts }, { files }) => {
  const image = parts.get('image')
  if (parts.get('image_type')?.toString() !== 'message' || !image)
    throw refusals.badField('image_type, image')
  if (image.length === 0) throw new Refusal(234010, "File's size can't be 0.")
  if (image.length > mostImageBytes) throw new Refusal(234006, 'The file size exceed the max value.')
  const key = `img_v3_${randomUUID()}`
  files.set(key, { bytes: image, own: true })
  return { data: { image_key: key } }
}

/** Only what the app uploaded itself. */
export const download: Handler = ({ id }, { files }) => {
  const file = files.get(id)
  if (!file?.own) throw refusals.foreignResource()
  return { bytes: file.bytes }
}

/** The picture or file of a message, whoever sent it. */
export const resource: Handler = ({ id, key, query }, { files, messages, world, app }) => {
  const message = messages.get(id)
  if (!message) throw refusals.badParameter('message_id')
  openTo(world, message.chatId, app.externalSharing)
  if (message.recalled) throw refusals.recalled()
  if (query.type !== 'image' && query.type !== 'file') throw refusals.badField('type')
  const file = files.get(key)
  if (!file || !message.content.includes(key)) throw new Refusal(234003, 'File not in msg.')
  return { bytes: file.bytes }
}
