/**
 * How a chat or a person of WeChat is called outside of its adapter: account, login, the puppet's id. The login is part
 * of it because ids of the web protocol mean nothing after it: an old address can only fail, never reach somebody else.
 */
export interface WechatAddress {
  account: string
  /** Eight hexadecimal digits of a hash of the account's own id in that login. */
  login: string
  id: string
}

export function writeAddress({ account, login, id }: WechatAddress): string {
  return `${account}/${login}/${id}`
}

/** Null for a lasting id, and for what is none of ours. */
export function readAddress(text: string): WechatAddress | null {
  const [, account, login, id] = /^([^/]+)\/([0-9a-f]{8})\/([\s\S]+)$/.exec(text) ?? []
  return account && login && id ? { account, login, id } : null
}

/** A person's address where the puppet's ids outlive a login, whichever account sees them. */
export function lastingAddress(id: string): string {
  return `wx/${id}`
}

export function readLasting(text: string): string | null {
  return readAddress(text) ? null : (/^wx\/([\s\S]+)$/.exec(text)?.[1] ?? null)
}

/** Was this one reached by the same account in another login? */
export function isOfEarlierLogin(old: string, present: string): boolean {
  const [one, other] = [readAddress(old), readAddress(present)]
  return one !== null && other !== null && one.account === other.account && one.login !== other.login
}
