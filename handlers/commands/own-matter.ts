import { type OwnReport, ownReports, type Reported, reportByPassword } from '../../db/reporters.ts'
import { saying, type Write } from '../../db/write.ts'
import { countWrongTry, mayTry } from '../../db/wrong-tries.ts'
import { whisper } from '../desk.ts'
import { findPassword, passwordHash } from '../password.ts'
import { tooManyTries, wrongPassword } from '../replies/anonymous.ts'
import { needsNumber, noSuchMatter } from '../replies/refusals.ts'
import { findNumbers } from './matter-number.ts'
import type { Call, Verb } from './verb.ts'

/** A matter of one's own, as it was named. */
export interface Own extends OwnReport {
  /** The words that were neither number nor password. */
  rest: string[]
  /** Named by its password, from whatever account: nothing about it may be bound to this one. */
  byPassword: boolean
}

/** The matter this person reported and names by number, or the refusal to show. Others' numbers are "not found". */
export async function ownMatter(call: Call, verb: Pick<Verb, 'name' | 'args'>): Promise<Reported | Write> {
  const own = await findOwn(call, verb)
  return isWrite(own) ? own : own.matter
}

/**
 * As `ownMatter`, with the row behind it and the other words. Who left the number out means the newest, or where more is
 * typed the only one. A password opens its matter from any account, and is guessed five times an hour at most.
 */
export async function findOwn(call: Call, verb: Pick<Verb, 'name' | 'args'>): Promise<Own | Write> {
  const { desk, message, asker } = call
  const secret = findPassword(call.words)
  if (secret) return await openByPassword(call, secret)
  const own = await ownReports(desk.db, desk.seal, asker.identity)
  const { numbers, rest } = findNumbers(call.words)
  const [first] = own
  const typed = numbers[0] ?? call.words[0]
  if (!typed || (numbers.length === 0 && own.length === 1 && verb.args.includes(' ')))
    return first ? { ...first, rest, byPassword: false } : saying(whisper(message, needsNumber(verb)))
  const found = own.find(({ matter }) => matter.number === numbers[0])
  if (found) return { ...found, rest, byPassword: false }
  return saying(whisper(message, noSuchMatter(typed), 'refusal'))
}

async function openByPassword(
  { desk, message, asker }: Call,
  { password, rest }: { password: string; rest: string[] },
): Promise<Own | Write> {
  if (!(await mayTry(desk.db, desk.seal, asker.identity)))
    return saying(whisper(message, tooManyTries, 'refusal'))
  const found = await reportByPassword(desk.db, passwordHash(desk, password))
  if (found) return { ...found, rest, byPassword: true }
  return {
    changes: [countWrongTry(desk.seal, asker.identity)],
    posts: [whisper(message, wrongPassword, 'refusal')],
  }
}

export function isWrite(found: object): found is Write {
  return 'posts' in found
}
