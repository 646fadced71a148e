import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { record } from '../db/events.ts'
import { together, type Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { answer, askerOf, type Desk } from './desk.ts'
import { asksWhoReported } from './read/asks-who.ts'
import { neverSaid } from './replies/never-said.ts'
import { alertByThreat, threatensGiver } from './retaliation.ts'

/** Milliseconds from hearing the question to the answer: longer than anything done meanwhile takes. */
const delayMs = 400
/** More or less, by chance, so that not even the noise of the machine tells anything (rule K-4). */
const jitterMs = 50

/** Does somebody turn to the bot with the one question that it never answers? */
export function isNeverSaid({ heard }: HeardMessage, words: string): boolean {
  return ['direct', 'mention', 'command'].includes(heard) && asksWhoReported(words)
}

/**
 * Who reported, and whether anybody did: the same words after the same time, whoever asks of whatever. Nothing is looked up
 * for the question; a threat in it alerts the duty desk within that time.
 */
export async function neverSay(message: HeardMessage, desk: Desk): Promise<Write> {
  const answered = pause(delayMs + randomInt(-jitterMs, jitterMs + 1))
  const alert = threatensGiver(message.text) ? await alertByThreat(message, desk) : null
  const asked = record({
    matterId: null,
    at: desk.clock.now(),
    actorId: askerOf(message, desk).staff?.personId ?? null,
    kind: 'refused',
    values: { what: 'who reported' },
  })
  const fixed = { changes: [asked], posts: [answer(message, neverSaid, 'refusal')] }
  await answered
  return alert ? together(fixed, alert) : fixed
}
