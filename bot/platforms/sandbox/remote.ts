import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { PermanentError, TemporaryError } from '../../../matters/errors.ts'
import type { Outgoing, Platform } from '../platform.ts'
import type { SandboxChat } from './chat.ts'
import { sandboxOver, type Wire } from './index.ts'
import { refuseStrangers } from './origin.ts'
import type { Batch, Cursor } from './types.ts'

const sendSeconds = 10

const cursorQuery = z.object({
  life: z.string().default(''),
  after: z.coerce.number().int().min(0).default(0),
  seen: z.coerce.number().int().min(0).optional(),
  wait: z.coerce.number().min(0).max(25).default(2),
})

const outgoing = z.object({
  uuid: z.string().min(1),
  chat: z.object({ id: z.string(), kind: z.enum(['group', 'direct']) }),
  card: z.looseObject({
    tone: z.enum(['plain', 'blue', 'yellow', 'red', 'grey']),
    lines: z.array(z.string()),
  }),
})

/**
 * The chat service's side of the wire, for a bot in another process: `POST /wire/send`, `POST /wire/update`, and
 * `GET /wire/events?after=N` which acknowledges everything up to N and waits for what is newer than `seen`.
 */
export function wireRoutes(app: FastifyInstance, chat: SandboxChat): void {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  const onRequest = async (request: FastifyRequest) => refuseStrangers(request, [])

  async function answered(reply: FastifyReply, work: () => Promise<object>) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof TemporaryError)) return reply.code(422).send({ message: String(error) })
      return reply.code(503).send({ message: error.message, retryAfterSeconds: error.retryAfterSeconds })
    }
  }

  app.post('/wire/send', { onRequest }, (request, reply) =>
    answered(reply, () => chat.post(outgoing.parse(request.body) as Outgoing)),
  )

  app.post('/wire/update', { onRequest }, (request, reply) =>
    answered(reply, async () => {
      const changed = outgoing.extend({ messageId: z.string().min(1) }).parse(request.body)
      await chat.update(changed as Outgoing & { messageId: string })
      return { messageId: changed.messageId }
    }),
  )

  app.get('/wire/events', { onRequest }, async (request) => {
    const { life, after, seen = after, wait } = cursorQuery.parse(request.query)
    return chat.events.read({ life, acked: after, seen }, wait, closing.signal)
  })
}

/** The bot's side: a sandbox whose chat service runs in another process and outlives this one. */
export function createRemoteSandbox(url: string, onError?: Wire['onError']): Platform {
  async function said(path: string, message: Outgoing) {
    const { status, body } = await post(new URL(path, url), message).catch((cause) => {
      throw new TemporaryError('the sandbox does not answer', undefined, { cause })
    })
    if (status === 200) return { messageId: body.messageId }
    if (status === 422) throw new PermanentError(body.message)
    throw new TemporaryError(body.message, body.retryAfterSeconds)
  }

  async function read(
    { life, acked, seen }: Cursor,
    waitSeconds: number,
    signal?: AbortSignal,
  ): Promise<Batch> {
    const query = new URLSearchParams({ life, after: `${acked}`, seen: `${seen}`, wait: `${waitSeconds}` })
    const answer = await fetch(new URL(`/wire/events?${query}`, url), { ...(signal && { signal }) })
    if (!answer.ok) throw new TemporaryError(`the sandbox answers ${answer.status}`)
    return (await answer.json()) as Batch
  }

  const send = (message: Outgoing) => said('/wire/send', message)
  const update = async (message: Outgoing) => void (await said('/wire/update', message))
  return sandboxOver({ send, update, read, ...(onError && { onError }) })
}

interface Answer {
  messageId: string
  message: string
  retryAfterSeconds?: number
}

async function post(url: URL, message: Outgoing): Promise<{ status: number; body: Answer }> {
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(sendSeconds * 1000)
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(message), signal })
  return { status: answer.status, body: (await answer.json()) as Answer }
}
