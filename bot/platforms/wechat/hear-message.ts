import type { Group } from '../../../db/registry.ts'
import type { Desk } from '../../../handlers/desk.ts'
import type { Chat, Incoming } from '../../../matters/message.ts'
import { contentOf } from './content.ts'
import { giveMark, hashesOfNames, isDoubtful, lookThrough, personOf } from './identity.ts'
import { addressIn, type Login } from './login.ts'
import { readMentions } from './mention.ts'
import { readQuote } from './quote.ts'
import { rememberGroup } from './rebind.ts'
import { createRecalls } from './recalls.ts'
import { saidAtMs } from './said-at.ts'
import { type Line, readLine } from './system-text.ts'
import type { Account, RawMessage, RawPerson } from './wire.ts'

interface Deps {
  hear(message: Incoming): Promise<void>
  desk: Desk | undefined
  account(name: string): Account | undefined
  botName: string
  stableIds: boolean
  onError(error: unknown): void
  /** A room nobody knows spoke: perhaps it was not listed before. */
  lookAgain(login: Login): Promise<void>
}

/** What is older is not answered; as on Lark. */
const tooOldMs = 8 * 3_600_000
/** Later than this it was not said just now. */
const lateMs = 2 * 60_000
const dayMs = 24 * 3_600_000
/** What an unknown room may be is asked once in this time; most wait for a person by then. */
const askAgainMs = 30 * 60_000

