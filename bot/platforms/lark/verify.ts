import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../../matters/clock.ts'
import { instantOf } from './envelope.ts'

export interface Secrets {
  encryptKey: string
  verificationToken: string
}

export interface Signed {
  timestamp: string
  nonce: string
  signature: string
}

/** A request older or newer than this is no delivery of now. */
const windowMs = 5 * 60_000

/** Why a request is refused: for the log, never for who sent it. */
export type Refusal = 'unsigned' | 'bad signature' | 'not of now' | 'replayed' | 'unreadable' | 'wrong token'

/** The same bytes, found out in the same time whatever they are. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

/** hex(sha256(timestamp + nonce + encrypt key + body)), over the bytes as they came: whitespace counts. */
export function signatureOf(
  { timestamp, nonce }: Pick<Signed, 'timestamp' | 'nonce'>,
  key: string,
  raw: Buffer,
): string {
  return createHash('sha256')
    .update(timestamp + nonce + key)
    .update(raw)
    .digest('hex')
}

/** AES-256-CBC under sha256(key), the first 16 bytes the vector (open.feishu.cn, 事件订阅 Encrypt Key). Throws on any other text. */
export function decrypt(encrypted: string, key: string): string {
  const bytes = Buffer.from(encrypted, 'base64')
  const secret = createHash('sha256').update(key).digest()
  const decipher = createDecipheriv('aes-256-cbc', secret, bytes.subarray(0, 16))
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
}

/**
 * Tells deliveries from forgeries and repetitions. What was answered with 200 is remembered for as long as its
 * timestamp would pass; another process does not know it, and there the inbox's unique key takes its place.
 */
export function createVerifier(secrets: Secrets, clock: Clock) {
  const accepted = new Map<string, number>()

  return {
    /** Why this request may not be believed, or null. */
    refusalOf(signed: Partial<Signed>, raw: Buffer): Refusal | null {
      const { timestamp, nonce, signature } = signed
      if (!timestamp || nonce === undefined || !signature) return 'unsigned'
      if (!isSame(signatureOf({ timestamp, nonce }, secrets.encryptKey, raw), signature))
        return 'bad signature'
      const at = instantOf(timestamp)
      if (!at || Math.abs(clock.now().getTime() - at.getTime()) > windowMs) return 'not of now'
      return accepted.has(signature) ? 'replayed' : null
    },
    /** Answered with 200: the same request once more is no delivery. One that failed may come again as it was. */
    accept(signature: string): void {
      const now = clock.now().getTime()
      for (const [old, until] of accepted) {
        if (until > now) break
        accepted.delete(old)
      }
      accepted.set(signature, now + 2 * windowMs)
    },
    /** The JSON inside, or null where it is neither ours nor JSON. */
    open(raw: Buffer): unknown {
      try {
        const body = JSON.parse(raw.toString('utf8')) as { encrypt?: unknown }
        if (typeof body.encrypt !== 'string') return null
        return JSON.parse(decrypt(body.encrypt, secrets.encryptKey))
      } catch {
        return null
      }
    },
    isToken: (token: unknown) => typeof token === 'string' && isSame(token, secrets.verificationToken),
  }
}

export type Verifier = ReturnType<typeof createVerifier>
