import { createHash } from 'node:crypto'
import { writeAddress } from '../../../matters/wechat-address.ts'
import type { RawPerson } from './wire.ts'

/** What is known while one login of one account lasts. In memory only, and gone with it. */
export interface Login {
  account: string
  /** The same as long as ids are the same: after a restart of the process the session goes on. */
  key: string
  self: RawPerson
  /** The address of a friend who was recognised, by the puppet's id, and back. */
  addressOf: Map<string, string>
  contactOf: Map<string, string>
  friends: Set<string>
  /** Rooms and friends were gone through: whoever is not among them is none. */
  looked: boolean
  /** Who was given a 备注 in this login; tried once. */
  marked: Set<string>
  /** Rooms that the account was put out of: deaf from the moment this is known. */
  removed: Set<string>
  /** Who bears a name of somebody who opted out; for each group that was looked through. */
  away: Set<string>
  /** Groups in which somebody who opted out could not be found again. */
  doubtful: Set<number>
  /** Who said that they want to be heard. */
  vouched: Set<string>
  /** When each group was last looked through, ms of the business clock. */
  lookedAt: Map<number, number>
}

export function newLogin(account: string, self: RawPerson): Login {
  return {
    ...{ account, self, looked: false, key: createHash('sha256').update(self.id).digest('hex').slice(0, 8) },
    ...{
      addressOf: new Map(),
      contactOf: new Map(),
      friends: new Set(),
      marked: new Set(),
      removed: new Set(),
    },
    ...{ away: new Set(), doubtful: new Set(), vouched: new Set(), lookedAt: new Map() },
  }
}

/** Of a room, a message, or a person who was not recognised. */
export function addressIn({ account, key }: Login, id: string): string {
  return writeAddress({ account, login: key, id })
}
