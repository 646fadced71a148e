import { HeldError, PermanentError, TemporaryError } from '../../../matters/errors.ts'
import { type Card, priorities } from '../../../matters/message.ts'
import { numberedText } from '../plain-text.ts'
import type { Outgoing } from '../platform.ts'
import { NoAnswer } from './child.ts'
import type { Echoes, Expected } from './echo.ts'
import type { Pace } from './pace.ts'
import { splitText } from './split.ts'
import type { Supervised } from './supervise.ts'
import type { Place, WechatHearing } from './wire.ts'

/** A send may take this long in all (bot/outbox.ts gives up at 10 s and asks again). */
const echoMs = 2_500
/** A notice whose echo did not come by then is not announced; it will be said again. */
const noticeEchoMs = 60_000
/** So many sends in a row that failed or came to nothing: something is wrong with the account, and it is spared. */
const mostFailures = 3
const spareMs = 10 * 60_000
/** What was begun and never finished is forgotten, a day being longer than the night's rest. */
const begunMs = 24 * 3_600_000
const endedMs = 10 * 60_000

export interface SendTiming {
  echoMs: number
  noticeEchoMs: number
  spareMs: number
}

export const usualSendTiming: SendTiming = { echoMs, noticeEchoMs, spareMs }

type Part = { text: string } | { svg: string; says: string }

/** How far a post is. In memory only: see createSender. */
interface Begun {
  parts: Part[]
  /** Parts that are done. */
  done: number
  firstId?: string
  /** The part that was said and not yet heard. */
  said?: { expected: Expected; atMs: number; answered: boolean }
  atMs: number
}

/**
 * Says posts through the account that is in the chat, at its pace: one part, then held for the next. What a post has
 * said already is remembered in this process, so that a try that ended late says nothing twice. WeChat knows no
 * idempotency key: a process that dies between a send and its settlement says that part again after the restart.
 */
