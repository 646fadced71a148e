import { type Entry, type Post, priorities } from '../matters/message.ts'
import type { Desk } from './desk.ts'

/**
 * Puts a meeting or task into the calendars of these colleagues, on each platform where they are known. The same `key`
 * again, with a higher `revision`, changes what stands there; `cancelled` takes it away. What is said of it is a post of
 * its own: where a platform keeps no calendar, nothing is written.
 */
export function toCalendars(
  desk: Desk,
  personIds: number[],
  { revision, ...entry }: Omit<Entry, 'people'> & { revision: number },
): Post[] {
  const identities = personIds.flatMap((personId) => desk.registry.identitiesOf(personId))
  const platforms = [...new Set(identities.map(({ platform }) => platform))]
  return platforms.map((platform) => ({
    platform: platform as Post['platform'],
    // No conversation: what is one after the other are the changes of one entry.
    chat: { id: `calendar:${entry.key}`, kind: 'direct' },
    card: { tone: 'plain', lines: [], entry: { ...entry, people: idsOn(platform) } },
    priority: priorities.notice,
    key: `calendar:${entry.key}:${revision}:${platform}`,
    about: 'calendar',
  }))

  function idsOn(platform: string): string[] {
    const there = identities.filter((identity) => identity.platform === platform)
    return [...new Set(there.map(({ externalId }) => externalId))]
  }
}
