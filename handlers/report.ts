import { type Draft, draftsOf, nextDraftId, openDraft, reviseDraft } from '../db/drafts.ts'
import type { Group } from '../db/registry.ts'
import { nothing, saying, together, type Write } from '../db/write.ts'
import { combine } from '../matters/combine.ts'
import type { HeardMessage, Post } from '../matters/message.ts'
import { samePlace } from '../matters/place.ts'
import type { Reading } from '../matters/reading.ts'
import { kindred, sameStory } from '../matters/same-story.ts'
import { aboutPolice } from '../matters/vault.ts'
import { alertRevenge } from './alert-revenge.ts'
import { answer, askerOf, type Desk, whisper } from './desk.ts'
import { raiseAlarm } from './emergency.ts'
import { mayBePlayed } from './gate/played.ts'
import { heardLate } from './heard-late.ts'
import { areaOfGroup, locate } from './locate.ts'
import { type Match, matchFor } from './match.ts'
import { isNeverSaid, neverSay } from './never-say.ts'
import { goOnWithOwnAlarm } from './own-alarm.ts'
import { read } from './read/index.ts'
import { mask } from './read/mask.ts'
import { pleads } from './read/pleads.ts'
import { wishesSecrecy } from './read/secrecy.ts'
import { withoutMentions } from './read/split-words.ts'
import { askLater } from './refine/ask-later.ts'
import { draftCard } from './replies/draft-card.ts'
import {
  alreadyTold,
  heardYou,
  notUnderstood,
  notUnderstoodBeside,
  youStaySecret,
} from './replies/receipt.ts'
import { reportFromWork } from './report-from-work.ts'
import { addAsWitness, addToDraft, addToStory } from './story-continues.ts'
import { teachable, teachableOf } from './teachable.ts'
import { tellOfPlay } from './tell-of-play.ts'
import { foundBy, messageIdsOf, newCard, roleOf, type Telling, type Wish } from './telling.ts'

/** How long further words of the same person belong to what they just told. */
const tellingMs = 10 * 60_000

/**
 * A message that may be a report: read it, then — danger to life goes out at once; a continuation is added to what the
 * person just told; staff words in a work group open a matter; everything else becomes a draft for its reporter.
 */
export async function report(
  message: HeardMessage,
  desk: Desk,
  words = message.text,
  wish: Wish = {},
): Promise<Write> {
  if (!wish.kind && !wish.category && isNeverSaid(message, words)) return await neverSay(message, desk)
  const telling = tellingOf(message, desk, words, wish)
  if (telling.readings.length === 0 && message.played) return tellOfPlay(telling)
  const own = wished(await ownRecentDraft(telling), wish)
  const continued = (await goOnWithOwnAlarm(telling)) ?? (await addToStory(telling, own))
  if (continued) return continued
  if (message.heard === 'mention' && pleads(withoutMentions(words), telling.readings)) {
    const seen = await seeToIt(telling, own, wish)
    return seen ?? notTaken(telling, own)
  }
  if (telling.readings.length === 0) return addressed(message) ? notTaken(telling, own) : nothing
  const writes: Write[] = []
  let first: number | undefined
  let mine = own
  for (const reading of telling.readings) {
    const goesOn =
      mine &&
      (reading.urgency === 'emergency' ? ledTo(mine.reading, reading) : belongs(mine.reading, reading))
    const step = await tell(telling, reading, goesOn ? mine : undefined, first)
    // Two changes of one version in one write would be stale for ever: a draft goes on with one reading of a message.
    if (goesOn) mine = undefined
    first ??= step.draftId
    writes.push(step.write)
  }
  return together(...writes)
}

/** Another's draft of it is told of the plea; where there is none, what was told here is read as theirs. */
async function seeToIt(telling: Telling, own: Draft | undefined, wish: Wish): Promise<Write | null> {
  const { message, desk } = telling
  const before = message.thread ?? []
  if (own || before.length === 0) return null
  const added = await addAsWitness(telling)
  if (added.changes.length > 0) return together(added, saying(whisper(message, alreadyTold)))
  const whole = [...before, message.text].join('\n')
  return await report({ ...message, thread: [] }, desk, whole, wish)
}

