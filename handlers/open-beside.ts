import { record } from '../db/events.ts'
import { linkMatters, type NewMatter } from '../db/matters.ts'
import type { Change } from '../db/write.ts'
import { colourOf } from '../matters/colour.ts'
import type { Matter } from '../matters/matter.ts'
import type { Post } from '../matters/message.ts'
import type { Reading } from '../matters/reading.ts'
import type { Staff } from '../matters/roles.ts'
import { summarise } from '../matters/summary.ts'
import { type CategoryId, categoryOf, privacies } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { openMatter } from './open-matter.ts'
import { tellOfficers } from './tell-officers.ts'

/**
 * Opens a second matter out of one that is being handled: a hazard behind a quarrel, the other half of a story. Both know
 * of each other. What is less confidential than its source gets the building and no more.
 */
export async function openBeside(
  desk: Desk,
  source: Matter,
  what: { category: CategoryId; staff: Staff; note: string },
): Promise<{ matter: NewMatter; changes: Change[]; posts: Post[] }> {
  const { staff, note } = what
  const { matter, changes } = await openMatter(desk, {
    reading: readingOf(source, what.category),
    group: source.groupId === null ? undefined : desk.registry.groupById(source.groupId),
    reporter: null,
    features: null,
    foundBy: 'grid',
    source: 'visit',
    areaId: source.areaId,
  })
  const at = desk.clock.now()
  const values = { with: source.id, ...(note && { note }) }
  const told = await tellOfficers(desk, matter, [])
  return {
    matter,
    changes: [
      ...changes,
      linkMatters(source.id, matter.id, at),
      record({ matterId: matter.id, at, actorId: staff.personId, kind: 'split', values }),
    ],
    posts: told.posts,
  }
}

function readingOf(source: Matter, id: CategoryId): Reading {
  const category = categoryOf(id)
  const opener = privacies.indexOf(category.privacy) < privacies.indexOf(source.privacy)
  const { colour, rules } = colourOf({ category: id, rules: [] })
  const place = source.place && {
    ...source.place,
    ...(opener && { unit: null, floor: null, room: null, poi: null, precision: 'building' as const }),
  }
  const reading = {
    kind: category.kind,
    category: id,
    score: 1,
    choices: [],
    colour,
    rules,
    urgency: category.urgency,
    danger: null,
    guard: null,
    place,
    time: opener ? null : source.occurred,
    amount: null,
    parties: [],
    facts: {},
    signals: {},
  }
  return { ...reading, summary: summarise(reading) }
}
