import { randomInt } from 'node:crypto'
import {
  dropFriend,
  friendOf,
  keepFriend,
  type NameOfOptOut,
  namesOptedOut,
} from '../../../db/known-again.ts'
import { commit } from '../../../db/write.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { lastingAddress } from '../../../matters/wechat-address.ts'
import { tidyName } from './likeness.ts'
import { addressIn, type Login } from './login.ts'
import type { Account, RawPerson } from './wire.ts'

interface Deps {
  desk: Desk
  stableIds: boolean
}

/** Digits and letters that are not mistaken for each other; 12 of 31 are 59 bits, which nobody guesses into a 备注. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const markForm = /^fq-[A-Z2-9]{12}$/

/**
 * The address of a person. Where ids do not last, only a friend who carries the 备注 that we gave is known again after a
 * login: it stands in our own address book, and nobody else can wear it. A name proves nothing.
 */
export async function personOf({ desk, stableIds }: Deps, login: Login, person: RawPerson): Promise<string> {
  if (person.friend) login.friends.add(person.id)
  if (stableIds) return lastingAddress(person.id)
  const known = login.addressOf.get(person.id)
  if (known) return known
  const mark = person.friend && markForm.test(person.alias ?? '') ? person.alias : undefined
  const friend = mark ? await friendOf(desk.db, desk.seal, mark, desk.clock.now()) : undefined
  // Of two with one mark, which nobody but the account's owner can bring about, the second stays a stranger.
  const address =
    friend && !login.contactOf.has(friend.externalId) ? friend.externalId : addressIn(login, person.id)
  login.addressOf.set(person.id, address)
  login.contactOf.set(address, person.id)
  return address
}

/** Recognises all friends at once, so that they can be written to before they say something. */
export async function meetFriends(deps: Deps, login: Login, account: Account): Promise<void> {
  for (const person of await account.people()) if (person.friend) await personOf(deps, login, person)
}

/** Gives a friend who wrote to the bot a 备注 to be known by after the next login. One that the owner gave stays as it is. */
export async function giveMark(
  deps: Deps,
  account: Account,
  person: RawPerson,
  address: string,
): Promise<void> {
  const { desk, stableIds } = deps
  if (stableIds || !person.friend || person.alias || !account.remark) return
  const mark = `fq-${Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')}`
  const identity = { platform: 'wechat', externalId: address }
  await commit(desk.db, { changes: [keepFriend(desk.seal, mark, identity, desk.clock.now())], posts: [] })
  try {
    await account.remark(person.id, mark)
  } catch (error) {
    await commit(desk.db, { changes: [dropFriend(desk.seal, mark)], posts: [] })
    throw error
  }
}

/** Keyed hashes of what a person is called, for the case that they opt out; the login in front says when they are of use. */
export function hashesOfNames({ desk }: Deps, login: Login, person: RawPerson): string[] {
  const names = [person.name, person.roomAlias ?? ''].map(tidyName).filter((name) => name !== '')
  return [...new Set(names)].map((name) => `${login.key}:${desk.seal.hash('called', name)}`)
}

/** Names of those who opted out in another login than this, by the hash of their opt-out. */
export async function namesToHeed({ desk }: Deps, login: Login): Promise<NameOfOptOut[]> {
  const rows = await namesOptedOut(desk.db)
  return rows
    .filter(({ hash }) => !hash.startsWith(`${login.key}:`))
    .map((row) => ({ ...row, hash: row.hash.slice(row.hash.indexOf(':') + 1) }))
}

/**
 * Who in a group may be somebody who opted out before the ids changed? All who bear one of their names; and where nobody
 * does, any stranger there may be them under a new one.
 */
export async function lookThrough(
  deps: Deps,
  login: Login,
  group: { id: number; members: readonly RawPerson[] },
): Promise<void> {
  const heeded = await namesToHeed(deps, login)
  const here = await Promise.all(
    group.members.map(async (person) => {
      const address = await personOf(deps, login, person)
      const optOut = deps.desk.seal.hash('opt-out', `wechat:${address}`)
      const names = hashesOfNames(deps, login, person).map((hash) => hash.slice(login.key.length + 1))
      return { address, optOut, names }
    }),
  )
  let missing = false
  for (const optOut of new Set(heeded.map((row) => row.optOut))) {
    const rows = heeded.filter((row) => row.optOut === optOut)
    const found = here.some((one) => one.optOut === optOut)
    const called = here.filter(({ names }) => rows.some(({ hash }) => names.includes(hash)))
    if (found) continue
    for (const { address } of called) login.away.add(address)
    if (called.length === 0 && rows.some(({ groupId }) => groupId === group.id)) missing = true
  }
  if (missing) login.doubtful.add(group.id)
  else login.doubtful.delete(group.id)
}

/** Counts as opted out: whoever may be somebody that did (rule Q-5). */
export function isDoubtful(
  { stableIds }: Deps,
  login: Login,
  person: { id: string; address: string },
  groupId: number,
) {
  if (stableIds || login.vouched.has(person.address)) return false
  const recognised = person.address !== addressIn(login, person.id)
  return !recognised && (login.away.has(person.address) || login.doubtful.has(groupId))
}
