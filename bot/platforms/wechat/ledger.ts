import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Gap } from './health.ts'

/** What has to outlive a restart of one account: counts and times, never a word of anybody. */
export interface Ledger {
  /** When its heart was last heard: whatever was said between then and the next login was not heard. */
  aliveAt?: string
  /** The last time in which nothing was heard, oldest first. */
  gaps: { from: string; to: string; reason: Gap['reason'] }[]
  /** For the daily cap and the pace. */
  sentOn?: string
  sentCount: number
  lastSentAt?: string
}

export interface LedgerFile {
  read(): Ledger
  write(change: Partial<Ledger>): void
}

/** A small file beside the memory card. One that cannot be read counts as empty: a cap begins anew, nothing breaks. */
export function openLedger(path: string): LedgerFile {
  let now: Ledger = { gaps: [], sentCount: 0 }
  try {
    now = { ...now, ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<Ledger>) }
  } catch {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  }
  return {
    read: () => now,
    write(change) {
      now = { ...now, ...change }
      writeFileSync(`${path}.new`, JSON.stringify(now), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}
