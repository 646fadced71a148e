import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Answer } from './api/call.ts'
import { type Tokens, tokenPath } from './api/token.ts'
import type { Fault } from './faults.ts'
import { Refusal, refusals } from './refusal.ts'
import { readBody } from './request.ts'
import { findRoute } from './routes.ts'
import { scopesOf } from './scopes.ts'
import type { State } from './state.ts'
import type { Json } from './types.ts'

interface Deps {
  state: State
  tokens: Tokens
  /** POST /callback/ws/endpoint. */
  endpoint: (body: Json) => Json
}

type Asked = Awaited<ReturnType<typeof readBody>> & {
  method: string
  path: string
  query: Record<string, string>
}
interface Reply {
  status: number
  code: number
  headers?: Record<string, string>
  body: Json | Buffer
}

/** The open API on a socket of its own. */
export function createApiServer(deps: Deps): Server {
  const server = createServer((request, response) => {
    // What a client that gave up leaves behind is no error of ours.
    response.on('error', () => {})
    serve(deps, request, response).catch(() => request.socket.destroy())
  })
  server.keepAliveTimeout = 60_000
  return server
}

async function serve(deps: Deps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake')
  const query = Object.fromEntries(url.searchParams)
  const method = request.method ?? 'GET'
  const asked = { method, path: url.pathname, query, ...(await readBody(request)) }
  const name = findRoute(method, url.pathname)?.name ?? `${method} ${url.pathname}`
  const fault = deps.state.faults.draw(name)
  const note = (status: number, code: number) => {
    const { path, body } = asked
    const shown = path === tokenPath || path.startsWith('/callback/') ? {} : body
    deps.state.calls.push({
      at: deps.state.clock.now(),
      method,
      api: name,
      path,
      query,
      body: shown,
      status,
      code,
    })
  }
  const before = refusedBy(fault)
  if (fault === 'hang') return note(0, 0)
  if (fault === 'reset_before') {
    note(0, 0)
    return void request.socket.destroy()
  }
  const reply = before ?? replyTo(deps, asked, bearerOf(request))
  note(reply.status, reply.code)
  if (fault === 'hang_after') return
  if (fault === 'reset_after') return void request.socket.destroy()
  send(response, reply)
}

function refusedBy(fault: Fault | undefined): Reply | undefined {
  if (typeof fault !== 'object') return undefined
  if ('code' in fault) {
    const { code, msg = 'fault on purpose', status = 200 } = fault
    return { status, code, body: { code, msg } }
  }
  return { status: fault.status, code: -1, body: Buffer.from('upstream connect error') }
}

function replyTo(deps: Deps, asked: Asked, bearer: string | undefined): Reply {
  try {
    const answer = answerTo(deps, asked, bearer)
    if ('bytes' in answer) return { status: 200, code: 0, body: answer.bytes }
    const body =
      'top' in answer ? { code: 0, msg: 'ok', ...answer.top } : { code: 0, msg: 'success', data: answer.data }
    return { status: 200, code: Number(body.code), body }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, message, status, headers } = error
    return { status, code, headers, body: { code, msg: message, ...(status < 300 ? {} : { data: {} }) } }
  }
}

/** In the order of a gateway: who asks, how often, may they, and then what they want. */
function answerTo({ state, tokens, endpoint }: Deps, asked: Asked, bearer: string | undefined): Answer {
  const { method, path } = asked
  if (method === 'POST' && path === tokenPath) return tokens.give(asked.body)
  if (method === 'POST' && path === '/callback/ws/endpoint') return { top: endpoint(asked.body) }
  const route = findRoute(method, path)
  if (!route) throw new Refusal(99991668, '404 page not found', 404)
  if (bearer === undefined) throw refusals.noBearer()
  if (!tokens.accepts(bearer)) throw refusals.badToken()
  state.limits.api(route.name)
  const needed = scopesOf[route.name]
  if (needed && !needed.some((one) => state.app.scopes.has(one))) throw refusals.noScope(needed)
  return route.handler({ ...asked, id: route.id, key: route.key }, state)
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  const isJson = !Buffer.isBuffer(body)
  const type = isJson ? 'application/json; charset=utf-8' : 'application/octet-stream'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(isJson ? JSON.stringify(body) : body)
}

function bearerOf(request: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
}
