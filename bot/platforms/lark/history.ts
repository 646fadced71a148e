import type { LarkApi } from './api.ts'
import type { SaidEvent } from './hear-message.ts'
import type { MessageItem } from './quotes.ts'

/** The platform's largest page. */
const pageSize = 50
/** A group that says more than this within 8 h is no group of neighbours; the rest is left. */
const mostPages = 100

/**
 * What was said in a group between two instants, oldest first, page by page. The times go over in seconds, so a little
 * more may come. `onCut` is called where more was said than is read.
 */
export async function* historyOf(
  api: LarkApi,
  chatId: string,
  { from, to, onCut }: { from: Date; to: Date; onCut?: () => void },
): AsyncGenerator<MessageItem[]> {
  let page_token: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const answer = await api.call<Page>('GET', '/im/v1/messages', {
      query: {
        container_id_type: 'chat',
        container_id: chatId,
        start_time: Math.floor(from.getTime() / 1000),
        end_time: Math.ceil(to.getTime() / 1000),
        sort_type: 'ByCreateTimeAsc',
        page_size: pageSize,
        page_token,
      },
    })
    yield answer.items ?? []
    page_token = answer.has_more ? answer.page_token : undefined
    if (!page_token) return
  }
  onCut?.()
}

interface Page {
  items?: MessageItem[]
  has_more?: boolean
  page_token?: string
}

/** A message of the history as its event would have been. Null: taken back since, or said by an app. */
export function asEvent(item: MessageItem, chatId: string): SaidEvent | null {
  const { message_id, msg_type, create_time, sender, body, mentions, deleted } = item
  if (deleted || !message_id || !msg_type || !create_time || !sender?.id || !body?.content) return null
  if (sender.id_type && sender.id_type !== 'open_id') return null
  return {
    sender: { sender_id: { open_id: sender.id }, sender_type: sender.sender_type ?? 'user' },
    message: {
      message_id,
      chat_id: chatId,
      chat_type: 'group',
      message_type: msg_type,
      content: body.content,
      create_time,
      mentions,
      ...(item.parent_id && { parent_id: item.parent_id }),
    },
  }
}

/** Does this line of the platform tell that the bot went or came? Then others' talk before it was not for us. */
export function tellsOfBot({ msg_type, body }: MessageItem, botName: string): boolean {
  return msg_type === 'system' && botName !== '' && (body?.content ?? '').includes(JSON.stringify(botName))
}
