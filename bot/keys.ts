import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'

/**
 * The key that seals reporters' identities: from FENGQIAO_SEAL_KEY, else a file that is made at the first start.
 * Whoever loses it loses every reporter; whoever steals it and the database knows them all. In production it has to
 * be given, so that it does not lie beside the data it seals (rule A-6).
 */
export function sealingKey(config: Config): Buffer {
  if (config.FENGQIAO_SEAL_KEY) return Buffer.from(config.FENGQIAO_SEAL_KEY, 'hex')
  if (config.NODE_ENV === 'production') {
    throw new Error(
      'FENGQIAO_SEAL_KEY is not set. In production it has to come from outside the data folder: openssl rand -hex 32',
    )
  }
  const file = join(config.DATA_DIR, 'seal.key')
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  mkdirSync(config.DATA_DIR, { recursive: true })
  const key = randomBytes(32)
  writeFileSync(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return key
}
