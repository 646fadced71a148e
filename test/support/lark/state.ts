import { randomBytes } from 'node:crypto'
import { createChance } from './chance.ts'
import { createLarkClock } from './clock.ts'
import { createFaults } from './faults.ts'
import { idOf } from './ids.ts'
import { createLimits } from './limits.ts'
import { createMessages } from './messages.ts'
import { allScopes } from './scopes.ts'
import type { Call, FakeLarkOptions, Json, LarkMessage } from './types.ts'
import { createWorld } from './world.ts'

export type State = ReturnType<typeof createState>

export interface Buzz {
  messageId: string
  kind: string
  people: string[]
}

/** All that the fake's servers know. */
export function createState(options: FakeLarkOptions) {
  const clock = createLarkClock(options)
  const chance = createChance(options.seed ?? 1)
  const listeners = new Set<(message: LarkMessage) => void>()
  const tell = (message: LarkMessage) => {
    for (const listener of [...listeners]) listener(message)
  }
  return {
    ...{ clock, chance, tell, answerMs: options.answerMs ?? 3000 },
    app: {
      id: options.appId ?? 'cli_a1b2c3d4e5f60718',
      secret: randomBytes(16).toString('hex'),
      encryptKey: options.encryptKey ?? 'fake-encrypt-key',
      verificationToken: randomBytes(16).toString('hex'),
      scopes: new Set<string>(options.scopes ?? allScopes),
      externalSharing: options.externalSharing ?? true,
    },
    world: createWorld(options),
    messages: createMessages(clock, tell),
    limits: createLimits({ ms: options.limitsMs ?? clock.ms }, options.limits ?? true),
    faults: createFaults(chance),
    /** Bytes by image or file key; `own` are those the app uploaded. */
    files: new Map<string, { bytes: Buffer; own: boolean }>(),
    /** The first result of each uuid. */
    knowsUuids: options.knowsUuids ?? true,
    uuids: new Map<string, { messageId: string; atMs: number }>(),
    calendarId: `${idOf('oc', 'calendar')}@group.calendar.feishu.cn`,
    events: [] as Json[],
    tasks: [] as Json[],
    buzzes: [] as Buzz[],
    calls: [] as Call[],
    /** Of each message that appears or changes. Returns how to stop being told. */
    onChange(listener: (message: LarkMessage) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
