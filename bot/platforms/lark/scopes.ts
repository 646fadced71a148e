import { commit } from '../../../db/write.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { larkMentionOnly } from '../../../handlers/replies/lark-news.ts'
import { tellAdmins } from '../../../handlers/tell-admins.ts'
import type { Incoming } from '../../../matters/message.ts'
import type { LarkApi } from './api.ts'

/** What all members say, not only what is said to the bot. Sensitive: the tenant's administrator has to grant it. */
export const groupMessagesScope = 'im:message.group_msg'

/** Granted, as `grant_status` tells it (open.feishu.cn, 查询租户授权状态; the call itself needs no scope). */
const granted = 1

const askEveryMs = 3_600_000

/** Whether the app may hear groups as a whole, as far as the platform says or shows it; else it is believed. */
export function createGroupHearing(options: { api: LarkApi; appId: string; desk: () => Desk }) {
  const { api, appId, desk } = options
  let may = true
  let askedAt = Number.NEGATIVE_INFINITY

  return {
    may: () => may,
    /** Words that were not said to the bot come only with the scope: that one came proves more than any list. */
    heard({ type, chat, mentionsBot }: Incoming): void {
      if (type === 'text' && chat.kind === 'group' && !mentionsBot) may = true
    },
    /** Asks once an hour. The administrators are told once that it is missing. */
    async ask(): Promise<void> {
      if (performance.now() - askedAt < askEveryMs) return
      const granted = await mayHearGroups(api)
      if (granted === undefined) return
      askedAt = performance.now()
      if (!granted && may) {
        const card = larkMentionOnly(passiveGroups(desk()))
        await commit(desk().db, tellAdmins(desk(), card, `lark:mention only:${appId}`))
      }
      may = granted
    },
  }
}

function passiveGroups({ registry }: Desk): number {
  return registry.groups().filter((one) => one.platform === 'lark' && one.mode !== 'mention' && !one.leftAt)
    .length
}

/** Whether it is granted. Undefined where the platform did not say: then nothing is changed. */
async function mayHearGroups(api: LarkApi): Promise<boolean | undefined> {
  try {
    const { scopes } = await api.call<{ scopes?: { scope_name?: string; grant_status?: number }[] }>(
      'GET',
      '/application/v6/scopes',
    )
    return scopes?.some((one) => one.scope_name === groupMessagesScope && one.grant_status === granted)
  } catch {
    return undefined
  }
}
