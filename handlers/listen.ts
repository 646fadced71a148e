import type { Group, Registry } from '../db/registry.ts'
import type { Seal } from '../db/seal.ts'
import type { Clock } from '../matters/clock.ts'
import type { Heard, HeardMessage, Incoming, Neighbour } from '../matters/message.ts'
import { commandNames } from './commands/index.ts'
import { nearestName, parseCommand } from './commands/parse.ts'
import { belongs, type Judgement, judge } from './gate/index.ts'
import { announcedPlay, isPlayed, type Play } from './gate/played.ts'
import { type KeptMessage, type Thread, threadMs } from './gate/thread.ts'
import { bigramsOf } from './read/grams.ts'
import { readSignals } from './read/signals.ts'
import { isShortAnswer } from './short-answer.ts'

const windowMs = 10 * 60_000
const windowSize = 50

/** What the ear remembers of one group, in memory only: words for ten minutes at most, marks of what it let through for thirty. */
interface Conversation {
  recent: Neighbour[]
  /** Until when each sender's further words are part of what was told. */
  telling: Map<string, number>
  /** What was let through, as far as later words are weighed by it; for half an hour. */
  thread: KeptMessage[]
  /** Message ids that were kept, so that replies quoting them are heard. */
  kept: Set<string>
  /** When drills and filmings were announced for; nothing of the words. */
  plays: Play[]
}

export interface Ear {
  /**
   * Decides whether a message may be read. Null: it is forgotten here and now, having touched nothing but this
   * process's memory. Announced when it was said? Mode? Opted out? Addressed? A report? In this order.
   */
  listen(message: Incoming): HeardMessage | null
  /** Forgets everything. */
  close(): void
}

const membershipTypes: ReadonlySet<string> = new Set([
  'bot_added',
  'bot_removed',
  'joined',
  'renamed',
  'entered',
])

export function createEar(deps: { registry: Registry; seal: Seal; clock: Clock }): Ear {
  const conversations = new Map<string, Conversation>()
  // A group that falls silent is forgotten too, not only when somebody speaks next.
  const forgetting = setInterval(() => {
    for (const [key, one] of conversations) {
      passOver(one, deps.clock.now().getTime())
      if (one.recent.length + one.thread.length + one.telling.size + one.plays.length === 0)
        conversations.delete(key)
    }
  }, 60_000)
  forgetting.unref()

  function listen(message: Incoming): HeardMessage | null {
    const clean = tidy(message)
    if (clean.type === 'left') return forgetWhoLeft(clean)
    if (membershipTypes.has(clean.type)) return heardAs(clean, 'membership')
    if (clean.chat.kind === 'direct') return hearPrivately(clean)
    const group = deps.registry.group(clean.platform, clean.chat.id)
    if (!group?.announcedAt || group.leftAt) return null
    const conversation = conversationIn(clean)
    if (clean.type === 'recall') return optedOut(clean) ? null : hearRecall(clean, conversation)
    if (clean.type === 'click') return heardAs(clean, 'click')
    if (saidBefore(group.announcedAt, clean)) return null
    if (clean.text.includes('#不记录') || clean.text.includes('＃不记录')) return null
    return hearInGroup(clean, group, conversation)
  }

  /** What somebody tells the bot in several messages is read together; an answer or a command ends the story. */
  function hearPrivately(message: Incoming): HeardMessage {
    const heard = hearDirect(message)
    const conversation = conversationIn(message)
    if (heard.heard === 'recall') {
      takeOut(conversation, message)
      return heard
    }
    if (heard.heard !== 'direct' || isShortAnswer(message.text)) {
      conversation.recent = []
      return heard
    }
    const neighbours = toldBefore(message, judge(message.text), conversation)
    remember(conversation, message)
    return { ...heard, neighbours }
  }

  /** Nobody has to know of it; what is still in memory of theirs goes. */
  function forgetWhoLeft({ platform, chat, sender }: Incoming): null {
    const conversation = conversations.get(`${platform}:${chat.id}`)
    if (conversation) {
      conversation.recent = conversation.recent.filter((one) => one.senderId !== sender.id)
      conversation.telling.delete(sender.id)
    }
    return null
  }

  function hearInGroup(message: Incoming, group: Group, conversation: Conversation): HeardMessage | null {
    const passive = group.mode !== 'mention'
    const away = optedOut(message)
    // Addressed, or not to be read at all: the gate does not so much as look at other words (rules M-1, Q-5).
    const addressed = isCommand(message) ? 'command' : message.mentionsBot ? 'mention' : null
    if (!addressed && (away || (!passive && !mayGoOn(message, conversation)))) return null
    const verdict = judge(message.text)
    const heard = addressed ?? overheard(message, group, conversation, verdict)
    const neighbours = passive && !away && heard ? toldBefore(message, verdict, conversation) : []
    const thread = passive && !away && heard ? threadBefore(message, conversation) : []
    const played = !addressed && isPlayedHere(message, verdict, conversation)
    if (passive && !away) remember(conversation, message)
    if (!heard) return null
    const until = Date.parse(message.at) + windowMs
    conversation.kept.add(message.messageId)
    if (heard === 'command') return { ...message, heard, score: verdict.score, neighbours: [] }
    conversation.telling.set(message.sender.id, until)
    conversation.thread.push(keptOf(message, verdict))
    return { ...message, heard, score: verdict.score, neighbours, thread, ...(played && { played }) }
  }

  function optedOut({ platform, sender, doubtful }: Incoming): boolean {
    if (doubtful) return true
    return deps.registry.optedOut(deps.seal.hash('opt-out', `${platform}:${sender.id}`))
  }

  function conversationIn(message: Incoming): Conversation {
    const key = `${message.platform}:${message.chat.id}`
    const now = Date.parse(message.at)
    const known = conversations.get(key) ?? {
      recent: [],
      telling: new Map(),
      thread: [],
      kept: new Set(),
      plays: [],
    }
    passOver(known, now)
    if (known.kept.size > 500) known.kept = new Set([...known.kept].slice(-200))
    conversations.set(key, known)
    return known
  }

  return {
    listen,
    close() {
      clearInterval(forgetting)
      conversations.clear()
    },
  }
}

