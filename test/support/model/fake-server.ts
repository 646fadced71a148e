import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the server takes one request. */
export type Manner =
  | { says: string | object; inFence?: boolean; thinking?: string; tokens?: [number, number] }
  | { status: number; retryAfter?: string; body?: string }
  /** Headers after this long, then `says`. */
  | { slowMs: number; says: string | object }
  /** Headers at once, the body a character at a time, for ever. */
  | { drips: true }
  /** Ends for want of tokens in the middle of the words. */
  | { truncated: string }
  /** Goes away in the middle of the body. */
  | { hangsUp: true }
  | { redirectsTo: string }
  /** 200 with this body, whatever it is. */
  | { raw: string; type?: string }

export interface Heard {
  path: string
  headers: Record<string, string>
  /** Exactly what came over the wire. */
  body: string
}

export interface FakeServer {
  url: string
  heard: Heard[]
  /** How the next requests are taken, one after the other; the last one stays. */
  behaves(...manners: (Manner | ((asked: Asked) => Manner))[]): void
  close(): Promise<void>
}

export interface Asked {
  model: string
  messages: { role: string; content: string }[]
  max_tokens: number
}

export const apiKey = 'sk-fake-key'

/** An OpenAI-compatible server on a socket of its own, as strict about requests as real ones, which misbehaves on demand. */
export async function openFakeServer(): Promise<FakeServer> {
  const heard: Heard[] = []
  let manners: (Manner | ((asked: Asked) => Manner))[] = [{ says: {} }]
  const server = createServer(async (request, response) => {
    // What a client that gave up leaves behind is no error of ours.
    response.on('error', () => {})
    const body = await bodyOf(request)
    heard.push({
      path: request.url ?? '',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body,
    })
    const asked = checked(request, body, response)
    if (!asked) return
    const manner = (manners.length > 1 ? manners.shift() : manners[0]) ?? { says: {} }
    await respond(typeof manner === 'function' ? manner(asked) : manner, asked, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    heard,
    behaves(...next) {
      manners = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  return body
}

function checked(request: IncomingMessage, body: string, response: ServerResponse): Asked | null {
  const refuse = (status: number, message: string) => {
    send(response, status, JSON.stringify({ error: { message, type: 'invalid_request_error', code: null } }))
    return null
  }
  if (request.url !== '/v1/chat/completions' || request.method !== 'POST') return refuse(404, 'Not found')
  if (request.headers.authorization !== `Bearer ${apiKey}`) return refuse(401, 'Incorrect API key provided')
  let asked: Asked
  try {
    asked = JSON.parse(body)
  } catch {
    return refuse(400, 'We could not parse the JSON body of your request.')
  }
  if (typeof asked.model !== 'string' || !Array.isArray(asked.messages) || asked.messages.length === 0)
    return refuse(400, 'you must provide a model parameter and messages')
  return asked
}

async function respond(manner: Manner, asked: Asked, response: ServerResponse): Promise<void> {
  if ('status' in manner) {
    const error = { error: { message: `status ${manner.status}`, type: 'server_error', code: null } }
    const retryAfter: Record<string, string> = manner.retryAfter ? { 'retry-after': manner.retryAfter } : {}
    return send(response, manner.status, manner.body ?? JSON.stringify(error), retryAfter)
  }
  if ('redirectsTo' in manner) return send(response, 307, '', { location: manner.redirectsTo })
  if ('raw' in manner)
    return send(response, 200, manner.raw, { 'content-type': manner.type ?? 'application/json' })
  if ('drips' in manner) return drip(response)
  if ('hangsUp' in manner) {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 5000 })
    response.write('{"id":"chatcmpl-1","choi')
    setTimeout(() => response.destroy(), 5)
    return
  }
  if ('truncated' in manner)
    return send(response, 200, completion(asked, manner.truncated, { end: 'length' }))
  if ('slowMs' in manner) await new Promise((resolve) => setTimeout(resolve, manner.slowMs))
  const json = typeof manner.says === 'string' ? manner.says : JSON.stringify(manner.says)
  const fenced = 'inFence' in manner && manner.inFence ? `好的,结果如下:\n\`\`\`json\n${json}\n\`\`\`` : json
  const thought =
    'thinking' in manner && manner.thinking ? `<think>${manner.thinking}</think>\n${fenced}` : fenced
  send(response, 200, completion(asked, thought, { tokens: 'tokens' in manner ? manner.tokens : undefined }))
}

function completion(asked: Asked, content: string, how: { end?: string; tokens?: [number, number] }): string {
  const length = asked.messages.reduce((sum, message) => sum + message.content.length, 0)
  const [prompt_tokens, completion_tokens] = how.tokens ?? [
    Math.ceil(length * 0.7),
    Math.ceil(content.length * 0.7),
  ]
  return JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_795_000_000,
    model: asked.model,
    choices: [
      { index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: how.end ?? 'stop' },
    ],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  })
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(body)
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 10)
  response.on('close', () => clearInterval(timer))
}
