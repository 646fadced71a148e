import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps a second process from running the same accounts: two of them would throw each other out of WeChat, again and
 * again, and be noticed for it. Gives how to let go. A lock whose process is gone is taken over.
 */
export function lockAccounts(folder: string, names: readonly string[]): () => void {
  const mine = names.map((name) => join(folder, name, 'pid'))
  for (const path of mine) {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    const holder = holderOf(path)
    if (holder !== undefined && holder !== process.pid && isAlive(holder))
      throw new Error(
        `The WeChat account in ${join(path, '..')} is run by process ${holder} already. Stop that one; if it is no bot, delete ${path}.`,
      )
    writeFileSync(path, String(process.pid), { mode: 0o600 })
  }
  return () => {
    for (const path of mine) if (holderOf(path) === process.pid) rmSync(path, { force: true })
  }
}

function holderOf(path: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
