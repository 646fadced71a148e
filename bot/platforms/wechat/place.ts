import { groupIdOf } from '../../../db/external-ids.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { HeldError } from '../../../matters/errors.ts'
import type { Chat } from '../../../matters/message.ts'
import { readAddress, readLasting } from '../../../matters/wechat-address.ts'
import type { Login } from './login.ts'
import type { Account, Place } from './wire.ts'

/**
 * Where a chat of ours is reached now. Null for an address of an earlier login that was not recognised: nothing is then sent,
 * for whoever has the name by now may be somebody else.
 */
export async function placeIn(
  desk: Desk,
  logins: ReadonlyMap<string, Login>,
  chat: Chat,
  accounts: (name: string) => Account | undefined,
): Promise<Place | null> {
  awaitLogin(logins, chat.id, accounts)
  return chat.kind === 'group'
    ? await roomOf(desk, logins, chat.id)
    : await personAt(logins, chat.id, accounts)
}

/** Before the account of an address has logged in nobody is there, which says nothing about who will be. */
function awaitLogin(
  logins: ReadonlyMap<string, Login>,
  chatId: string,
  accounts: (name: string) => Account | undefined,
): void {
  const account = readAddress(chatId)?.account
  const isAwaited = account === undefined ? logins.size === 0 : !logins.has(account) && accounts(account)
  if (isAwaited) throw new HeldError('the account has not logged in yet', 5)
}

async function roomOf(desk: Desk, logins: ReadonlyMap<string, Login>, chatId: string): Promise<Place | null> {
  const address = readAddress(chatId)
  const login = address && logins.get(address.account)
  if (!address || !login) return null
  if (login.key === address.login)
    return login.removed.has(address.id) ? null : { account: login.account, conversationId: address.id }
  // Written before the ids changed: it goes where its group is by now, once people there were told who we are.
  const groupId = await groupIdOf(desk.db, 'wechat', chatId)
  const group = groupId === undefined ? undefined : desk.registry.groupById(groupId)
  if (!group?.announcedAt || group.leftAt || group.externalId === chatId) return null
  return await roomOf(desk, logins, group.externalId)
}

async function personAt(
  logins: ReadonlyMap<string, Login>,
  personId: string,
  accounts: (name: string) => Account | undefined,
): Promise<Place | null> {
  const lasting = readLasting(personId)
  for (const login of logins.values()) {
    const contact = contactIn(login, personId)
    if (contact === undefined) continue
    if (lasting !== null && !login.friends.has(contact)) await learnFriends(login, accounts(login.account))
    const friend = login.friends.has(contact)
    if (friend || (lasting === null && login.looked))
      return { account: login.account, conversationId: contact, friend }
  }
  const own = logins.get(readAddress(personId)?.account ?? '')
  if (own && !own.looked) throw new HeldError('its friends are not known yet', 2)
  const [any] = logins.values()
  return lasting !== null && any ? { account: any.account, conversationId: lasting, friend: false } : null
}

/** With lasting ids nobody is recognised one by one: the address book is read when it is needed. */
async function learnFriends(login: Login, account: Account | undefined): Promise<void> {
  for (const { id, friend } of (await account?.people()) ?? []) if (friend) login.friends.add(id)
}

/** The puppet's id of a person in that login. */
export function contactIn(login: Login | undefined, personId: string): string | undefined {
  if (!login) return undefined
  const address = readAddress(personId)
  const ours = address?.account === login.account && address.login === login.key ? address.id : undefined
  return login.contactOf.get(personId) ?? readLasting(personId) ?? ours
}
