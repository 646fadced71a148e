import type { Platform } from '../platform.ts'
import type { SandboxChat } from './chat.ts'
import { listen, type ReadEvents } from './listen.ts'

/** As Lark: about 50 a second over all, 5 in one chat (open.feishu.cn, 消息与群组 频控). */
export const sandboxLimits: Platform['limits'] = {
  platform: { perSecond: 50, burst: 100 },
  chat: { perSecond: 5, burst: 10 },
}

export interface Wire {
  send: Platform['send']
  update: NonNullable<Platform['update']>
  read: ReadEvents
  /** Told when a hearing or the wire itself failed; it is tried again anyway. */
  onError?: (error: unknown) => void
}

/** The sandbox as a platform, beside its chat service in one process. */
export function createSandbox(options: { chat: SandboxChat; onError?: Wire['onError'] }): Platform {
  const { chat, onError } = options
  return sandboxOver({
    send: chat.post,
    update: chat.update,
    read: chat.events.read,
    ...(onError && { onError }),
  })
}

/** The sandbox over any wire that can send and read. */
export function sandboxOver({ send, update, read, onError = () => {} }: Wire): Platform {
  let listening: ReturnType<typeof listen> | undefined
  return {
    id: 'sandbox',
    limits: sandboxLimits,
    async start(hear) {
      listening ??= listen(read, hear, onError)
    },
    send,
    update,
    async stop() {
      await listening?.stop()
      listening = undefined
    },
  }
}
