import { followDraft } from '../db/corrections.ts'
import { closeDraft, type Draft } from '../db/drafts.ts'
import { addReporter, linkMatters, openMatters } from '../db/matters.ts'
import { type Change, nothing, type Write } from '../db/write.ts'
import { combine } from '../matters/combine.ts'
import { fresh, type Matter } from '../matters/matter.ts'
import { type Card, type HeardMessage, type Post, priorities } from '../matters/message.ts'
import type { Danger, Reading } from '../matters/reading.ts'
import type { Staff } from '../matters/roles.ts'
import { kindred, sameStory } from '../matters/same-story.ts'
import { type CategoryId, categoryOf } from '../matters/taxonomy.ts'
import { learnMore } from './alarm-learns.ts'
import { type Desk, toStaff, whisper } from './desk.ts'
import { heardLate } from './heard-late.ts'
import { locate, neighbourhood } from './locate.ts'
import { openMatter } from './open-matter.ts'
import { type Standing, standingOf } from './password.ts'
import { passwordCard } from './replies/anonymous.ts'
import { dutyPage, groupSafety, reporterSafety, toldEarlier } from './replies/emergency.ts'
import { showFresh } from './show.ts'
import { teachableOf } from './teachable.ts'
import { foundBy, type Telling } from './telling.ts'
import { whoIsOnDuty } from './who-is-on-duty.ts'

/** Two reports of a danger within this time and place are one. */
const sameAlarmMs = 60 * 60_000

/**
 * Danger to life, or fraud in progress: the matter is opened without asking first, the duty desk is paged before
 * anything else is said, the group gets safety steps where they hurt nobody, the reporter is asked afterwards.
 */
export async function raiseAlarm(telling: Telling, told: Reading, own: Draft | undefined): Promise<Write> {
  const { desk, message, asker, group } = telling
  const reading = own ? combine(own.reading, told) : told
  const known = await knownAlarm(telling, reading)
  const standing = await standingOf(desk, asker.identity)
  if (known) {
    if (telling.joined.has(known.id)) return nothing
    telling.joined.add(known.id)
    return joinAlarm(telling, reading, known, standing)
  }
  const { matter, changes } = await openMatter(desk, {
    reading: { ...reading, urgency: 'emergency' },
    group,
    reporter: standing.behind,
    features: own ? teachableOf(own.features, telling.features) : telling.features,
    foundBy: foundBy(asker),
    source: group ? 'group' : 'dm',
  })
  const beside = [...telling.raised].map((id) => linkMatters(id, matter.id, desk.clock.now()))
  telling.raised.add(matter.id)
  const ended: Change[] = own ? [closeDraft(own, 'confirmed'), followDraft(own.id, matter.id)] : []
  const pages = await pageDuty(desk, matter, matter.number, async (staff) => {
    const seen = showFresh(desk, { as: 'staff', staff }, matter, reading.parties)
    return seen && toldEarlier(dutyPage(seen, telling.wish.alarm), heardLate(message, desk))
  })
  const danger = reading.danger ?? 'violence'
  return {
    changes: [...changes, ...beside, ...ended],
    posts: [
      ...pages,
      ...safetyInGroup(telling, danger, matter.number),
      urgent(whisper(message, reporterSafety(danger, matter.number), 'safety', matter.id)),
      ...secret(message, matter, standing),
    ],
  }
}

/** Pages who is on duty for the area now. */
export async function pageDuty(
  desk: Desk,
  matter: Pick<Matter, 'id' | 'areaId'> & {
    /** As it will stand once it is written; absent of one that is just opened. */
    version?: number
  },
  occasion: string,
  card: (staff: Staff) => Promise<Card | null>,
): Promise<Post[]> {
  const posts: Post[] = []
  for (const staff of await whoIsOnDuty(desk, matter.areaId)) {
    const shown = await card(staff)
    if (!shown) continue
    posts.push(
      ...toStaff(desk, staff.personId, shown, {
        key: `page:${matter.id}:${occasion}`,
        about: 'page',
        priority: priorities.emergency,
        matterId: matter.id,
        matterVersion: matter.version ?? fresh.version,
      }),
    )
  }
  return posts
}

/** So many minutes after a danger was told nobody is told any more what to do in it. */
export const safetyMinutes = 60

/** Safety steps go to the group once an alarm, and only for dangers that everybody there should know of. */
function safetyInGroup(telling: Telling, danger: Danger, number: string): Post[] {
  const { message, group, desk } = telling
  const card = groupSafety(danger)
  // An hour later nobody is to run from what may be long over; the duty desk finds out.
  const over = (heardLate(message, desk)?.minutes ?? 0) >= safetyMinutes
  if (!group || !card || over || telling.wish.alarm === 'unclear') return []
  const chat = { id: group.externalId, kind: 'group' } as const
  return [
    {
      platform: message.platform,
      chat,
      card,
      about: 'safety',
      priority: priorities.emergency,
      key: `safety:${number}`,
      groupId: group.id,
    },
  ]
}

async function knownAlarm(telling: Telling, reading: Reading): Promise<Matter | undefined> {
  const { desk, group, message } = telling
  const areaId = locate(reading.place, group, desk.registry).areaId
  const since = new Date(Date.parse(message.at) - sameAlarmMs)
  const standing = await openMatters(desk.db, neighbourhood(areaId, desk.registry), { since })
  return standing.find(
    (one) =>
      one.urgency === 'emergency' &&
      !one.emergencyLiftedAt &&
      (categoryOf(one.category).kind === reading.kind || isKin(one.category, reading)) &&
      sameStory({ ...reading, category: one.category, place: one.place, time: reading.time }, reading) >= 0.5,
  )
}

/** 打架 and 家暴: who tells of the one and who of the other may well tell of the same. */
function isKin(known: CategoryId, { category }: Reading): boolean {
  return category !== null && kindred(known).includes(category)
}

/** The same danger told again: one more reporter, whatever is new, and nothing twice in the group. */
async function joinAlarm(
  telling: Telling,
  reading: Reading,
  known: Matter,
  standing: Standing,
): Promise<Write> {
  const { desk, message } = telling
  const learned = await learnMore(telling, known, reading)
  const danger = reading.danger ?? 'violence'
  return {
    changes: [...learned.changes, addReporter(desk.seal, known.id, standing.behind, desk.clock.now())],
    posts: [
      ...learned.posts,
      urgent(whisper(message, reporterSafety(danger, known.number), 'safety')),
      ...secret(message, known, standing),
    ],
  }
}

/** After the safety steps: the password of who wishes to stay unknown. */
function secret(
  message: HeardMessage,
  { id, number }: Pick<Matter, 'id' | 'number'>,
  standing: Standing,
): Post[] {
  return standing.password ? [whisper(message, passwordCard(number, standing.password), 'receipt', id)] : []
}

function urgent(post: Post): Post {
  return { ...post, priority: priorities.emergency }
}