/** Platforms deliver for hours, and some in whole seconds: what was said in the second of the notice was said after it. */
function saidBefore(announcedAt: Date, { at }: Incoming): boolean {
  return Date.parse(at) + 999 < announcedAt.getTime()
}

/** The sender is still telling something, or this quotes what was told: the only other words a mention group hears. */
function mayGoOn(message: Incoming, conversation: Conversation): boolean {
  const telling = (conversation.telling.get(message.sender.id) ?? 0) >= Date.parse(message.at)
  return telling || (message.quotes !== undefined && conversation.kept.has(message.quotes))
}

function overheard(
  message: Incoming,
  group: Group,
  conversation: Conversation,
  verdict: Judgement,
): Heard | null {
  const onwards =
    belongs(verdict, saidOf(message, conversation), threadIn(conversation, message)) ||
    (conversation.thread.length > 0 && readSignals(message.text).saidOver === true)
  if (mayGoOn(message, conversation) && (onwards || verdict.listen)) return 'followed'
  if (group.mode === 'mention') return null
  if (!onwards && !verdict.danger) return null
  if (!verdict.listen && conversation.thread.length > 0) return 'followed'
  return group.mode === 'work' ? 'work' : 'passive'
}

function threadIn({ thread, recent, kept }: Conversation, { messageId }: Incoming): Thread {
  const others = recent.filter((one) => one.messageId !== messageId)
  return {
    kept: thread,
    recent: others.map((one) => ({
      text: one.text,
      senderId: one.senderId,
      atMs: Date.parse(one.at),
      kept: kept.has(one.messageId),
    })),
  }
}

function saidOf({ text, sender, at, quotes }: Incoming, { kept }: Conversation) {
  return {
    text,
    senderId: sender.id,
    atMs: Date.parse(at),
    quotesKept: quotes !== undefined && kept.has(quotes),
  }
}

function keptOf({ text, sender, at }: Incoming, { score }: Judgement): KeptMessage {
  return { atMs: Date.parse(at), senderId: sender.id, pairs: bigramsOf(text), score }
}

