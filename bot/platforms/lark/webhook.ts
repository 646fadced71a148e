import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from '../../log.ts'
import { type Envelope, envelope, instantOf } from './envelope.ts'
import { clickType } from './hear.ts'
import type { Receiver } from './receive.ts'
import type { Refusal, Verifier } from './verify.ts'

/** Where the console's event and callback subscriptions point to. */
export const webhookPath = '/lark/events'
/** Bytes. A text of 150 KB, written as JSON within JSON and as base64. */
const bodyLimit = 2 * 1024 * 1024

export interface WebhookOptions {
  verifier: Verifier
  /** Undefined while starting or stopping: then nothing is acknowledged. */
  receiver: () => Receiver | undefined
  log: Logger
  /** Of each request that is rightly signed: by how many milliseconds our clock is behind its stamp, if too many. */
  onStamp?: (wrongByMs: number | null) => void
}

/**
 * The platform's deliveries over HTTP: verified over the raw body, kept, then acknowledged with 200. 401 for what is
 * not believed, 503 where it could not be kept: then it is delivered again after 15 s, 5 min, 1 h and 6 h.
 */
export async function larkWebhook(app: FastifyInstance, options: WebhookOptions): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
  app.post(webhookPath, { bodyLimit }, async (request, reply) => await take(options, request, reply))
}

async function take(
  { verifier, receiver, log, onStamp }: WebhookOptions,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const refuse = (refusal: Refusal) => {
    log.warn({ refusal }, 'a request to the Lark webhook was refused')
    return reply.code(401).send({})
  }
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const opened = verifier.open(raw)
  const challenge = challengeOf(opened)
  // Comes before anything is subscribed, and not every client signs it: that it opened with our key is its proof.
  if (challenge) return verifier.isToken(challenge.token) ? challenge.answer : refuse('wrong token')
  const signed = signedOf(request)
  const parsed = envelope.safeParse(opened)
  const refusal = verifier.refusalOf(signed, raw, parsed.success ? bornAt(parsed.data) : null)
  if (refusal === 'not of now') onStamp?.(verifier.wrongByMs(signed))
  if (refusal) return refuse(refusal)
  onStamp?.(null)
  if (!parsed.success) return refuse('unreadable')
  if (!verifier.isToken(parsed.data.header.token)) return refuse('wrong token')
  const ready = receiver()
  if (!ready) return reply.code(503).send({})
  try {
    const answer = await ready.receive(parsed.data)
    verifier.accept(signed.signature ?? '')
    return answer ?? {}
  } catch (err) {
    log.error({ err }, 'an event of Lark could not be kept; it will be delivered again')
    return reply.code(503).send({})
  }
}

/** When that happened which may be told again: a button's event comes once or never. */
function bornAt({ header }: Envelope): Date | null {
  return header.event_type === clickType ? null : instantOf(header.create_time)
}

function challengeOf(opened: unknown): { token: unknown; answer: { challenge: string } } | null {
  const body = opened as { type?: unknown; challenge?: unknown; token?: unknown } | null
  if (body?.type !== 'url_verification' || typeof body.challenge !== 'string') return null
  return { token: body.token, answer: { challenge: body.challenge } }
}

function signedOf({ headers }: FastifyRequest) {
  const one = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    timestamp: one('x-lark-request-timestamp'),
    nonce: one('x-lark-request-nonce'),
    signature: one('x-lark-signature'),
  }
}
