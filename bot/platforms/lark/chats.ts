import type { LarkApi } from './api.ts'
import { KeptAnswers } from './kept-answers.ts'

export interface ChatFacts {
  name: string
  /** Absent where the bot itself owns it. */
  ownerId?: string
}

export type Chats = ReturnType<typeof createChats>

/** An event has to be answered within 3 s; what is asked for meanwhile may take so much of it. */
const patienceMs = 1000
const factsMs = 5 * 60_000
const namesMs = 12 * 3_600_000
/** Pages of at most 100; beyond that a nickname is not worth the calls. */
const mostPages = 10

/**
 * What the platform says of its groups, asked for when needed and kept in memory for a while: name, owner, members'
 * names. Nothing of it is stored; what does not come in time is left out.
 */
export function createChats(api: LarkApi) {
  const facts = new KeptAnswers<ChatFacts>({ most: 1000, forMs: factsMs })
  const names = new KeptAnswers<Map<string, string>>({ most: 300, forMs: namesMs })

  async function ask(chatId: string): Promise<ChatFacts> {
    const chat = await api.call<{ name?: string; owner_id?: string; owner_id_type?: string }>(
      'GET',
      `/im/v1/chats/${encodeURIComponent(chatId)}`,
      { query: { user_id_type: 'open_id' } },
    )
    return { name: chat.name ?? '', ...(chat.owner_id && { ownerId: chat.owner_id }) }
  }

  async function askNames(chatId: string): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    let pageToken: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const answer = await api.call<Members>('GET', `/im/v1/chats/${encodeURIComponent(chatId)}/members`, {
        query: { member_id_type: 'open_id', page_size: 100, page_token: pageToken },
      })
      for (const { member_id, name } of answer.items ?? []) if (member_id) found.set(member_id, name ?? '')
      pageToken = answer.has_more ? answer.page_token : undefined
      if (!pageToken) break
    }
    return found
  }

  return {
    /** As they are now. Rejects as the call does. */
    facts: (chatId: string) => facts.renew(chatId, () => ask(chatId)),
    /** Says nothing rather than late. */
    isOwner: async (chatId: string, openId: string) =>
      (await soon(facts.of(chatId, () => ask(chatId))))?.ownerId === openId,
    nickOf: async (chatId: string, openId: string) =>
      (await soon(names.of(chatId, () => askNames(chatId))))?.get(openId) ?? '',
    /** Something about it changed: name or owner (`facts`), or who is in it. */
    forget(chatId: string) {
      facts.delete(chatId)
      names.delete(chatId)
    },
  }
}

interface Members {
  items?: { member_id?: string; name?: string }[]
  has_more?: boolean
  page_token?: string
}

/** The answer, or undefined where it fails or takes too long. */
export async function soon<T>(asked: Promise<T>, ms = patienceMs): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  const safely = asked.catch(() => undefined)
  return await Promise.race([safely, late]).finally(() => clearTimeout(timer))
}