/** The sender's words of the last minutes to which this goes on, or which are the beginning of it. */
function toldBefore(message: Incoming, verdict: Judgement, { recent, kept }: Conversation): Neighbour[] {
  const hit = keptOf(message, verdict)
  return recent.filter((one) => {
    if (one.senderId !== message.sender.id || one.messageId === message.messageId) return false
    if (kept.has(one.messageId)) return true
    const said = { text: one.text, senderId: one.senderId, atMs: hit.atMs, quotesKept: false }
    return belongs(judge(one.text), said, { kept: [hit], recent: [] })
  })
}

/** What was let through here just before, by anybody: several tell a danger in turn. */
function threadBefore(message: Incoming, { recent, kept }: Conversation): string[] {
  const before = recent.filter((one) => kept.has(one.messageId) && one.messageId !== message.messageId)
  return before.slice(-threadSize).map(({ text }) => text)
}

const threadSize = 4

/** In a group, a slash word that is no command and near to none is an old-style smiley (/强), not a command. */
function isCommand(message: Incoming): boolean {
  const parsed = parseCommand(message.text, { names: commandNames, addressed: message.mentionsBot })
  if (!parsed) return false
  return (
    commandNames.has(parsed.word) || message.mentionsBot || nearestName(parsed.word, commandNames) !== null
  )
}

function hearDirect(message: Incoming): HeardMessage {
  if (message.type === 'recall') return heardAs({ ...message, text: '' }, 'recall')
  if (message.type === 'click') return heardAs(message, 'click')
  const parsed = parseCommand(message.text, { names: commandNames, addressed: true })
  return heardAs(message, parsed ? 'command' : 'direct')
}

/** What was heard as chatter a moment ago is forgotten without a row; of anything else somebody may have a draft. */
function hearRecall(message: Incoming, conversation: Conversation): HeardMessage | null {
  const chatter = conversation.recent.some((one) => one.messageId === message.recalls)
  const wasChatter = chatter && !conversation.kept.has(message.recalls ?? '')
  takeOut(conversation, message)
  return wasChatter
    ? null
    : heardAs({ ...message, text: '', sender: { ...message.sender, nick: '' } }, 'recall')
}

function takeOut(conversation: Conversation, { recalls }: Incoming): void {
  conversation.recent = conversation.recent.filter((one) => one.messageId !== recalls)
}

/** What is older than ten minutes is gone. */
function passOver(conversation: Conversation, now: number): void {
  conversation.recent = conversation.recent
    .filter((one) => now - Date.parse(one.at) <= windowMs)
    .slice(-windowSize)
  conversation.plays = conversation.plays.filter(({ to }) => to >= now)
  conversation.thread = conversation.thread.filter((one) => now - one.atMs <= threadMs)
  for (const [sender, until] of conversation.telling) if (until < now) conversation.telling.delete(sender)
}

/** How many of the last messages say what is talked of. */
const aroundSize = 6

function isPlayedHere(message: Incoming, { danger }: Judgement, { plays, recent }: Conversation): boolean {
  const around = recent.filter((one) => one.messageId !== message.messageId).slice(-aroundSize)
  return isPlayed(message.text, danger, {
    atMs: Date.parse(message.at),
    plays,
    around: around.map(({ text }) => text),
  })
}

/** Once, however often it is delivered. */
function remember(conversation: Conversation, message: Incoming): void {
  const { messageId, sender, text, at } = message
  if (conversation.recent.some((one) => one.messageId === messageId)) return
  const play = announcedPlay(text, new Date(at))
  if (play) conversation.plays.push(play)
  conversation.recent.push({ messageId, senderId: sender.id, nick: sender.nick, text, at })
}

function heardAs(message: Incoming, heard: Heard): HeardMessage {
  return { ...message, heard, score: 1, neighbours: [] }
}

/** Characters; nobody needs more to report. The sender is told when the rest was not read. */
const longest = 4000

/** PostgreSQL's text holds neither NUL nor half surrogates. */
function tidy(message: Incoming): Incoming {
  const clean = (text: string) => text.slice(0, longest).replaceAll('\0', '').toWellFormed()
  return {
    ...message,
    ...(message.text.length > longest && { cut: true }),
    text: clean(message.text),
    sender: { ...message.sender, nick: clean(message.sender.nick) },
  }
}