export function createSender(deps: {
  hearing: () => WechatHearing
  accounts: ReadonlyMap<string, { supervised: Supervised; pace: Pace }>
  echoes: Echoes
  timing: SendTiming
  /** Absent: the words that stand in a picture's place are sent. */
  renderPng?: (svg: string) => Promise<Buffer>
}) {
  const { accounts, echoes, timing, renderPng } = deps
  const begun = new Map<string, Begun>()
  const ends = new Map<string, { messageId: string; atMs: number }>()
  const tries = new Map<string, Promise<{ messageId: string }>>()
  const failures = new Map<string, number>()

  /** A try that the outbox gave up on goes on here: the next one of the same post joins it, or finds its end. */
  async function send(outgoing: Outgoing): Promise<{ messageId: string }> {
    const { uuid } = outgoing
    const ended = ends.get(uuid)
    if (ended) return { messageId: ended.messageId }
    const trying = tries.get(uuid) ?? tryToSend(outgoing).finally(() => tries.delete(uuid))
    tries.set(uuid, trying)
    return await trying
  }

  async function tryToSend(outgoing: Outgoing): Promise<{ messageId: string }> {
    const place = await placeOf(outgoing)
    const { supervised, pace } = accountOf(place)
    try {
      return await sendPart(await named(outgoing, place, supervised), { place, supervised, pace })
    } catch (error) {
      countFailure(place.account, supervised, error)
      throw error
    }
  }

  async function sendPart(outgoing: Outgoing, by: { place: Place; supervised: Supervised; pace: Pace }) {
    const { uuid, priority = priorities.notice } = outgoing
    const post = begin(outgoing)
    if (!(await isHeard(post, outgoing))) {
      const ms = by.pace.wait({ uuid, priority })
      if (ms > 0) throw new HeldError(`${by.place.account} keeps its pace`, Math.ceil(ms / 100) / 10)
      by.pace.sent(uuid)
      await say(post, { outgoing, ...by })
    }
    post.done += 1
    if (post.done < post.parts.length) throw new HeldError('the next part follows', 1)
    begun.delete(uuid)
    const messageId = post.firstId ?? `unheard-${uuid}`
    ends.set(uuid, { messageId, atMs: performance.now() })
    failures.set(by.place.account, 0)
    return { messageId }
  }

  async function placeOf({ chat }: Outgoing): Promise<Place> {
    const place = await deps.hearing().placeOf(chat)
    if (!place && chat.kind === 'direct')
      throw new PermanentError('nobody there whom an account could write to')
    // Since the last login the group was not recognised; it may be soon, or by /绑定群.
    if (!place) throw new TemporaryError('the group is not recognised at present', 300)
    // Web WeChat swallows what is written to strangers, and counts it against the account.
    if (chat.kind === 'direct' && !place.friend) throw new PermanentError('not a friend of the account')
    return place
  }

  /**
   * A prompt in a group names who is meant by id alone: WeChat needs the name they bear there. Of whom no login knows any
   * more nobody is named, for another might feel meant.
   */
  async function named(outgoing: Outgoing, place: Place, supervised: Supervised): Promise<Outgoing> {
    const { chat, card, uuid } = outgoing
    if (chat.kind === 'direct' || card.mention?.nick !== '' || begun.has(uuid)) return outgoing
    const id = await deps.hearing().contactOf(place.account, card.mention.id)
    const members = id ? await supervised.members(place.conversationId) : []
    const person = members.find((one) => one.id === id)
    if (!person) throw new PermanentError('who is meant was not recognised')
    const nick = person.roomAlias || person.name
    return { ...outgoing, card: { ...card, mention: { ...card.mention, nick } } }
  }

  function accountOf({ account }: Place) {
    const found = accounts.get(account)
    if (!found) throw new PermanentError(`no account ${account} is configured`)
    if (found.supervised.health() !== 'up') throw new HeldError(`the account ${account} is not well`, 15)
    return found
  }

  function begin({ uuid, card, chat }: Outgoing): Begun {
    const atMs = performance.now()
    for (const [other, one] of begun) if (atMs - one.atMs > begunMs) begun.delete(other)
    for (const [other, one] of ends) if (atMs - one.atMs > endedMs) ends.delete(other)
    const known = begun.get(uuid) ?? { parts: partsOf(card, chat.kind === 'group'), done: 0, atMs }
    begun.set(uuid, known)
    return known
  }

  /** The part was said in an earlier try: either it has been heard meanwhile, or it is waited for. */
  async function isHeard(post: Begun, { about }: Outgoing): Promise<boolean> {
    if (!post.said) return false
    const { expected, atMs, answered } = post.said
    const id = expected.came() ?? (await expected.within(timing.echoMs))
    if (id === undefined && performance.now() - atMs < timing.noticeEchoMs)
      throw new HeldError('its echo is waited for', timing.echoMs / 1000)
    forget(post)
    if (id !== undefined) post.firstId ??= id
    else if (about === 'notice') throw new TemporaryError('WeChat did not show the notice', 60)
    return id !== undefined || answered
  }

  async function say(
    post: Begun,
    to: { outgoing: Outgoing; place: Place; supervised: Supervised },
  ): Promise<void> {
    const { place, supervised, outgoing } = to
    const part = post.parts[post.done] ?? { text: '' }
    const png = 'svg' in part ? await draw(part.svg) : undefined
    const text = 'svg' in part ? part.says : part.text
    const said = { account: place.account, to: place.conversationId, text: png ? null : text }
    const expected = echoes.expect(said)
    post.said = { expected, atMs: performance.now(), answered: false }
    const mentionIds = post.done === 0 ? await mentionIdsOf(outgoing.card, place) : []
    let id: string | null
    try {
      id = png
        ? await supervised.show(place.conversationId, png)
        : await supervised.say(place.conversationId, text, mentionIds)
    } catch (error) {
      // Refused: it was not said. Without an answer it may have been: then its echo is waited for first.
      if (!(error instanceof NoAnswer)) forget(post)
      throw error
    }
    post.said.answered = true
    await settlePart(post, { id, outgoing, expected })
  }

  function forget(post: Begun): void {
    post.said?.expected.drop()
    post.said = undefined
  }

  async function settlePart(
    post: Begun,
    { id, outgoing, expected }: { id: string | null; outgoing: Outgoing; expected: Expected },
  ): Promise<void> {
    const heard = await expected.within(timing.echoMs)
    // The echo is the acknowledgement of a notice (rule N-1); of anything else, that WeChat took it must do.
    if (heard === undefined && outgoing.about === 'notice')
      throw new HeldError('its echo is waited for', timing.echoMs / 1000)
    forget(post)
    const known = heard ?? id
    if (known) post.firstId ??= known
  }

  function countFailure(account: string, supervised: Supervised, error: unknown): void {
    // Held back by us, or nobody there: neither tells how the account is.
    if (error instanceof HeldError || error instanceof PermanentError) return
    const count = (failures.get(account) ?? 0) + 1
    failures.set(account, count % mostFailures)
    if (count >= mostFailures) supervised.suspect(timing.spareMs)
  }

  async function mentionIdsOf({ mention }: Card, { account }: Place): Promise<string[]> {
    const id = mention && (await deps.hearing().contactOf(account, mention.id))
    return id ? [id] : []
  }

  async function draw(svg: string): Promise<Buffer | undefined> {
    return await renderPng?.(svg).catch(() => undefined)
  }

  return { send }
}

/** A card as WeChat can show it: words with numbers, long ones in pieces, then its picture. */
function partsOf(card: Card, inGroup: boolean): Part[] {
  const { mention, picture, ...rest } = card
  const words = numberedText(rest)
  // U+2005 ends a name, in WeChat's own form of a mention.
  const text = mention && inGroup ? `@${mention.nick}\u2005${words}` : words
  return [...splitText(text).map((one) => ({ text: one })), ...(picture ? [picture] : [])]
}
