import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createLog } from '../../bot/log.ts'
import { createMetrics } from '../../bot/metrics.ts'
import { createServer } from '../../bot/server.ts'
import type { Store } from '../../db/client.ts'
import { systemClock } from '../../matters/clock.ts'

it('answers what is in hand when the process ends, and waits for no connection that lies idle', async () => {
  const log = createLog('silent')
  // No route that is asked here looks at the database.
  const deps = { store: {} as Store, clock: systemClock, log, metrics: createMetrics(), ready: () => true }
  const server = createServer(deps)
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  server.get('/slow', async () => {
    begin()
    await finished
    return { kept: true }
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const answered = new Promise<number | undefined>((resolve, reject) => {
    request({ agent, port, path: '/slow' }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode))
    })
      .on('error', reject)
      .end()
  })
  await begun
  const closing = server.close()
  // The close has begun when its hooks ran.
  await new Promise((resolve) => setTimeout(resolve, 50))
  finish()
  expect(await answered).toBe(200)
  // Fastify lets an idle connection lie for 72 s.
  await closing
  agent.destroy()
}, 20_000)
