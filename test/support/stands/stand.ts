import type { App } from '../../../bot/app.ts'
import type { Store } from '../../../db/client.ts'

/** A platform that the bot's contract with people is held against, with its misbehaving servers behind it. */
export interface Stand {
  name: string
  /** What this platform cannot be held to, each with the reason. */
  cannot?: Partial<Record<'hearsWhatWasSaidWhileAway', string>>
  /** The demonstration community, announced and waiting, on a Tuesday noon. */
  open(): Promise<Scene>
}

/** People and groups go by their short names (zhang, lin; anhe3 assisted, liuan mention). */
export interface Scene {
  store: Store
  app(): App
  /** Says something in a group or, without one, to the bot; resolves when all that follows is said. Gives the id. */
  says(as: string, text: string, how?: Saying): Promise<string>
  recalls(as: string, messageId: string): Promise<void>
  /** Presses a button of the last card that has it, in a group or in private; where there are no buttons, says its number. */
  chooses(as: string, label: RegExp, group?: string): Promise<void>
  joins(as: string, group: string): Promise<void>
  /** What the bot said in a group, or to a person alone. */
  heard(chatOrPerson: string): string[]
  /** The platform delivers a message once more, in every way it may. */
  repeats(messageId: string): Promise<void>
  /** From now on the bot cannot write to this person alone; resolves when it may know. */
  shuts(as: string): Promise<void> | void
  /** So many of the next posts are refused as too many. */
  throttles(times: number): void
  /** So many of the next posts are said, and the bot is not told. */
  losesAnswers(times: number): void
  /** The bot ends, this happens, and it starts again over the same database. */
  restarts(meanwhile?: () => unknown): Promise<void>
  /** Moves the clock and lets everything due happen. */
  forward(ms: number): Promise<void>
  /** Everything logged so far, as one text. */
  logged(): string
  end(): Promise<void>
}

export interface Saying {
  in?: string
  /** The bot is called. */
  toBot?: boolean
  quotes?: string
  /** Delivered only so much later. */
  lateMs?: number
  /** Does not wait for what follows. */
  atOnce?: true
}

export const hour = 3_600_000
