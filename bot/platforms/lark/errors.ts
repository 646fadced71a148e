import { PermanentError, TemporaryError } from '../../../matters/errors.ts'

/** What an answer of the open platform tells us, without its words: a `msg` may quote what was sent. */
export interface LarkAnswer {
  /** 0 where there was none (no connection, no JSON). */
  code: number
  status?: number
  headers?: Record<string, unknown>
  /** Lark's own id of the request, which its support asks for. */
  logId?: string
  /** What the connection failed with: ECONNRESET, ECONNABORTED … */
  broken?: string
}

/** What a refusal was about, so that a caller may know better than to give up. */
export type LarkRefusal = 'gone' | 'muted' | 'content' | 'numbers' | 'target' | 'refused'

/** The token was not taken: worth exactly one new one. 99991663 is seen; the others are of the same table, UNVERIFIED. */
export const tokenCodes: ReadonlySet<number> = new Set([99991661, 99991663, 99991664, 99991668])

/** Seconds to stand back where Lark says "later" and not when. 230020 is 5 a second in a chat, shared with other bots. */
const standBack: Record<number, number> = { 99991400: 5, 230020: 2, 232019: 1, 11232: 30, 11233: 30 }

/** 230049: it is just being sent, by an earlier try. Whether it arrives is open, so no time is named. */
const beingSent = 230049

const refusals: [LarkRefusal, number[]][] = [
  // The bot is not in the group, or the group was disbanded.
  ['gone', [230002, 232009]],
  // No speaking here: muted, no permission, an outer group without external sharing; the person blocked or never met the bot.
  ['muted', [230018, 230035, 230027, 232033, 232102, 230013, 230053, 230006]],
  // Censored, too long, a card it cannot read, a wrong parameter.
  ['content', [230022, 230025, 230099, 230001]],
  // The tenant's loss prevention found a phone number or a mail address.
  ['numbers', [230028]],
  // What is answered or changed was recalled, deleted, or is older than 14 days.
  ['target', [230011, 230110, 230031, 230019]],
]

/** Says once, at the edge, whether trying again is worth it. Tells code, status and place, never words or headers. */
export function larkError(answer: LarkAnswer, call: string): TemporaryError | PermanentError {
  const { code, status = 0 } = answer
  const message = `Lark ${call}: ${answer.broken ?? `code ${code}, status ${status}`}${trace(answer)}`
  if (answer.broken || status >= 500 || code === beingSent) return new TemporaryError(message)
  if (status === 429 || code in standBack) return new TemporaryError(message, secondsToWait(answer))
  if (tokenCodes.has(code)) return new TemporaryError(message, 5)
  const refusal = refusals.find(([, codes]) => codes.includes(code))?.[0]
  if (refusal || isRefusal(code) || status >= 400) return refused(message, refusal ?? 'refused')
  return new TemporaryError(message)
}

/** What a refusal was about; undefined for anything else. */
export function refusalOf(error: unknown): LarkRefusal | undefined {
  return error instanceof PermanentError ? kinds.get(error) : undefined
}

/** Beside the error, not on it: what is logged of errors stays class, message and place. */
const kinds = new WeakMap<PermanentError, LarkRefusal>()

function refused(message: string, kind: LarkRefusal): PermanentError {
  const error = new PermanentError(`${message} (${kind})`)
  kinds.set(error, kind)
  return error
}

/** Of messages and groups (230xxx–234xxx), or of rights (9999xxxx): the same call gets the same answer. */
function isRefusal(code: number): boolean {
  return (code >= 230000 && code < 235000) || (code >= 99990000 && code <= 99999999)
}

/** The gateway names the seconds; without, ours. Never under one, so that a clock that is off costs no storm. */
function secondsToWait({ code, headers }: LarkAnswer): number {
  const named = Number(headers?.['x-ogw-ratelimit-reset'])
  return Number.isFinite(named) && named > 0 ? Math.max(1, Math.min(named, 300)) : (standBack[code] ?? 5)
}

function trace({ logId }: LarkAnswer): string {
  return logId && /^[\w-]{1,80}$/.test(logId) ? `, log id ${logId}` : ''
}
