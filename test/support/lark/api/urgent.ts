import { listOf, textOf } from '../json.ts'
import { refusals } from '../refusal.ts'
import { openTo } from '../world.ts'
import type { Handler } from './call.ts'

/** Buzzes people about one of the app's own messages; not in external groups. */
export const buzz =
  (kind: 'app' | 'sms' | 'phone'): Handler =>
  ({ id, body, query }, { messages, world, app, buzzes }) => {
    const message = messages.get(id)
    if (!message) throw refusals.badParameter('message_id')
    if (message.from !== 'bot') throw refusals.notSender()
    const chat = openTo(world, message.chatId, app.externalSharing)
    if (chat.external) throw refusals.lacksRight()
    if (query.user_id_type !== 'open_id') throw refusals.badField('user_id_type')
    const asked = listOf(body.user_id_list).map(textOf)
    const here = [...chat.members].map((key) => world.person(key))
    const people = here.filter((one) => asked.includes(one.openId)).map((one) => one.key)
    buzzes.push({ messageId: id, kind, people })
    return { data: { invalid_user_id_list: asked.filter((one) => !here.some((x) => x.openId === one)) } }
  }
