import * as sdk from '@larksuiteoapi/node-sdk'
import type { Clock } from '../../../matters/clock.ts'
import type { Logger } from '../../log.ts'
import type { LarkApi, LarkCall } from './api.ts'
import { type LarkAnswer, larkError, tokenCodes } from './errors.ts'
import { apiOf, createPace } from './limits.ts'
import { createTokens, type IssuedToken } from './token.ts'

export interface LarkClientOptions {
  /** https://open.feishu.cn; in tests, the fake's. */
  domain: string
  appId: string
  appSecret: string
  log: Logger
  /** Whose time a token's life is measured by. */
  clock: Clock
  /** Below the outbox's own 10 s, so that the reason is known. */
  timeoutMs?: number
}

/** An answer of whatever kind. Most carry `data`; tokens and bot/v3/info carry theirs beside `code`. */
type Body = { code?: number; data?: unknown } & Record<string, unknown>
interface Reply {
  answer: LarkAnswer
  body: Body
}

/**
 * The open platform over the SDK's HTTP client: a token for all, one new one when it is refused, a timeout (axios has
 * none), every code but 0 an error. Nothing of a request, no header and no `msg` reaches an error or a log.
 */
export function createLarkClient(options: LarkClientOptions): LarkApi {
  const send = sender(options)
  const pace = createPace()
  const tokens = createTokens(
    async () => {
      const path = '/open-apis/auth/v3/tenant_access_token/internal'
      const body = { app_id: options.appId, app_secret: options.appSecret }
      return fruit<IssuedToken>(await send('POST', path, { body }), 'token')
    },
    () => options.clock.now().getTime(),
  )

  return {
    async call<T>(method: string, path: string, call: LarkCall = {}): Promise<T> {
      const api = apiOf(method, path)
      const token = await tokens.current()
      await pace(api)
      const reply = await send(method, path, call, token)
      if (!tokenCodes.has(reply.answer.code)) return fruit<T>(reply, api)
      tokens.forget(token)
      options.log.warn({ code: reply.answer.code }, 'Lark refused the token; asking for a new one, once')
      await pace(api)
      return fruit<T>(await send(method, path, call, await tokens.current()), api)
    },
  }
}

/** One request, whatever comes of it. */
function sender({ domain, appId, appSecret, timeoutMs = 8000 }: LarkClientOptions) {
  // Its token cache is global, its logger would print the token with each failed request.
  const client = new sdk.Client({ appId, appSecret, domain, disableTokenCache: true, logger: silent })
  return async (method: string, path: string, call: LarkCall, token?: string): Promise<Reply> => {
    const headers = { 'User-Agent': 'fengqiao', ...(token && { Authorization: `Bearer ${token}` }) }
    const request = {
      method,
      url: `${domain.replace(/\/$/, '')}${path.startsWith('/open-apis') ? path : `/open-apis${path}`}`,
      params: call.query,
      headers,
      // The client's `request` would take a form apart; its HTTP instance does not.
      data: call.form ?? call.body,
      timeout: timeoutMs,
      // `timeout` does not count while a connection is being made.
      signal: AbortSignal.timeout(timeoutMs),
      $return_headers: true,
    }
    try {
      const { data, headers: got } = (await client.httpInstance.request(request)) as unknown as HttpAnswer
      return readReply(data, 200, got)
    } catch (error) {
      return readFailure(error)
    }
  }
}

interface HttpAnswer {
  data: unknown
  headers?: Record<string, unknown>
  status?: number
}

function readReply(data: unknown, status: number, headers?: HttpAnswer['headers']): Reply {
  const body = typeof data === 'object' && data !== null ? (data as Body) : undefined
  const logId = String(headers?.['x-tt-logid'] ?? '')
  // A proxy's page instead of JSON is no success, even with 200.
  const broken = body && typeof body.code === 'number' ? {} : status < 400 ? { broken: 'no JSON' } : {}
  return { answer: { code: body?.code ?? 0, status, headers, logId, ...broken }, body: body ?? {} }
}

function readFailure(error: unknown): Reply {
  const { response, code } = error as { response?: HttpAnswer; code?: unknown }
  if (response) return readReply(response.data, response.status ?? 0, response.headers)
  const broken = typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? code : 'no answer'
  return { answer: { code: 0, broken }, body: {} }
}

function fruit<T>({ answer, body }: Reply, api: string): T {
  if (answer.code !== 0 || answer.broken || (answer.status ?? 0) >= 400) throw larkError(answer, api)
  return (body.data ?? body) as T
}

const nothing = () => {}
const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing }
