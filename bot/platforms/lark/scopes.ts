import type { LarkApi } from './api.ts'

/** What all members say, not only what is said to the bot. Sensitive: the tenant's administrator has to grant it. */
export const groupMessagesScope = 'im:message.group_msg'

/** Granted, as `grant_status` tells it (open.feishu.cn, 查询租户授权状态; the call itself needs no scope). */
const granted = 1

/** Whether the app may hear groups as a whole. Undefined where the platform did not say: then nothing is changed. */
export async function mayHearGroups(api: LarkApi): Promise<boolean | undefined> {
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
