import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Who somebody is on a platform. */
export interface Identity {
  platform: string
  externalId: string
}

export interface Seal {
  /** Encrypts an identity (AES-256-GCM, a fresh nonce each time: equal people look different). */
  close(identity: Identity): Buffer
  /** Reads a sealed identity. Throws when the key is another or the bytes were changed. */
  open(sealed: Buffer): Identity
  /** Twelve bits of a keyed hash. Many people share a value, so it finds candidates only. In a small deployment equal hints suggest one person, without saying whom. */
  hint(identity: Identity): number
  /** Full keyed hash: the opt-out list, one-time codes, what a bare number answers. */
  hash(purpose: 'opt-out' | 'code' | 'offer', text: string): string
}

/** `key`: 32 random bytes of their own, apart from every other secret (rule A-6). */
export function createSeal(key: Buffer): Seal {
  if (key.length !== 32) throw new Error(`the sealing key has ${key.length} bytes, 32 are needed`)
  const part = (info: string) => Buffer.from(hkdfSync('sha256', key, '', `fengqiao ${info}`, 32))
  const cipherKey = part('identity')
  const hintKey = part('hint')
  const hashKey = part('hash')
  return {
    close: (identity) => encrypt(cipherKey, JSON.stringify([identity.platform, identity.externalId])),
    open(sealed) {
      const [platform, externalId] = JSON.parse(decrypt(cipherKey, sealed)) as [string, string]
      return { platform, externalId }
    },
    hint: (identity) =>
      createHmac('sha256', hintKey)
        .update(`${identity.platform}\n${identity.externalId}`)
        .digest()
        .readUInt16BE(0) >> 4,
    hash: (purpose, text) => createHmac('sha256', hashKey).update(`${purpose}\n${text}`).digest('hex'),
  }
}

export function sameIdentity(a: Identity, b: Identity): boolean {
  return a.platform === b.platform && a.externalId === b.externalId
}

function encrypt(key: Buffer, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
}
