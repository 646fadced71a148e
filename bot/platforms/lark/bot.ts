import { setTimeout as pause } from 'node:timers/promises'
import { PermanentError } from '../../../matters/errors.ts'
import type { Logger } from '../../log.ts'
import type { LarkApi } from './api.ts'

export interface LarkBot {
  id: string
  name: string
}

const longestMs = 60_000

/** Who the bot is on the platform: by this id mentions of it are known. Throws with the remedy where the app is refused. */
export async function askBot(api: LarkApi): Promise<LarkBot> {
  try {
    const { bot } = await api.call<{ bot?: { open_id?: string; app_name?: string } }>('GET', '/bot/v3/info')
    if (bot?.open_id) return { id: bot.open_id, name: bot.app_name ?? '' }
  } catch (cause) {
    if (!(cause instanceof PermanentError)) throw cause
    throw new PermanentError(
      `Lark refuses this app (${cause.message}). Compare LARK_APP_ID, LARK_APP_SECRET and LARK_DOMAIN with the page 凭证与基础信息 of the console; docs/operate-lark.md goes through every page.`,
      { cause },
    )
  }
  throw new PermanentError('This Lark app has no bot: add the ability 机器人 in its console.')
}

/** As `askBot`, for as long as the platform is away. */
export async function awaitBot(api: LarkApi, log: Logger, signal: AbortSignal): Promise<LarkBot> {
  for (let waitMs = 1000; ; waitMs = Math.min(longestMs, waitMs * 2)) {
    await pause(waitMs, undefined, { signal })
    try {
      return await askBot(api)
    } catch (err) {
      if (err instanceof PermanentError) throw err
      log.warn({ err }, 'Lark does not say who the bot is; it is asked again')
    }
  }
}