/** What was said, read and placed, with everything that decides what becomes of it. */
export function tellingOf(message: HeardMessage, desk: Desk, words: string, wish: Wish): Telling {
  const asker = askerOf(message, desk)
  const group =
    message.chat.kind === 'group' ? desk.registry.group(message.platform, message.chat.id) : undefined
  const readings = read({
    text: words,
    nick: message.sender.nick,
    at: new Date(message.at),
    heard: message.heard,
    type: message.type,
    neighbours: message.neighbours,
    thread: message.thread ?? [],
    chatName: group?.name ?? '',
    role: roleOf(asker),
    wish,
  })
  return {
    desk,
    message,
    asker,
    group,
    readings: readings
      .filter((one) => !(message.played && one.urgency === 'emergency' && mayBePlayed(one.danger)))
      .map((one) => placed(one, group, desk)),
    features: readings.length === 1 ? teachable(words, message) : null,
    joined: new Set(),
    raised: new Set(),
    wish,
  }
}

async function tell(telling: Telling, reading: Reading, own: Draft | undefined, beside: number | undefined) {
  if (reading.urgency === 'emergency')
    return { write: await raiseAlarm(telling, reading, own), draftId: undefined }
  if (telling.group?.mode === 'work' && !telling.wish.quiet)
    return { write: await reportFromWork(telling, reading), draftId: undefined }
  if (own) return { write: await revise(telling, own, reading), draftId: own.id }
  return await draft(telling, reading, beside)
}

/** Opens a draft and shows it to its reporter alone. The group learns at most that somebody was heard. */
async function draft(telling: Telling, reading: Reading, beside: number | undefined) {
  const { desk, message, asker, group } = telling
  const { areaId, homeless } = locate(reading.place, group, desk.registry)
  const [found, id] = await Promise.all([
    match(telling, { reading, areaId, groupId: group?.id ?? null }),
    nextDraftId(desk.db),
  ])
  const open = openDraft(desk.seal, {
    id,
    reporter: asker.identity,
    groupId: group?.id ?? null,
    areaId,
    reading: found.reading,
    messageIds: messageIdsOf(message),
    features: telling.features,
    sameAs: found.draftId,
    besideOf: beside ?? found.linkDraftId,
    besideMatterId: found.linkMatterId,
    joinsMatterId: found.matterId,
    foundBy: foundBy(asker),
    source: group ? 'group' : 'dm',
    at: desk.clock.now(),
  })
  const card = draftCard(
    { id, reading: found.reading },
    {
      joins: found.matterId !== undefined && reading.kind !== 'tip',
      mayBe: reading.kind === 'tip' ? undefined : found.mayBe,
      leak: leaks(message),
      homeless,
      cut: message.cut,
      late: heardLate(message, desk)?.saidAt,
    },
  )
  const posts = [whisper(message, card, 'draft', id)]
  if (saysSo(telling, reading) && beside === undefined) posts.push(answer(message, heardYou, 'receipt'))
  const later = askLater(telling, { id, version: 1, reading: found.reading })
  const told = { changes: [open, ...later], posts }
  return { write: together(told, await protectGiver(telling, found)), draftId: id }
}

/** Revenge is not waited for until its teller confirms: the matter it is for is raised at once (rule K-5). */
async function protectGiver({ desk }: Telling, { reading, linkMatterId, matterId }: Match) {
  const id = linkMatterId ?? matterId
  return reading.rules.includes('R8') && id !== undefined ? await alertRevenge(desk, id) : nothing
}

async function revise(telling: Telling, own: Draft, reading: Reading): Promise<Write> {
  const { message } = telling
  const whole = combine(own.reading, reading)
  const found = await match(telling, {
    reading: whole,
    areaId: own.areaId ?? '',
    groupId: own.groupId,
    besides: own.id,
  })
  const messageIds = [...new Set([...own.messageIds, ...messageIdsOf(message)])]
  const change = reviseDraft(own, {
    reading: found.reading,
    messageIds,
    features: teachableOf(own.features, telling.features),
    sameAs: own.sameAs ?? found.draftId ?? null,
    joinsMatterId: own.joinsMatterId ?? found.matterId ?? null,
    asks: whole.category ? 'confirm' : 'category',
  })
  const posts = newCard(message, own, found.reading, {
    mayBe: own.joinsMatterId === null && whole.kind !== 'tip' ? found.mayBe : undefined,
  })
  if (saysSo(telling, whole)) posts.push(answer(message, heardYou, 'receipt'))
  if (posts.length === 0 && message.heard === 'direct') posts.push(nothingAdded(message, own))
  const later = askLater(telling, { id: own.id, version: own.version + 1, reading: found.reading })
  return { changes: [change, ...later], posts }
}

