import type { FastifyReply } from 'fastify'
import type { PageChat } from './chat.ts'
import type { Glimpse, SandboxClock } from './types.ts'

const heartbeatMs = 15_000
/** A window that lets so many bytes pile up is asleep; it is cut off and fetches the state when it wakes. */
const longestBacklog = 1024 * 1024

export interface StreamSources {
  chat: PageChat
  clock: SandboxClock
  glimpse: Glimpse
}

/** What happens in the sandbox, to every open window, as server-sent events. */
export function createStream({ chat, clock, glimpse }: StreamSources) {
  const windows = new Set<FastifyReply['raw']>()

  function tell(event: string, data: unknown) {
    const frame = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
    for (const window of windows) write(window, frame)
  }

  function write(window: FastifyReply['raw'], frame: string) {
    if (window.writableLength > longestBacklog) window.destroy()
    else window.write(frame)
  }

  const beat = setInterval(() => {
    for (const window of windows) write(window, ': alive\n\n')
  }, heartbeatMs)
  const stops = [
    () => clearInterval(beat),
    chat.onChange(({ type, message }) => tell(type, message)),
    clock.onChange(() => tell('clock', { now: clock.now().toISOString() })),
    glimpse.changed(() => tell('matters', {})),
  ]

  return {
    /** Takes the connection over. The window fetches the state after `hello`, so nothing can fall in between. */
    open(reply: FastifyReply) {
      const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }
      reply.hijack()
      reply.raw.writeHead(200, headers)
      reply.raw.write(`retry: 1000\nevent: hello\ndata: ${JSON.stringify({ life: chat.life })}\n\n`)
      windows.add(reply.raw)
      reply.raw.on('close', () => windows.delete(reply.raw))
    },
    close() {
      for (const stop of stops) stop()
      for (const window of windows) window.end()
    },
  }
}
