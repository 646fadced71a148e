import { keepVote, openPollOf, type Poll, pollById } from '../../db/polls.ts'
import { saying, type Write } from '../../db/write.ts'
import type { HeardMessage } from '../../matters/message.ts'
import { type Desk, whisper } from '../desk.ts'
import { pollTexts } from '../replies/poll.ts'
import { voteHash } from '../vote-hash.ts'
import { withoutMention } from './parse.ts'
import type { Call, Verb } from './verb.ts'

/** One's own voice on a question, told to nobody; what is kept tells two voices apart and no more. */
export const vote: Verb = {
  name: '投票',
  aliases: ['vote'],
  args: '号 选项',
  help: '在征集里选一项(不记名)',
  where: 'anywhere',
  who: 'everyone',
  hidden: true,
  async run(call) {
    const [id, said = ''] = call.words.map((word) => word.normalize('NFKC').replace(/号$/u, ''))
    const poll = /^\d{1,8}$/.test(id ?? '') ? await pollById(call.desk.db, Number(id)) : undefined
    if (!poll) return saying(whisper(call.message, pollTexts.noVote, 'refusal'))
    return voted(call, poll, said)
  },
}

function voted({ desk, message, asker }: Call, poll: Poll, said: string): Write {
  const now = desk.clock.now()
  if (poll.closedAt || poll.closesAt <= now) return saying(whisper(message, pollTexts.over, 'refusal'))
  const back = said === '撤回'
  const option = back ? null : optionOf(poll, said)
  if (option === undefined) return saying(whisper(message, pollTexts.noVote, 'refusal'))
  const hash = voteHash(desk.seal, asker.identity, poll.id)
  return {
    changes: [keepVote(poll, hash, option, now)],
    posts: [whisper(message, option === null ? pollTexts.takenBack(poll) : pollTexts.voted(poll, option))],
  }
}

function optionOf({ options }: Poll, said: string): number | undefined {
  const option = /^\d$/.test(said) ? Number(said) : options.indexOf(said) + 1
  return option >= 1 && option <= options.length ? option : undefined
}

/** The call that a bare number after an @ stands for, while a question stands open in that group. Null: none does. */
export async function votesHere(message: HeardMessage, desk: Desk): Promise<string | null> {
  const said = withoutMention(message.text).normalize('NFKC').trim()
  const number = /^(?:选|投)?\s*([1-6])[。.!]?$/u.exec(said)?.[1]
  const group = number && desk.registry.group(message.platform, message.chat.id)
  const open = group && (await openPollOf(desk.db, group.id))
  return open ? `/投票 ${open.id} ${number}` : null
}
