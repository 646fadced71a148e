import type { FastifyInstance } from 'fastify'
import type { Store } from '../../../db/client.ts'
import { forgetAnnouncements, plantOnce } from '../../../db/first-start.ts'
import { verbs } from '../../../handlers/commands/index.ts'
import type { App } from '../../app.ts'
import type { Platform } from '../platform.ts'
import { createChat } from './chat.ts'
import { openSandboxClock } from './clock.ts'
import { demoCommunity, demoWorld } from './demo-community.ts'
import { createGlimpse } from './glimpse.ts'
import { createSandbox } from './index.ts'
import { sandboxRoutes } from './routes.ts'
import type { SandboxClock } from './types.ts'

export interface Sandbox {
  platform: Platform
  clock: SandboxClock
  /** Adds the page to the process's server. */
  attach(server: FastifyInstance, app: App): Promise<void>
}

/** Opens the sandbox over this database: the demonstration community on the first start, a new chat life on every one. */
export async function openSandbox(
  store: Store,
  options: { botName: string; onError: (error: unknown) => void },
): Promise<Sandbox> {
  const clock = await openSandboxClock(store.db)
  await plantOnce(store.db, demoCommunity, clock.now())
  await forgetAnnouncements(store.db, 'sandbox')
  const chat = createChat({ clock, world: demoWorld, botName: options.botName })
  return {
    clock,
    platform: createSandbox({ chat, onError: options.onError }),
    async attach(server, app) {
      clock.onChange(() => catchUp(app).catch(() => {}))
      const commands = verbs.filter((verb) => !verb.hidden).map(({ name, help }) => ({ name, help }))
      const glimpse = await createGlimpse(store, app.desk)
      await server.register(sandboxRoutes, { chat, clock, glimpse, commands })
    },
  }
}

/** Raises all that is due; what is raised may at once owe something more. */
async function catchUp(app: App): Promise<void> {
  for (let turn = 0; turn < 3; turn++) if ((await app.tick()) === 0) return
}
