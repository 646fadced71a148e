import { cancelFollowUps, type FollowUp, recordVisit } from '../db/follow-ups.ts'
import type { Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Card, Post } from '../matters/message.ts'
import { retentionUntil } from '../matters/retention.ts'
import type { Staff } from '../matters/roles.ts'
import type { CategoryId } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { moved } from './move.ts'
import { newsToReporters } from './news.ts'
import { openBeside } from './open-beside.ts'
import { plain } from './replies/refusals.ts'
import { visitTexts } from './replies/visit.ts'
import { tellIfRed } from './tell-staff.ts'

/** A visit that was made, with what it brought. */
export interface Visited {
  desk: Desk
  matter: Matter
  staff: Staff
  /** The visit, and whether another is owed after it. */
  next: FollowUp
  later: FollowUp | undefined
  result: string
  satisfaction: number | null
  /** Who else went. */
  along?: Staff | undefined
  /** What danger was left; null: none. */
  hazard?: CategoryId | null
  reply(card: Card): Post
}

/** It is not settled after all: the matter is handled again, and its reporters hear of it. */
export async function reopenAfterVisit(visited: Visited): Promise<Write> {
  const { desk, matter, staff, satisfaction, reply } = visited
  const { fresh, changes } = moved(desk, matter, staff, {
    steps: [{ to: 'handling', kind: 'reopened' }],
    set: {
      outcome: null,
      satisfaction,
      reopened: matter.reopened + 1,
      closedAt: null,
      retentionUntil: null,
    },
    notes: [noteOf(visited)],
  })
  return {
    changes: [done(visited), cancelFollowUps(matter.id), ...changes],
    posts: [
      reply(plain(`已记。回访说没解决,${matter.number} 已重开,回到办理。`)),
      ...(await newsToReporters(
        desk,
        fresh,
        '回访了解到还没解决,已重新办理。',
        `reopened:${matter.version}`,
      )),
      ...(await tellIfRed(desk, matter, fresh, staff)),
    ],
  }
}

/** It counts; after the last one the matter is filed. A danger that was left is opened beside it. */
export async function countVisit(visited: Visited): Promise<Write> {
  const { desk, matter, staff, later, satisfaction, hazard, reply } = visited
  const beside = hazard
    ? await openBeside(desk, matter, { category: hazard, staff, note: visited.result })
    : null
  const { changes } = moved(desk, matter, staff, {
    steps: later ? [] : [{ to: 'archived' }],
    set: {
      satisfaction,
      ...(!later && { retentionUntil: retentionUntil(matter.category, desk.clock.now()) }),
    },
    notes: [
      noteOf(visited),
      ...(beside ? [{ kind: 'hazard', values: { with: beside.matter.id, note: beside.matter.number } }] : []),
      ...(hazard === null ? [{ kind: 'no_hazard' }] : []),
    ],
  })
  const last = later ? `已记。下一次回访是第${later.day}天。` : `已记。回访都做完了,${matter.number} 归档。`
  return {
    changes: [done(visited), ...(beside?.changes ?? []), ...changes],
    posts: [
      reply(plain(last, ...(beside ? [visitTexts.hazardLeft(beside.matter.number)] : []))),
      ...(beside?.posts ?? []),
    ],
  }
}

function done({ desk, next, staff, along, satisfaction, ...visited }: Visited) {
  return recordVisit(next, {
    result: wordsOf({ ...visited, satisfaction }),
    satisfaction,
    doneAt: desk.clock.now(),
    doneBy: staff.personId,
    withId: along?.personId ?? null,
  })
}

function noteOf(visited: Visited) {
  const { next, staff, along, satisfaction } = visited
  const words = wordsOf(visited)
  const note = along ? `${staff.name}、${along.name}:${words}` : words
  const both = along ? { with: [staff.personId, along.personId] } : {}
  return { kind: 'visited', values: { note, satisfaction, day: next.day, ...both } }
}

function wordsOf({ result, satisfaction }: Pick<Visited, 'result' | 'satisfaction'>): string {
  return [result, satisfaction === null ? '' : `满意${satisfaction}`].filter(Boolean).join(' ')
}
