import OpenAI, { APIConnectionError, APIError } from 'openai'
import type { Clock } from '../../matters/clock.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'
import type { ChatRequest } from './request.ts'

/** What a server said to a request, and what it took. */
export interface Completion {
  words: string
  /** Null where the server does not count. */
  tokensIn: number | null
  tokensOut: number | null
}

/** One request, one answer. Rejects with TemporaryError (busy, away) or PermanentError (refused, nonsense). */
export type Complete = (asked: ChatRequest, signal: AbortSignal) => Promise<Completion>

/** Speaks to an OpenAI-compatible server. An error says nothing of what was asked or answered. */
export function createClient(options: { baseUrl: string; apiKey: string; clock: Clock }): Complete {
  const api = new OpenAI({
    baseURL: options.baseUrl,
    apiKey: options.apiKey,
    // Given, so that the package does not look for them in the environment (OPENAI_ORG_ID …) and send them along.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // OPENAI_LOG=debug would write requests to the console.
    logLevel: 'off',
    // Retrying is decided in ask.ts, within one deadline.
    maxRetries: 0,
    fetch: bareFetch,
  })
  return async (asked, signal) => {
    try {
      return completionOf(await api.chat.completions.create(asked, { signal }))
    } catch (error) {
      throw translated(error, options.clock)
    }
  }
}

/**
 * Only these headers go out: the package adds the system, its version and OPENAI_CUSTOM_HEADERS. A redirect is an
 * error: it would carry the request to somebody who was not configured.
 */
const bareFetch: typeof fetch = (url, init) => {
  const given = new Headers(init?.headers)
  const headers = ['authorization', 'content-type', 'accept'].flatMap((name): [string, string][] => {
    const value = given.get(name)
    return value === null ? [] : [[name, value]]
  })
  return fetch(url, { ...init, headers, redirect: 'error' })
}

/** Of a "compatible" server nothing is believed, not even that it sends an object. */
function completionOf(said: unknown): Completion {
  const { choices, usage } = (said ?? {}) as { choices?: unknown; usage?: Record<string, unknown> }
  const [choice] = Array.isArray(choices) ? choices : []
  const words: unknown = choice?.message?.content
  return {
    words: typeof words === 'string' ? words : '',
    tokensIn: countOf(usage?.prompt_tokens),
    tokensOut: countOf(usage?.completion_tokens),
  }
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 1e7 ? value : null
}

function translated(error: unknown, clock: Clock): Error {
  // A connection that breaks while the body is read ends in fetch's own TypeError.
  if (error instanceof APIConnectionError || error instanceof TypeError)
    return new TemporaryError('the model server cannot be reached')
  if (!(error instanceof APIError) || error.status === undefined)
    return new PermanentError('the model server said what cannot be read')
  const { status, headers } = error
  if (status === 429 || status >= 500)
    return new TemporaryError(`the model server answered ${status}`, secondsAsked(headers, clock))
  return new PermanentError(`the model server refused with ${status}`)
}

/** Retry-After: seconds or a date (RFC 9110, 10.2.3). */
function secondsAsked(headers: Headers | undefined, clock: Clock): number | undefined {
  const asked = headers?.get('retry-after')
  if (!asked) return undefined
  const seconds = /^\d+(?:\.\d+)?$/.test(asked.trim())
    ? Number(asked)
    : (Date.parse(asked) - clock.now().getTime()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}
