import { mattersReportedBy, type Reported } from '../../db/reporters.ts'
import { saying, type Write } from '../../db/write.ts'
import { whisper } from '../desk.ts'
import { needsNumber, noSuchMatter } from '../replies/refusals.ts'
import type { Call, Verb } from './verb.ts'

/** The matter this person reported and names by number, or the refusal to show. Others' numbers are "not found". */
export async function ownMatter(call: Call, verb: Pick<Verb, 'name' | 'args'>): Promise<Reported | Write> {
  const [number] = call.words
  const own = await mattersReportedBy(call.desk.db, call.desk.seal, call.asker.identity)
  if (!number) return own[0] ?? saying(whisper(call.message, needsNumber(verb)))
  const wanted = fullNumber(number)
  return (
    own.find((matter) => fullNumber(matter.number) === wanted) ??
    saying(whisper(call.message, noSuchMatter(number), 'refusal'))
  )
}

export function isWrite(found: Reported | Write): found is Write {
  return 'posts' in found
}

/** Numbers as people type them: small letters, full-width signs, no zeros: ah-1117-2 is AH-1117-02. */
export function fullNumber(typed: string): string {
  const [code = '', day = '', serial = ''] = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[—–－]/gu, '-')
    .split('-')
  return `${code}-${day.padStart(4, '0')}-${String(Number(serial) || serial).padStart(2, '0')}`
}
