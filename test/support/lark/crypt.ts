import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** base64(iv ‖ AES-256-CBC) under SHA-256 of the Encrypt Key. */
export function encrypted(text: string, encryptKey: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** X-Lark-Signature over the raw body. */
export function signature(of: {
  timestamp: string
  nonce: string
  encryptKey: string
  body: string
}): string {
  return createHash('sha256').update(`${of.timestamp}${of.nonce}${of.encryptKey}${of.body}`).digest('hex')
}
