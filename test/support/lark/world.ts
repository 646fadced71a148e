import { idOf } from './ids.ts'
import { refusals } from './refusal.ts'
import type { FakeLarkOptions, GroupPlan, LarkChat, Person, PersonPlan } from './types.ts'

export const homeTenant = '736588c9260f175e'
const otherTenant = '2ed263bf32cf1651'

export type World = ReturnType<typeof createWorld>

/** Who there is and who is in which chat. Levers name people and groups by their short name or by their id. */
export function createWorld(options: Pick<FakeLarkOptions, 'people' | 'groups' | 'botName'>) {
  const people = new Map<string, Person>()
  const chats = new Map<string, LarkChat>()
  const bot = { openId: idOf('ou', 'the bot'), name: options.botName ?? '安和平安小助手(机器人)' }

  const addPerson = (plan: PersonPlan) => void people.set(plan.id, personOf(plan))
  const addGroup = (plan: GroupPlan) => {
    const chat = groupOf(plan)
    chats.set(chat.id, chat)
    for (const id of plan.members) if (!people.has(id)) addPerson({ id, name: id })
    return chat
  }
  for (const plan of options.people ?? []) addPerson(plan)
  for (const plan of options.groups ?? []) addGroup(plan)

  function person(name: string): Person {
    const found = people.get(name) ?? [...people.values()].find((one) => one.openId === name)
    if (!found) throw new Error(`the fake Lark knows nobody called ${name}`)
    return found
  }

  /** The conversation of the bot with one person alone. */
  function direct(key: string): LarkChat {
    const one = person(key)
    const id = one.direct ?? idOf('oc', `p2p:${one.key}`)
    one.direct = id
    const known = chats.get(id)
    if (known) return known
    const chat = {
      ...groupOf({ id: '', name: '', members: [one.key] }),
      key: one.key,
      id,
      kind: 'p2p' as const,
    }
    chats.set(id, chat)
    return chat
  }

  function chat(name: string): LarkChat {
    const found =
      chats.get(name) ?? [...chats.values()].find((one) => one.kind === 'group' && one.key === name)
    if (!found) throw new Error(`the fake Lark knows no chat ${name}`)
    return found
  }

  return { people, chats, bot, addPerson, addGroup, person, direct, chat }
}

/** The chat, if the app may act in it; the platform's refusal otherwise. */
export function openTo(world: World, id: string, externalSharing: boolean): LarkChat {
  const chat = world.chats.get(id)
  if (!chat) throw refusals.badParameter('chat_id')
  if (chat.dissolved) throw refusals.dissolved()
  if (!chat.botIn) throw refusals.notInGroup()
  if (chat.external && !externalSharing) throw refusals.noExternal()
  return chat
}

function personOf({ id, name, outside = false, reachable = !outside }: PersonPlan): Person {
  const openId = id.startsWith('ou_') ? id : idOf('ou', id)
  const tenantKey = outside ? otherTenant : homeTenant
  const unionId = idOf('on', id)
  return { key: id, name, openId, unionId, userId: unionId.slice(3, 11), tenantKey, outside, reachable }
}

function groupOf(plan: GroupPlan): LarkChat {
  const { id, name, members, owner = members[0] ?? '', external = false, bot = true, threads = false } = plan
  const still = { botIn: bot, dissolved: false, muted: false }
  return {
    ...{ key: id, id: id.startsWith('oc_') ? id : idOf('oc', id), kind: 'group' as const },
    ...{ name, external, members: new Set(members), owner, threads, ...still },
  }
}
