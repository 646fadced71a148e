import { nothing, saying, type Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import { runCommand, takesWords } from './commands/index.ts'
import { votesHere } from './commands/vote.ts'
import { answer, type Desk } from './desk.ts'
import { answerDraft } from './direct.ts'
import { membership } from './membership.ts'
import { isNeverSaid, neverSay } from './never-say.ts'
import { answerPrompt } from './prompt-in-group.ts'
import { takeBack } from './recall.ts'
import { unreadable } from './replies/unreadable.ts'
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
  if (message.text.trim() === '' && message.type !== 'image') return sayUnreadable(message)
  const answered = await answerTo(message, desk)
  return answered ?? (await report(message, desk))
}

/** In private any draft of theirs; in a group the one that was asked about there. */
async function answerTo(message: HeardMessage, desk: Desk): Promise<Write | null> {
  if (message.heard === 'direct') return await answerDraft(message, desk)
  if (message.heard !== 'mention') return null
  return (await answerPrompt(message, desk)) ?? (await answerPoll(message, desk))
}

/** A bare number in a group answers the question that stands open there. */
async function answerPoll(message: HeardMessage, desk: Desk): Promise<Write | null> {
  const command = await votesHere(message, desk)
  return command ? await runCommand({ ...message, text: command }, desk) : null
}

/** Who turned to the bot with something it cannot read has to know that nobody did. */
function sayUnreadable(message: HeardMessage): Write {
  const addressed = message.heard === 'mention' || message.heard === 'direct'
  return addressed ? saying(answer(message, unreadable(message.type))) : nothing
}

/** Behind a verb that takes words somebody may tell of the question instead of asking it: those decide for themselves. */
function asksNeverSaid(message: HeardMessage): boolean {
  if (message.heard === 'command' && takesWords(message)) return false
  return isNeverSaid(message, message.text)
}
