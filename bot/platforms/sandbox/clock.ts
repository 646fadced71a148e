import type { Db } from '../../../db/client.ts'
import { setSetting, setting } from '../../../db/settings.ts'
import type { SandboxClock } from './types.ts'

const key = 'sandbox.clock'

/**
 * The sandbox's own time: the real one plus what was pushed. The offset is kept, so that after a restart no reminder
 * lies in a future that had already been reached.
 */
export async function openSandboxClock(db: Db): Promise<SandboxClock> {
  let aheadMs = (await setting<number>(db, key)) ?? 0
  const listeners = new Set<() => unknown>()
  return {
    now: () => new Date(Date.now() + aheadMs),
    async forward(seconds) {
      aheadMs += seconds * 1000
      await setSetting(db, key, aheadMs)
      await Promise.all([...listeners].map((listener) => listener()))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