/** Makes messages of what is said, after the order of a room was restored. */
export function createMessages(deps: Deps) {
  const recalls = createRecalls()
  const asked = new Map<string, number>()

  async function take(login: Login, fact: RawMessage): Promise<void> {
    const { desk } = deps
    if (!desk) return
    const nowMs = desk.clock.now().getTime()
    const atMs = saidAtMs(fact.atMs, nowMs)
    if (nowMs - atMs > tooOldMs) return
    const group = fact.roomId ? await groupOf(desk, login, fact.roomId) : undefined
    // Before its notice nothing of a group is looked at, and afterwards nothing that was said before.
    if (fact.roomId && (!group?.announcedAt || saidBefore(group.announcedAt, atMs))) {
      if (isLine(fact)) await takeLine(desk, login, fact, group, atMs)
      return
    }
    if (isLine(fact)) return await takeLine(desk, login, fact, group, atMs)
    if (fact.self || !fact.talker) return
    await takeWords({ desk, login, fact, talker: fact.talker, group, atMs, nowMs })
  }

  /** Null as long as it is not known which group a room is; then it is looked for, and this message is not heard. */
  async function groupOf(desk: Desk, login: Login, roomId: string): Promise<Group | undefined> {
    if (login.removed.has(roomId)) return undefined
    const address = addressIn(login, roomId)
    const group = desk.registry.group('wechat', address)
    if (group) return group.leftAt ? undefined : group
    if (Date.now() - (asked.get(address) ?? 0) < askAgainMs) return undefined
    asked.set(address, Date.now())
    if (asked.size > 2_000) asked.clear()
    await deps.lookAgain(login)
    return undefined
  }

  async function takeWords(said: {
    desk: Desk
    login: Login
    fact: RawMessage
    talker: RawPerson
    group: Group | undefined
    atMs: number
    nowMs: number
  }): Promise<void> {
    const { desk, login, fact, talker, group, atMs, nowMs } = said
    const ids = { desk, stableIds: deps.stableIds }
    const address = await personOf(ids, login, talker)
    const chat: Chat = fact.roomId
      ? { id: addressIn(login, fact.roomId), kind: 'group' }
      : { id: address, kind: 'direct' }
    const sender = { id: address, nick: talker.roomAlias?.trim() || talker.name }
    const messageId = addressIn(login, fact.id)
    if (recalls.wasTakenBack(messageId)) return
    recalls.note(chat.id, { messageId, sender, atMs })
    const read = await readWords(login, fact)
    if (!read) return
    if (group) await knowGroup(login, group, fact.roomId ?? '')
    const wantsBack = /^[/／]?\s*(?:恢复|optin)$/iu.test(read.text.replace(/^\s*@\S+\s*/u, '').trim())
    if (wantsBack) login.vouched.add(address)
    const doubtful = group !== undefined && isDoubtful(ids, login, { id: talker.id, address }, group.id)
    await deps.hear({
      ...{ platform: 'wechat', messageId, chat, at: new Date(atMs).toISOString() },
      sender: deps.stableIds ? sender : { ...sender, names: hashesOfNames(ids, login, talker) },
      ...read,
      mentions: await Promise.all(
        read.mentions.map(async ({ person, nick }) => ({ id: await personOf(ids, login, person), nick })),
      ),
      ...(nowMs - atMs > lateMs && { late: true }),
      ...(doubtful && { doubtful: true }),
      ...((await isOwner(login, fact, read)) && { byOwner: true }),
    })
    if (!fact.roomId) await marked(login, talker, address)
  }

  async function readWords(login: Login, fact: RawMessage) {
    const quote = fact.type === 'text' || fact.type === 'unknown' ? readQuote(fact.text) : null
    const content = quote ? { type: 'text' as const, text: quote.said } : contentOf(fact)
    if (!content) return null
    const needed = quote !== null || /[@＠]/u.test(content.text)
    const members = fact.roomId && needed ? await membersOf(login, fact.roomId) : []
    const known = { self: login.self, botName: deps.botName, members, mentionIds: fact.mentionIds }
    const mentioned = readMentions(content.text, known)
    const ours = [login.self, ...members.filter(({ id }) => id === login.self.id)]
    const quotesUs =
      quote !== null &&
      (quote.personId
        ? quote.personId === login.self.id
        : ours.some(({ name, roomAlias }) => quote.by === name || quote.by === roomAlias))
    const others = mentioned.others.flatMap(({ id, nick }) => {
      const person = members.find((one) => one.id === id)
      return person ? [{ person, nick }] : []
    })
    return {
      ...{
        type: content.type,
        text: mentioned.text,
        mentionsBot: mentioned.toBot || quotesUs,
        mentions: others,
      },
      ...(quote && { quotedText: quote.words }),
      ...(quote?.messageId && { quotes: addressIn(login, quote.messageId) }),
    }
  }

  async function membersOf(login: Login, roomId: string): Promise<RawPerson[]> {
    return (await deps.account(login.account)?.members(roomId)) ?? []
  }

  /** Once a day: who may have opted out under another id, and of whom the group is made. */
  async function knowGroup(login: Login, group: Group, roomId: string): Promise<void> {
    const { desk, stableIds } = deps
    const nowMs = desk?.clock.now().getTime() ?? 0
    if (!desk || stableIds || nowMs - (login.lookedAt.get(group.id) ?? 0) < dayMs) return
    const members = await membersOf(login, roomId)
    await lookThrough({ desk, stableIds }, login, { id: group.id, members })
    await rememberGroup({ desk, stableIds }, login, group, members)
    login.lookedAt.set(group.id, nowMs)
  }

  /** Asked of the puppet when somebody commands something, so that it is true at that moment. */
  async function isOwner(login: Login, fact: RawMessage, read: { text: string; mentionsBot: boolean }) {
    if (!fact.roomId || !fact.talker || !(read.mentionsBot || /^\s*[/／]/u.test(read.text))) return false
    const rooms = (await deps.account(login.account)?.rooms()) ?? []
    return rooms.find(({ id }) => id === fact.roomId)?.ownerId === fact.talker.id
  }

  async function marked(login: Login, talker: RawPerson, address: string): Promise<void> {
    const account = deps.account(login.account)
    if (!deps.desk || !account || talker.alias || login.marked.has(talker.id)) return
    login.marked.add(talker.id)
    const ids = { desk: deps.desk, stableIds: deps.stableIds }
    await giveMark(ids, account, talker, address).catch(deps.onError)
  }

  async function takeLine(
    desk: Desk,
    login: Login,
    fact: RawMessage,
    group: Group | undefined,
    atMs: number,
  ): Promise<void> {
    const line = readLine(fact.text)
    if (!line) return
    if (line.says === 'recall') return await takeBack(desk, login, fact, { line, atMs })
    const chatId = fact.roomId && addressIn(login, fact.roomId)
    if (!chatId || !fact.roomId) return
    const tell = async (type: Incoming['type'], text = '') =>
      await deps.hear({
        ...{ platform: 'wechat', messageId: addressIn(login, fact.id), chat: { id: chatId, kind: 'group' } },
        ...{ sender: { id: chatId, nick: '' }, type, text, mentionsBot: false, mentions: [] },
        at: new Date(atMs).toISOString(),
      })
    const goes = line.says === 'closed' || (line.says === 'left' && line.self)
    if (goes) {
      login.removed.add(fact.roomId)
      await tell('bot_removed')
    } else if (line.says === 'joined' && line.self) {
      login.removed.delete(fact.roomId)
      await deps.lookAgain(login)
    } else if (group && line.says === 'renamed') await tell('renamed', line.topic)
    else if (group?.announcedAt && line.says === 'joined') await tell('joined')
  }

  async function takeBack(
    desk: Desk,
    login: Login,
    fact: RawMessage,
    { line, atMs }: { line: Extract<Line, { says: 'recall' }>; atMs: number },
  ): Promise<void> {
    const talker = fact.self ? undefined : fact.talker
    const ids = { desk, stableIds: deps.stableIds }
    const chatId = fact.roomId
      ? addressIn(login, fact.roomId)
      : talker && (await personOf(ids, login, talker))
    if (chatId === undefined) return
    const recalled = line.messageId && addressIn(login, line.messageId)
    if (recalled) recalls.taken(recalled)
    const known = recalled && recalls.byId(chatId, recalled)
    const unknown =
      recalled && talker
        ? [{ messageId: recalled, sender: { id: await personOf(ids, login, talker), nick: '' } }]
        : []
    const said = known ? [known] : recalled ? unknown : recalls.byName(chatId, line.by ?? '', atMs)
    for (const { messageId, sender } of said)
      await deps.hear({
        ...{ platform: 'wechat', messageId: `${messageId}/recall`, chat: chatOf(fact, chatId), sender },
        ...{ type: 'recall', text: '', mentionsBot: false, mentions: [], recalls: messageId },
        at: new Date(atMs).toISOString(),
      })
  }

  return { take }
}

function chatOf({ roomId }: RawMessage, id: string): Chat {
  return { id, kind: roomId ? 'group' : 'direct' }
}

/** Grey lines, and what wechat4u takes for one of ours because nobody is named as having said it. */
function isLine({ type, self, talker }: RawMessage): boolean {
  return type === 'system' || type === 'recalled' || (type === 'unknown' && (self || !talker))
}

/** Puppets give whole seconds: what was said in the second of the notice counts as said after it. */
function saidBefore(announcedAt: Date, atMs: number): boolean {
  return atMs + 999 < announcedAt.getTime()
}
