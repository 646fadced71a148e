import { nothing, type Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { runCommand, takesWords } from './commands/index.ts'
import type { Desk } from './desk.ts'
import { answerDraft } from './direct.ts'
import { membership } from './membership.ts'
import { isNeverSaid, neverSay } from './never-say.ts'
import { takeBack } from './recall.ts'
import { report } from './report.ts'

/**
 * What follows from one heard message. Members come and go; a recall takes a draft along; commands and buttons run
 * their verb; a short answer in private settles a draft; everything else may be a report. Nothing is sent and nothing
 * written here: the Write that comes back is committed as a whole, or not at all.
 */
export async function handle(message: HeardMessage, desk: Desk): Promise<Write> {
  if (message.heard === 'membership') return await membership(message, desk)
  if (message.heard === 'recall') return await takeBack(message, desk)
  if (asksNeverSaid(message)) return await neverSay(message, desk)
  if (message.heard === 'command' || message.heard === 'click') return await runCommand(message, desk)
  if (message.text.trim() === '' && message.type !== 'image') return nothing
  const answered = message.heard === 'direct' ? await answerDraft(message, desk) : null
  return answered ?? (await report(message, desk))
}

/** Behind a verb that takes words somebody may tell of the question instead of asking it: those decide for themselves. */
function asksNeverSaid(message: HeardMessage): boolean {
  if (message.heard === 'command' && takesWords(message)) return false
  return isNeverSaid(message, message.text)
}
