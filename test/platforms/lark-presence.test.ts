import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createPresence } from '../../bot/platforms/lark/presence.ts'
import { connect } from '../../db/client.ts'
import { lastAlive } from '../../db/listening.ts'
import { freshDatabase } from '../support/database.ts'

it('is not taken for back because making up failed while it was gone again', async () => {
  const { url, drop } = await freshDatabase()
  const store = connect(url, { connections: 2 })
  let asked = 0
  let fails = (_: Error) => {}
  const presence = createPresence({
    db: () => store.db,
    listener: 'lark:test',
    clock: { now: () => new Date('2026-11-17T12:00:00+08:00') },
    log: createLog('silent'),
    againMs: 1,
    makeUp: async () => {
      asked += 1
      if (asked === 1)
        await new Promise<void>((_, reject) => {
          fails = reject
        })
    },
  })
  presence.arrived()
  while (!(await lastAlive(store.db, 'lark:test'))) await pause(5)
  await presence.lost()
  presence.arrived()
  while (asked === 0) await pause(5)
  await presence.lost()
  fails(new Error('503'))
  await pause(60)
  expect(asked).toBe(1)
  presence.arrived()
  while (asked < 2) await pause(5)
  await presence.stop()
  await store.close()
  await drop()
})
