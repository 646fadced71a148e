import { isAnonymous } from '../db/anonymous.ts'
import { draftsOf } from '../db/drafts.ts'
import { timeline } from '../db/events.ts'
import { followUpsOf } from '../db/follow-ups.ts'
import { mattersConcerning, type OwnReport, ownReports, standingBehind } from '../db/reporters.ts'
import type { Identity } from '../db/seal.ts'
import { teamsWith } from '../db/teams.ts'
import type { Matter } from '../matters/matter.ts'
import { placeWords } from '../matters/place.ts'
import { categoryOf } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { happeningWords } from './replies/timeline.ts'
import { show } from './show.ts'
import { memberHash } from './team-hash.ts'

/** Everything that is held on somebody, as it is handed out to them: no identity of anybody, no note of those who handle it. */
export interface Held {
  exportedAt: string
  settings: { groupsHeard: boolean; anonymous: boolean }
  drafts: { category: string | null; place: string; when: string; summary: string; goneAt: string }[]
  /** Teams of volunteers they signed up for. */
  teams: { name: string; calledAs: string; since: string }[]
  reports: HeldMatter[]
  /** Where they are a party by their own words and somebody else reported it. */
  concerning: HeldMatter[]
}

export interface HeldMatter {
  number: string
  category: string
  state: string
  colour: string
  place: string
  when: string
  summary: string
  facts: Matter['facts']
  openedAt: string
  dueAt: string | null
  satisfaction: number | null
  steps: string[]
  visits: { dueAt: string; state: string }[]
}

export async function heldOn(desk: Desk, person: Identity): Promise<Held> {
  const { db, seal } = desk
  const [drafts, own, concerning, anonymous, teams] = await Promise.all([
    draftsOf(db, seal, person),
    ownReports(db, seal, person),
    mattersConcerning(db, seal, person),
    isAnonymous(db, seal, person),
    teamsWith(db, memberHash(seal, person)),
  ])
  const away = desk.registry.optedOut(seal.hash('opt-out', `${person.platform}:${person.externalId}`))
  return {
    exportedAt: desk.clock.now().toISOString(),
    settings: { groupsHeard: !away, anonymous },
    drafts: drafts.map(({ reading, expiresAt }) => ({
      category: reading.category && categoryOf(reading.category).zh,
      place: placeWords(reading.place, { precision: 'room' }),
      when: reading.time?.text ?? '',
      summary: reading.summary,
      goneAt: expiresAt.toISOString(),
    })),
    teams: teams.map(({ name, member }) => ({
      name,
      calledAs: member.calledAs,
      since: member.consentedAt.toISOString(),
    })),
    reports: await heldMatters(desk, own),
    concerning: await heldAsParty(desk, concerning, own),
  }
}

/** As `heldOn`, of the one matter that a password opens. */
export async function heldBehind(desk: Desk, own: OwnReport): Promise<HeldMatter[]> {
  return await heldMatters(desk, [own])
}

async function heldMatters(desk: Desk, own: OwnReport[]): Promise<HeldMatter[]> {
  const held: HeldMatter[] = []
  for (const { matter } of own) {
    // Where several reported it, none of them is shown another's door.
    const alone = (await standingBehind(desk.db, matter.id)).length === 1
    const one = await heldOf(desk, matter, alone ? 'room' : 'building')
    if (one) held.push(one)
  }
  return held
}

async function heldAsParty(desk: Desk, matters: Matter[], own: OwnReport[]): Promise<HeldMatter[]> {
  const held: HeldMatter[] = []
  for (const matter of matters) {
    if (own.some((one) => one.matter.number === matter.number)) continue
    const one = await heldOf(desk, matter, 'building')
    if (one) held.push({ ...one, facts: {}, satisfaction: null })
  }
  return held
}

async function heldOf(
  desk: Desk,
  matter: Matter,
  precision: 'room' | 'building',
): Promise<HeldMatter | null> {
  const seen = await show(desk, { as: 'reporter' }, matter)
  if (!seen) return null
  const events = await timeline(desk.db, matter.id)
  const visits = await followUpsOf(desk.db, [matter.id])
  return {
    number: seen.number,
    category: seen.title,
    state: seen.state,
    colour: seen.colourName,
    place: matter.place ? placeWords(matter.place, { precision }) : '',
    when: seen.when,
    summary: seen.summary,
    facts: matter.facts,
    openedAt: matter.openedAt.toISOString(),
    dueAt: seen.dueAt?.toISOString() ?? null,
    satisfaction: matter.satisfaction,
    steps: events.filter(({ kind }) => told.has(kind)).map((one) => happeningWords(one, { notes: false })),
    visits: visits.map(({ dueAt, state }) => ({ dueAt: dueAt.toISOString(), state })),
  }
}

/** Steps of the matter; who read it, and whether somebody asked for its giver, are the office's own record. */
const told = new Set([
  'opened',
  'studied',
  'assigned',
  'taken',
  'logged',
  'joint_visit',
  'resolved',
  'concluded',
  'followup',
  'visited',
  'reopened',
  'corrected',
  'rated',
  'erased',
  'lifted',
  'archived',
])
