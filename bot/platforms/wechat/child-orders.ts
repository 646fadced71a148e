import type { Fact } from './wire.ts'

/** How an account's process is to begin: sent once, first, so that no token stands in a command line. */
export interface Launch {
  /** Path of the memory card, without its ending. */
  memory: string
  /** A package's name, or the URL of a file. */
  puppet: string
  token?: string
  endpoint?: string
}

/** What the parent orders. Each is answered once, with the number `n` it came with. */
export type Order =
  | { order: 'begin'; launch: Launch }
  | { order: 'rooms' }
  | { order: 'members'; roomId: string }
  | { order: 'people' }
  | { order: 'accept'; friendshipId: string }
  | { order: 'remark'; contactId: string; mark: string }
  | { order: 'say'; to: string; text: string; mentionIds: string[] }
  | { order: 'show'; to: string; png: string }
  | { order: 'stop' }

/** What an account's process says. A failure is a class's name, for a message may quote what people wrote. */
export type FromChild =
  | { fact: Fact }
  | { answers: number; result: unknown }
  | { answers: number; failure: string }

/** Why an account's process ended itself. */
export const exitCodes = { cannotBegin: 10, unexpected: 11, watchdog: 12, orphaned: 13 } as const
