import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../../matters/clock.ts'
import { instantOf, oldestMs } from './envelope.ts'

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
/** So many signatures are remembered; beyond them the inbox knows what they brought. */
const mostAccepted = 50_000

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
 * Tells deliveries from forgeries and repetitions. The platform tries again for 7.1 h, and no page says whether it signs
 * anew: a stamp of more than five minutes ago passes if it is of the time of its event, so that an outage loses no report.
 * What was answered with 200 is remembered for as long as its stamp would pass; another process does not know it, and
 * there the inbox's unique key takes its place.
 */
export function createVerifier(secrets: Secrets, clock: Clock) {
  const accepted = new Map<string, number>()

  /** By its first stamp. Of the future nothing is. */
  function mayBeTriedAgain(at: Date, bornAt: Date | null): boolean {
    const ageMs = clock.now().getTime() - at.getTime()
    return bornAt !== null && isNear(at, bornAt) && ageMs > 0 && ageMs <= oldestMs
  }

  return {
    /** Why this request may not be believed, or null. `bornAt`: when its event came about, where it may be tried again. */
    refusalOf(signed: Partial<Signed>, raw: Buffer, bornAt: Date | null = null): Refusal | null {
      const { timestamp, nonce, signature } = signed
      if (!timestamp || nonce === undefined || !signature) return 'unsigned'
      if (!isSame(signatureOf({ timestamp, nonce }, secrets.encryptKey, raw), signature))
        return 'bad signature'
      const at = instantOf(timestamp)
      if (!at || !(isNear(at, clock.now()) || mayBeTriedAgain(at, bornAt))) return 'not of now'
      return accepted.has(signature) ? 'replayed' : null
    },
    /** By how much our clock is behind the stamp; negative where it is ahead. */
    wrongByMs({ timestamp }: Partial<Signed>): number {
      return (instantOf(timestamp)?.getTime() ?? 0) - clock.now().getTime()
    },
    /** Answered with 200: the same request once more is no delivery. One that failed may come again as it was. */
    accept(signature: string): void {
      const now = clock.now().getTime()
      for (const [old, until] of accepted) {
        if (until > now && accepted.size < mostAccepted) break
        accepted.delete(old)
      }
      accepted.set(signature, now + oldestMs + windowMs)
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

function isNear(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) <= windowMs
}

export type Verifier = ReturnType<typeof createVerifier>