/** A tip is not acknowledged in a group (rule K-2); nor is what was only overheard, or asked to be kept private. */
function saysSo({ message, group, wish }: Telling, reading: Reading): boolean {
  return message.heard === 'mention' && group !== undefined && reading.kind !== 'tip' && !wish.quiet
}

/** Complaints about police are never laid beside each other: nobody learns by complaining that somebody else did. */
async function match(
  { desk, asker }: Telling,
  told: { reading: Reading; areaId: string; groupId: number | null; besides?: number },
): Promise<Match> {
  if (told.reading.category === aboutPolice) return { reading: told.reading }
  return await matchFor(desk, { ...told, reporter: asker.identity })
}

/** Who names another kind than they told of before tells of something else. */
function wished(own: Draft | undefined, { kind, category }: Wish): Draft | undefined {
  if (own?.reading.category === aboutPolice && category !== aboutPolice) return undefined
  if (category && own?.reading.category !== category) return undefined
  return kind && own?.reading.kind !== kind ? undefined : own
}

/** The draft this person told in this chat within the last ten minutes, if it is still open. */
async function ownRecentDraft(telling: Telling): Promise<Draft | undefined> {
  const { desk, message, asker, group } = telling
  // Who turns to the bot goes on with what they told, a little later too.
  const since = new Date(Date.parse(message.at) - (addressed(message) ? 2 : 1) * tellingMs)
  const drafts = await draftsOf(desk.db, desk.seal, asker.identity)
  return drafts.find((one) => one.groupId === (group?.id ?? null) && one.at >= since)
}

const plainlyAnother = 0.6
const asks = new Set(['service', 'feedback'])

/** Wishes and errands are not told in one breath with trouble. */
function alike(earlier: Reading, later: Reading): boolean {
  return asks.has(earlier.kind ?? '') === asks.has(later.kind ?? '')
}

/** Was what the person told before the beginning of this danger? */
function ledTo(earlier: Reading, danger: Reading): boolean {
  if (earlier.kind === null || earlier.kind === danger.kind) return true
  const kin = danger.category ? kindred(danger.category) : []
  return earlier.category !== null && kin.includes(earlier.category)
}

/** Do further words of the same person speak of the same thing? */
export function belongs(earlier: Reading, later: Reading): boolean {
  if (!later.category || !earlier.category || later.category === earlier.category) return true
  if (sameStory(earlier, later) >= 0.5 || later.category === 'care.mental_support') return true
  // A second thing told within minutes is another matter where it plainly is: surely known, or of another place.
  return (
    later.score < plainlyAnother &&
    samePlace(earlier.place, later.place) !== 'different' &&
    alike(earlier, later)
  )
}

function placed(reading: Reading, group: Group | undefined, desk: Desk): Reading {
  const areaId = areaOfGroup(group, desk.registry)
  if (!reading.place || !areaId) return reading
  return { ...reading, place: locate(reading.place, group, desk.registry).place }
}

function addressed(message: HeardMessage): boolean {
  return message.heard === 'mention' || message.heard === 'direct' || message.heard === 'command'
}

/** Nothing to register: what it adds to the draft before, or what can be said to it. */
function notTaken(telling: Telling, own: Draft | undefined): Write {
  const { message } = telling
  const added = own && addToDraft(telling, own)
  if (added && added.posts.length > 0) return added
  return saying(nothingAdded(message, own))
}

/** Once a draft, however much else is said; who is afraid is answered each time. */
function nothingAdded(message: HeardMessage, own: Draft | undefined): Post {
  if (wishesSecrecy(message.text)) return whisper(message, youStaySecret)
  if (!own) return answer(message, notUnderstood)
  return { ...whisper(message, notUnderstoodBeside), key: `beside:${own.id}` }
}

/** Did the group message carry a name, a door or a number that should not stand there? */
function leaks(message: HeardMessage): boolean {
  const words = withoutMentions(message.text)
  return message.chat.kind === 'group' && mask(words) !== words
}
