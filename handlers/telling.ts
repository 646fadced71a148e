import type { Draft } from '../db/drafts.ts'
import type { Group } from '../db/registry.ts'
import type { Identity } from '../db/seal.ts'
import type { HeardMessage, Post } from '../matters/message.ts'
import type { Reading } from '../matters/reading.ts'
import { holds } from '../matters/roles.ts'
import type { CategoryId, Kind } from '../matters/taxonomy.ts'
import { type Asker, type Desk, whisper } from './desk.ts'
import type { Doubtful } from './match-doubt.ts'
import { readPart } from './read/index.ts'
import { draftCard } from './replies/draft-card.ts'

/** Everything about one telling that the steps below share. */
export interface Telling {
  desk: Desk
  message: HeardMessage
  asker: Asker
  group: Group | undefined
  readings: Reading[]
  /** Numbers to learn from; null where several matters are told in one, and nobody can say which piece is whose. */
  features: number[] | null
  /** Standing alarms that a reading of this message was added to already; a second change would be stale. */
  joined: Set<number>
  /** Alarms that a reading of this message raised: what was told in one breath belongs together. */
  raised: Set<number>
  /** What the speaker asked for by the verb they used. */
  wish: Wish
}

/** A verb that names what is told: the reader then looks for that alone. */
export interface Wish {
  kind?: Kind
  /** Settles it: nothing else is read out of the words, not even a danger. */
  category?: CategoryId
  /** Nothing is said in the group where it was typed. */
  quiet?: true
  /** A colleague calls it an emergency, whatever the reader thinks; `unclear`: of what kind has to be asked. */
  alarm?: 'clear' | 'unclear'
}

/** Message ids a draft rests on: its own, and those of the neighbours it pulled in. Ids, never words. */
export function messageIdsOf(message: HeardMessage): string[] {
  return [message.messageId, ...message.neighbours.map((one) => one.messageId)]
}

/** How the reader takes the speaker's words. */
export function roleOf(asker: Asker): 'resident' | 'volunteer' | 'staff' {
  if (!asker.staff) return 'resident'
  return asker.staff.roles.every((held) => held.role === 'volunteer') ? 'volunteer' : 'staff'
}

/** Who found it, for the figures: resident | volunteer | grid | patrol. */
export function foundBy(asker: Asker): string {
  if (!asker.staff) return 'resident'
  if (holds(asker.staff, 'volunteer')) return 'volunteer'
  return holds(asker.staff, 'grid_worker') || holds(asker.staff, 'grid_head') ? 'grid' : 'patrol'
}

/** The draft shown anew to its reporter, where further words changed what they would read. */
export function newCard(
  message: HeardMessage,
  draft: Draft,
  reading: Reading,
  also: { mayBe?: Doubtful } = {},
): Post[] {
  const self = { platform: message.platform, externalId: message.sender.id }
  return newCardFor(self, message, draft, reading, also)
}

/** The same where somebody else's words changed it. */
export function newCardFor(
  reporter: Identity,
  message: HeardMessage,
  draft: Draft,
  reading: Reading,
  also: { mayBe?: Doubtful } = {},
): Post[] {
  const card = draftCard({ id: draft.id, reading }, also)
  if (JSON.stringify(card) === JSON.stringify(draftCard(draft))) return []
  const to = { ...message, sender: { ...message.sender, id: reporter.externalId } }
  return [whisper(to, card, 'draft', draft.id)]
}

/** What a message adds to a story: where, when, how much, who. */
export function partOf(telling: Telling, words = telling.message.text): Partial<Reading> {
  const { message, group } = telling
  return readPart(words, {
    nick: message.sender.nick,
    at: new Date(message.at),
    chatName: group?.name ?? '',
  })
}
