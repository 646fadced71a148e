import type { Delivery } from './delivery.ts'
import { idsOf } from './say.ts'
import type { State } from './state.ts'
import type { Json, LarkChat, Person } from './types.ts'

const invited = '{from_user} invited {to_chatters} to this chat.'
const removed = '{from_user} removed {to_chatters} from this chat.'

export type Happenings = ReturnType<typeof createHappenings>

/** What happens in chats besides saying. People and groups go by short name or id. */
export function createHappenings(state: State, delivery: Delivery) {
  const { world, messages, clock, app } = state

  function tell(chat: LarkChat, type: string, body: Json): void {
    if (!chat.external || app.externalSharing) delivery.push(type, body)
  }
  /** The grey line everybody sees, and which the history gives; it comes as no event. */
  function note(chat: LarkChat, template: string, by: string, whom: string): void {
    const content = JSON.stringify({ template, from_user: [by], to_chatters: [whom] })
    messages.add({ chatId: chat.id, from: 'system', type: 'system', content })
  }
  function about(chat: LarkChat, by: Person): Json {
    const names = { name: chat.name, i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' } }
    const operator = { operator_id: idsOf(by), operator_tenant_key: by.tenantKey }
    return { chat_id: chat.id, external: chat.external, ...operator, ...names }
  }
  function users(...people: Person[]): Json {
    return {
      users: people.map((one) => ({ name: one.name, tenant_key: one.tenantKey, user_id: idsOf(one) })),
    }
  }

  return {
    /** Takes back a message; by another than its author, as owner of the group. */
    recalls(who: string, messageId: string): void {
      const message = messages.get(messageId)
      if (!message) throw new Error(`nothing to take back: ${messageId}`)
      message.recalled = true
      state.tell(message)
      const chat = world.chat(message.chatId)
      const type = world.person(who).key === message.from ? 'message_owner' : 'group_owner'
      const when = { recall_time: String(clock.ms()), recall_type: type }
      if (chat.botIn)
        tell(chat, 'im.message.recalled_v1', { message_id: messageId, chat_id: chat.id, ...when })
    },
    /** Somebody puts the bot into a group. */
    addsBot(who: string, group: string): void {
      const chat = world.chat(group)
      chat.botIn = true
      note(chat, invited, world.person(who).name, world.bot.name)
      tell(chat, 'im.chat.member.bot.added_v1', about(chat, world.person(who)))
    },
    removesBot(who: string, group: string): void {
      const chat = world.chat(group)
      chat.botIn = false
      note(chat, removed, world.person(who).name, world.bot.name)
      tell(chat, 'im.chat.member.bot.deleted_v1', about(chat, world.person(who)))
    },
    joins(who: string, group: string, by: string = who): void {
      const chat = world.chat(group)
      const person = world.person(who)
      chat.members.add(person.key)
      note(chat, invited, world.person(by).name, person.name)
      const body = { ...about(chat, world.person(by)), ...users(person) }
      if (chat.botIn) tell(chat, 'im.chat.member.user.added_v1', body)
    },
    leaves(who: string, group: string, by: string = who): void {
      const chat = world.chat(group)
      const person = world.person(who)
      chat.members.delete(person.key)
      note(chat, removed, world.person(by).name, person.name)
      const body = { ...about(chat, world.person(by)), ...users(person) }
      if (chat.botIn) tell(chat, 'im.chat.member.user.deleted_v1', body)
    },
    renames(who: string, group: string, name: string): void {
      const chat = world.chat(group)
      const before_change = { name: chat.name }
      chat.name = name
      const { operator_id, operator_tenant_key, chat_id, external } = about(chat, world.person(who))
      const body = {
        chat_id,
        operator_id,
        external,
        operator_tenant_key,
        after_change: { name },
        before_change,
      }
      if (chat.botIn) tell(chat, 'im.chat.updated_v1', body)
    },
    disbands(who: string, group: string): void {
      const chat = world.chat(group)
      chat.dissolved = true
      if (chat.botIn) tell(chat, 'im.chat.disbanded_v1', about(chat, world.person(who)))
    },
    /** Opens the conversation with the bot alone; from then on the bot may write there. Gives its chat id. */
    enters(who: string): string {
      const person = world.person(who)
      const chat = world.direct(person.key)
      person.reachable = true
      const last = messages.of(chat.id).at(-1)
      delivery.push('im.chat.access_event.bot_p2p_chat_entered_v1', {
        ...{ chat_id: chat.id, operator_id: idsOf(person) },
        ...(last && { last_message_id: last.id, last_message_create_time: String(last.atMs) }),
      })
      return chat.id
    },
    /** The bot may no longer write to this person alone, until they enter or write. */
    shuts(who: string): void {
      world.person(who).reachable = false
    },
    /** Only owner and administrators may speak from now on. */
    mutes(group: string, muted = true): void {
      world.chat(group).muted = muted
    },
    /** Bots of others use up what may be said in a chat within a second. */
    otherBotsSay(group: string, times: number): void {
      const { id } = world.chat(group)
      state.limits.others(id, times)
      for (let one = 0; one < times; one++) {
        messages.add({ chatId: id, from: 'cli_ffffffffffffffff', type: 'text', content: '{"text":"叮"}' })
      }
    },
  }
}
