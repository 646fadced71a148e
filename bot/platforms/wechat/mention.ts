import { callsOf } from '../sandbox/mentions.ts'
import type { RawPerson } from './wire.ts'

export interface Mentioned {
  toBot: boolean
  /** Others, by the puppet's id; only those of whom it is sure who is meant. */
  others: { id: string; nick: string }[]
  /** The text, the bot called by a name without blanks, so that a command behind it is found. */
  text: string
}

interface Known {
  self: RawPerson
  botName: string
  /** Of the room, ourselves included. */
  members: readonly RawPerson[]
  /** Structured mentions, where the puppet has them; wechat4u makes them from names, namesakes and all. */
  mentionIds?: readonly string[] | undefined
}

/** U+2005 ends a mention made on a telephone, a blank one made on a computer, nothing one typed by hand. */
const ends = /^(?:[\s\u2005\u2004\u2006]|[,，。.:：;；!！?？、@＠~～/／()（）"”]|$)/u

/**
 * Who is called behind an “@”. The longest name that stands there wins. The bot is meant by its own name, its 群昵称 or as
 * people shorten it; another person only if that name has one bearer here, among those the puppet says were mentioned.
 */
export function readMentions(said: string, known: Known): Mentioned {
  const { self, mentionIds } = known
  const call = `@${callsOf(known.botName)[1] ?? known.botName}`.replace(/\s/gu, '')
  const others = new Map<string, string>()
  let toBot = mentionIds?.includes(self.id) ?? false
  let text = ''
  let from = 0
  for (const { index } of said.matchAll(/[@＠]/gu)) {
    if (index < from) continue
    const name = nameAt(said, index + 1, known)
    if (!name) continue
    const { bearers } = name
    if (name.isBot) {
      toBot = true
      text += said.slice(from, index) + call
      from = index + 1 + name.length
      if (said[from] === '\u2005') {
        text += ' '
        from += 1
      }
      continue
    }
    const meant = mentionIds ? bearers.filter(({ id }) => mentionIds.includes(id)) : bearers
    const [one, another] = meant.length > 0 ? meant : bearers
    if (one && !another) others.set(one.id, said.slice(index + 1, index + 1 + name.length))
  }
  return { toBot, others: [...others].map(([id, nick]) => ({ id, nick })), text: text + said.slice(from) }
}

function nameAt(text: string, at: number, { self, botName, members }: Known) {
  const ours = namesOf(members.find(({ id }) => id === self.id) ?? self).concat(namesOf(self))
  const theirs = members.filter(({ id }) => id !== self.id).flatMap((one) => namesOf(one))
  const standing = (names: string[]) =>
    Math.max(0, ...names.filter((name) => text.startsWith(name, at)).map((name) => name.length))
  const own = standing([...ours, botName])
  const other = standing(theirs)
  const length = Math.max(own, standing(callsOf(botName)), other)
  const isBot = own === length || other < length
  // Of a person the whole name stands there, or somebody else is called: @李四 is not 李.
  if (length === 0 || (!isBot && !ends.test(text.slice(at + length)))) return null
  const name = text.slice(at, at + length)
  const bearers = members.filter((one) => one.id !== self.id && namesOf(one).includes(name))
  return { length, bearers, isBot }
}

function namesOf({ name, roomAlias }: RawPerson): string[] {
  return [name, roomAlias ?? ''].map((one) => one.trim()).filter((one) => one !== '')
}
