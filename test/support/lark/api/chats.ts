import { refusals } from '../refusal.ts'
import type { State } from '../state.ts'
import type { Json, LarkChat } from '../types.ts'
import { homeTenant } from '../world.ts'
import type { Handler } from './call.ts'
import { pageOf } from './page.ts'

/** The groups the bot is in; no conversations with one person. */
export const list: Handler = ({ query }, { world, app }) => {
  const mine = [...world.chats.values()].filter(
    (one) => one.kind === 'group' && one.botIn && !one.dissolved && (!one.external || app.externalSharing),
  )
  const { items, ...page } = pageOf(mine, query, { most: 100, usual: 20 })
  return {
    data: {
      ...page,
      items: items.map((chat) => ({
        ...{ chat_id: chat.id, name: chat.name, description: '', avatar: '', external: chat.external },
        ...{ owner_id: ownerOf(chat, world), owner_id_type: 'open_id', tenant_key: homeTenant },
        chat_status: 'normal',
      })),
    },
  }
}

/** One group as it is now. */
export const get: Handler = ({ id }, state) => ({ data: factsOf(entered(id, state), state) })

/** Its people, without bots; a page may be smaller or larger than asked. */
export const members: Handler = ({ id, query }, state) => {
  const chat = entered(id, state)
  const all = [...chat.members].map((key) => state.world.person(key))
  const { items, ...page } = pageOf(all, query, { most: 100, usual: 20, odd: true })
  return {
    data: {
      ...page,
      member_total: all.length,
      items: items.map(({ openId, name, tenantKey }) => ({
        ...{ member_id_type: 'open_id', member_id: openId, name, tenant_key: tenantKey },
      })),
    },
  }
}

function entered(id: string, { world, app }: State): LarkChat {
  const chat = world.chats.get(id)
  if (!chat) throw refusals.badParameter('chat_id')
  if (chat.dissolved) throw refusals.dissolved()
  if (chat.external && !app.externalSharing) throw refusals.noExternal()
  if (!chat.botIn) throw refusals.outOfChat()
  return chat
}

function factsOf(chat: LarkChat, { world }: State): Json {
  return {
    ...{ avatar: '', name: chat.name, description: '', owner_id_type: 'open_id' },
    owner_id: chat.kind === 'group' ? ownerOf(chat, world) : '',
    ...{ chat_mode: chat.kind === 'p2p' ? 'p2p' : chat.threads ? 'topic' : 'group', chat_type: 'private' },
    ...{ external: chat.external, tenant_key: homeTenant, chat_status: 'normal', chat_tag: 'inner' },
    group_message_type: chat.threads ? 'thread' : 'chat',
    moderation_permission: chat.muted ? 'only_owner' : 'all_members',
    ...{ user_count: String(chat.members.size), bot_count: '1' },
  }
}

function ownerOf(chat: LarkChat, world: State['world']): string {
  return world.people.get(chat.owner)?.openId ?? ''
}
