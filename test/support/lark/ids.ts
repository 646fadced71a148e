import { createHash, randomBytes } from 'node:crypto'

/** The same name gives the same id in every run, so that a restarted fake knows its people again. */
export function idOf(prefix: 'ou' | 'on' | 'oc', name: string): string {
  return `${prefix}_${createHash('sha256').update(`${prefix}:${name}`).digest('hex').slice(0, 32)}`
}

/** Message ids as they look today: om_x100b and hexadecimal digits. */
export function newMessageId(): string {
  return `om_x100b${randomBytes(14).toString('hex').slice(0, 27)}`
}

/** An id of 32 hexadecimal digits, as events have it. */
export function newEventId(): string {
  return randomBytes(16).toString('hex')
}
