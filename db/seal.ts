import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Vault } from '../matters/vault.ts'

/** Who somebody is on a platform. */
export interface Identity {
  platform: string
  externalId: string
}

export interface Seal {
  /** Encrypts an identity (AES-256-GCM, a fresh nonce each time: equal people look different). */
  close(identity: Identity, vault?: Vault): Buffer
  /**
   * Reads a sealed identity. Throws when the key is another or the bytes were changed. `tip` opens what either key
   * sealed: rows from before there were two, and matters that turned out to be a tip later.
   */
  open(sealed: Buffer, vault?: Vault): Identity
  /**
   * Twelve bits of a keyed hash. Many people share a value, so it finds candidates only. In a small deployment equal hints
   * suggest one person, without saying whom; those of the two vaults suggest nothing of each other.
   */
  hint(identity: Identity, vault?: Vault): number
  /** Full keyed hash, for what has to be found again and never read. */
  hash(purpose: HashPurpose, text: string): string
}

/** Equal texts of two purposes have nothing in common. */
export type HashPurpose =
  | 'opt-out'
  | 'code'
  | 'offer'
  | 'anonymous'
  | 'password'
  | 'wrong tries'
  | 'giver'
  | 'greeted'
  | 'member'
  | 'called'
  | 'remark'
  | 'vote'
  | 'team'

/** `key`: 32 random bytes of their own, apart from every other secret (rule A-6). */
export function createSeal(key: Buffer): Seal {
  if (key.length !== 32) throw new Error(`the sealing key has ${key.length} bytes, 32 are needed`)
  const part = (info: string) => Buffer.from(hkdfSync('sha256', key, '', `fengqiao ${info}`, 32))
  const cipherKeys = { identity: part('identity'), tip: part('tip identity') }
  const hintKeys = { identity: part('hint'), tip: part('tip hint') }
  const hashKey = part('hash')
  const read = (vault: Vault, sealed: Buffer): Identity => {
    const [platform, externalId] = JSON.parse(decrypt(cipherKeys[vault], sealed)) as [string, string]
    return { platform, externalId }
  }
  return {
    close: (identity, vault = 'identity') =>
      encrypt(cipherKeys[vault], JSON.stringify([identity.platform, identity.externalId])),
    open(sealed, vault = 'identity') {
      if (vault === 'identity') return read('identity', sealed)
      try {
        return read('tip', sealed)
      } catch {
        return read('identity', sealed)
      }
    },
    hint: (identity, vault = 'identity') =>
      createHmac('sha256', hintKeys[vault])
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
