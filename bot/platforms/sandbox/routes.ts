import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { longestMessage } from './chat.ts'
import { callsOf } from './mentions.ts'
import { refuseStrangers } from './origin.ts'
import { Refused } from './refused.ts'
import { requests } from './requests.ts'
import { createStream, type StreamSources } from './stream.ts'

const pages = fileURLToPath(new URL('../../../web/sandbox/', import.meta.url))

/** JSON may write one byte of text as six (\u0001); a longer body cannot hold an allowed message. */
const bodyLimit = longestMessage * 6 + 4096

/** How many of a chat's last messages a window gets when it opens. */
const shownMessages = 200

const headers = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

export interface SandboxOptions extends StreamSources {
  /** Suggested when somebody types “/”. */
  commands?: { name: string; help: string }[]
  /** Host names besides loopback under which the sandbox may be reached, without port. */
  hosts?: string[]
}

/** The sandbox's page at `/` and what it talks to. Register it as a plugin of an app that listens on loopback. */
export async function sandboxRoutes(app: FastifyInstance, options: SandboxOptions): Promise<void> {
  const { chat, clock, glimpse, hosts = [] } = options
  const stream = createStream(options)
  app.addHook('preClose', async () => stream.close())
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    refuseStrangers(request, hosts)
  })
  app.setErrorHandler(answerError)
  await app.register(fastifyStatic, { root: pages, wildcard: false, decorateReply: false })

  app.get('/sandbox/state', async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return stateOf(options)
  })
  app.get('/sandbox/stream', async (_, reply) => stream.open(reply))
  app.get('/sandbox/matters', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return { matters: await glimpse.matters(requests.matters.parse(request.query).as) }
  })
  app.post('/sandbox/messages', { bodyLimit }, async (request) => {
    const { type, quotes, mentions, ...said } = requests.message.parse(request.body)
    return chat.say({
      ...said,
      ...(type && { type }),
      ...(quotes && { quotes }),
      ...(mentions && { mentions }),
    })
  })
  app.post('/sandbox/recalls', async (request) => chat.recall(requests.recall.parse(request.body)))
  app.post('/sandbox/clicks', async (request, reply) => {
    chat.click(requests.click.parse(request.body))
    return reply.code(204).send()
  })
  app.post('/sandbox/clock', async (request) => {
    await clock.forward(requests.clock.parse(request.body).forwardSeconds)
    return { now: clock.now().toISOString() }
  })
}

function stateOf({ chat, clock, commands = [] }: SandboxOptions) {
  const { life, botName, world } = chat
  const chatIds = [...world.groups.map(({ id }) => id), ...world.people.map(({ id }) => `dm-${id}`)]
  const chats = Object.fromEntries(chatIds.map((id) => [id, chat.messages(id).slice(-shownMessages)]))
  return {
    life,
    bot: { name: botName, calls: callsOf(botName) },
    clock: { now: clock.now() },
    ...world,
    chats,
    commands,
  }
}

function answerError(error: FastifyError | Refused | ZodError, request: FastifyRequest, reply: FastifyReply) {
  const say = (code: number, message: string) => reply.code(code).send({ message })
  if (error instanceof Refused) return say(error.statusCode, error.message)
  if (error instanceof ZodError) {
    return say(
      400,
      `请求不完整：${error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')}`,
    )
  }
  if (error.statusCode === 413) return say(413, '消息太长了：一条最多 64 KB。')
  if (error.statusCode && error.statusCode < 500) return say(error.statusCode, '请求的格式不对。')
  request.log.error({ err: error }, 'the sandbox failed')
  return say(500, '沙箱出错了，请看运行日志。')
}
