import { promisedFor } from '../../db/decisions.ts'
import { listedSince, openedSince, supervised, unsettledSince, visitCounts } from '../../db/pack-facts.ts'
import { patrolsIn } from '../../db/patrols.ts'
import { openProblems } from '../../db/problems.ts'
import { walkedIn } from '../../db/walks.ts'
import type { Matter } from '../../matters/matter.ts'
import { addDays, atLocal, localDate } from '../../matters/working-time.ts'
import { listingLine } from '../replies/listing.ts'
import { matterLine } from '../replies/matter-card.ts'
import { packLines, packTitles } from '../replies/pack.ts'
import { problemLine } from '../replies/problems.ts'
import { gapOf } from '../replies/team.ts'
import { slotsOf } from '../slots.ts'
import { decisionLines } from './decision-lines.ts'
import type { Scope } from './pack.ts'
import { topicLines } from './topic-lines.ts'

/** Topics first, then the ten sections of D3 in their order. A new source of figures is one more line in its section. */
export const sections: readonly {
  title: string
  lines(scope: Scope): Promise<string[]>
  figures?(scope: Scope): Promise<string | null>
}[] = [
  { title: packTitles[0], lines: topicLines },
  { title: packTitles[1], lines: promised },
  { title: packTitles[2], lines: redAndYellow, figures: freshByColour },
  { title: packTitles[3], lines: lateAndSupervised },
  { title: packTitles[4], lines: unsettled },
  { title: packTitles[5], lines: listed },
  { title: packTitles[6], lines: fraud },
  { title: packTitles[7], lines: care },
  { title: packTitles[8], lines: problemList },
  { title: packTitles[9], lines: gaps, figures: visits },
  { title: packTitles[10], lines: nextWeek },
]

/** What was promised last time, done or not. */
async function promised({ desk, meeting, since, viewer }: Scope) {
  return await decisionLines(desk, await promisedFor(desk.db, meeting, since), viewer)
}

/** How many came in since the last meeting, by colour (requirement A198). */
async function freshByColour(scope: Scope) {
  const fresh = await seenOf(scope, await openedSince(scope.desk.db, scope.areaIds, scope.since))
  return fresh.length > 0 ? packLines.fresh(fresh.map(({ seen }) => seen.colour)) : null
}

async function redAndYellow(scope: Scope) {
  const open = await seenOf(
    scope,
    scope.open
      .filter(({ colour }) => colour === 'red' || colour === 'yellow')
      .sort((a, b) => rank(a) - rank(b)),
  )
  return open.map(({ seen }) => matterLine(seen))
}

async function lateAndSupervised(scope: Scope) {
  const watched = await supervised(
    scope.desk.db,
    scope.open.map(({ id }) => id),
  )
  const isLate = (matter: Matter) =>
    ['new', 'studied', 'assigned', 'handling'].includes(matter.state) &&
    matter.dueAt !== null &&
    matter.dueAt < scope.now
  const found = await seenOf(
    scope,
    scope.open.filter((matter) => isLate(matter) || watched.has(matter.id)),
  )
  return found.map(({ matter, seen }) =>
    packLines.flagged(matterLine(seen), { late: isLate(matter), watched: watched.has(matter.id) }),
  )
}

async function unsettled(scope: Scope) {
  const found = await seenOf(scope, await unsettledSince(scope.desk.db, scope.areaIds, scope.since))
  return found.map(({ matter, seen }) => packLines.unsettled(matterLine(seen), matter))
}

async function listed({ desk, areaIds, since, now, shown }: Scope) {
  const lines: string[] = []
  for (const { listing, matter } of await listedSince(desk.db, areaIds, since)) {
    const seen = await shown(matter)
    const name = (id: number | null) => (id === null ? '' : (desk.registry.staff(id)?.name ?? ''))
    if (seen) lines.push(`${seen.number}|${seen.title}|${seen.place}|${listingLine(listing, now, name)}`)
  }
  return lines
}

async function fraud(scope: Scope) {
  const found = await openedSince(scope.desk.db, scope.areaIds, scope.since)
  const seen = await seenOf(
    scope,
    found.filter(({ category }) => category.startsWith('tip.fraud')),
  )
  return seen.map((one) => packLines.fraud(one.seen))
}

/** Neither name nor place: what it is about, and how far it is. */
async function care(scope: Scope) {
  const found = await seenOf(
    scope,
    scope.open.filter(({ kind }) => kind === 'care'),
  )
  return found.map(({ seen }) => packLines.care(seen))
}

async function problemList({ desk, areaIds, now }: Scope) {
  const name = (id: number | null) => (id === null ? null : (desk.registry.staff(id)?.name ?? null))
  return (await openProblems(desk.db, areaIds)).map((one) => problemLine(one, name(one.ownerId), now))
}

async function visits({ desk, areaIds, since, now }: Scope) {
  const until = atLocal(addDays(localDate(now), 7), '18:00')
  const counts = await visitCounts(desk.db, areaIds, { since, now, until })
  const walked = await walkedIn(desk.db, areaIds, since, now)
  const patrols = await patrolsIn(desk.db, areaIds, since, now)
  const told = [
    counts.made + counts.late + counts.ahead > 0 ? packLines.visits(counts) : null,
    walked.some(({ visits }) => visits > 0) ? packLines.walked(walked) : null,
    patrols.times > 0 ? packLines.patrolled(patrols) : null,
  ].filter((one) => one !== null)
  return told.length > 0 ? told.join(';') : null
}

/** Grids that nobody looks after, and who is missing of 1+1+2+N+N (requirement A041). */
async function gaps({ desk, areaIds }: Scope) {
  const { areas } = desk.registry
  const staffed = (areaId: string) =>
    desk.registry
      .colleagues()
      .some((staff) =>
        staff.roles.some(({ role, areaId: held }) => role === 'grid_worker' && areas.within(areaId, held)),
      )
  const empty = areaIds.flatMap((id) => {
    const area = areas.get(id)
    return area?.kind === 'grid' && !staffed(id) ? [area.name] : []
  })
  const communities = areaIds.filter((id) => areas.get(id)?.kind === 'community')
  const missing = communities.flatMap((id) =>
    slotsOf(desk, id).flatMap((slot) => {
      const gap = gapOf(slot)
      return gap === '' ? [] : [`${areas.get(id)?.name ?? ''}|${slot.name}|${gap}`]
    }),
  )
  return [...empty.map(packLines.gap), ...missing]
}

/** What falls due in the seven days after the meeting, by whoever leads it. */
async function nextWeek(scope: Scope) {
  const { desk, meeting, viewer, now } = scope
  const last = addDays(localDate(meeting.startsAt), 7)
  const owed = (await promisedFor(desk.db, meeting, now)).filter(
    ({ state, dueOn }) => state === 'open' && dueOn <= last,
  )
  const due = scope.open.filter(
    ({ dueAt, leadId, state }) =>
      leadId !== null &&
      (state === 'assigned' || state === 'handling') &&
      dueAt !== null &&
      dueAt >= now &&
      localDate(dueAt) <= last,
  )
  const seen = await seenOf(scope, due)
  return [...(await decisionLines(desk, owed, viewer)), ...seen.map((one) => packLines.assigned(one.seen))]
}

async function seenOf(scope: Scope, found: readonly Matter[]) {
  const seen = await Promise.all(found.map(async (matter) => ({ matter, seen: await scope.shown(matter) })))
  return seen.flatMap((one) => (one.seen ? [{ matter: one.matter, seen: one.seen }] : []))
}

function rank({ colour }: Matter): number {
  return colour === 'red' ? 0 : 1
}
