import { dropNames, keepNames } from '../../db/known-again.ts'
import { optIn, optOut } from '../../db/people.ts'
import { answer, whisper } from '../desk.ts'
import { plain } from '../replies/refusals.ts'
import type { Call, Verb } from './verb.ts'

const hashOf = ({ desk, asker }: Call) =>
  desk.seal.hash('opt-out', `${asker.identity.platform}:${asker.identity.externalId}`)

/** Only the fact that somebody typed it in the group is public anyway; the confirmation goes to them alone. */
const reply = (call: Call) => (call.message.chat.kind === 'group' ? whisper : answer)

export const optOutOfListening: Verb = {
  name: '不听我',
  aliases: ['optout', '别听我'],
  args: '',
  help: '所有群里都不再读我的话',
  where: 'anywhere',
  who: 'everyone',
  async run(call) {
    const card = plain(
      '好的,以后我不再读您的群消息(包括紧急话语,请直接拨110)。',
      '想恢复回「恢复」。@我、命令和私聊照常可用。',
    )
    const { message, desk } = call
    const group = desk.registry.group(message.platform, message.chat.id)
    const names = keepNames(hashOf(call), message.sender.names ?? [], group?.id ?? null, desk.clock.now())
    return { changes: [optOut(hashOf(call)), names], posts: [reply(call)(message, card)] }
  },
}

export const optBackIn: Verb = {
  name: '恢复',
  aliases: ['optin'],
  args: '',
  help: '恢复按群告知的方式听',
  where: 'anywhere',
  who: 'everyone',
  async run(call) {
    return {
      changes: [optIn(hashOf(call)), dropNames(hashOf(call))],
      posts: [reply(call)(call.message, plain('好的,已恢复。按群里的告知听,随时可再发「不听我」。'))],
    }
  },
}
