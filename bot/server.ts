import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Store } from '../db/client.ts'
import { openInbox } from '../db/inbox.ts'
import { openOutbox } from '../db/outbox.ts'
import { calendarFile } from '../handlers/meetings/calendar.ts'
import type { Clock } from '../matters/clock.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'

/** The web side of a process: health, readiness, metrics, calendar files behind their links; platforms add their own routes. */
export function createServer(deps: {
  store: Store
  clock: Clock
  log: Logger
  metrics: Metrics
  ready: () => boolean
}): FastifyInstance {
  // Request lines would carry who looked at what; the audit keeps that, the log does not.
  const app: FastifyInstance = Fastify({
    loggerInstance: deps.log.child({ part: 'web' }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
  })
  finishOnClose(app)
  app.get('/health', async () => ({ ok: true }))
  app.get('/ready', async (_, reply) => {
    const reason = deps.ready() ? await databaseTrouble(deps.store) : 'starting or stopping'
    return reason ? reply.code(503).send({ ready: false, reason }) : { ready: true }
  })
  app.get('/metrics', async (_, reply) => {
    deps.metrics.queued.set({ queue: 'inbox' }, await openInbox(deps.store.sql))
    deps.metrics.queued.set({ queue: 'outbox' }, await openOutbox(deps.store.sql, deps.clock.now()))
    return reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics())
  })
  app.get<{ Params: { token: string } }>('/calendar/:token', async (request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    const token = request.params.token.replace(/\.ics$/u, '')
    const file = await calendarFile(deps.store.db, token, deps.clock.now())
    if (file === null) return reply.code(404).send({ message: '链接已失效,请在最新的会议提醒里再点一次。' })
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="meeting.ics"')
      .send(file)
  })
  return app
}

async function databaseTrouble(store: Store): Promise<string | null> {
  try {
    await store.sql`select 1`
    return null
  } catch {
    return 'the database does not answer'
  }
}

/**
 * What is in hand when the process ends is answered, and its connection closed with it: a platform keeps one open, and
 * would hold the end up for as long as that may lie idle (72 s).
 */
function finishOnClose(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_, reply) => {
    if (closing) reply.header('connection', 'close')
  })
}
