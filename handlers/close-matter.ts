import { followUpsOf, oweFollowUps } from '../db/follow-ups.ts'
import { linksOf } from '../db/links.ts'
import { openListingOf } from '../db/listings.ts'
import type { Write } from '../db/write.ts'
import { type Answers, needsReport, type Question, questionsOf } from '../matters/closing.ts'
import { followUpPlan } from '../matters/follow-up-plan.ts'
import type { Matter } from '../matters/matter.ts'
import type { Card, Post, PostKind } from '../matters/message.ts'
import { isOpen } from '../matters/moves.ts'
import { retentionUntil } from '../matters/retention.ts'
import type { Staff } from '../matters/roles.ts'
import { isAboutPolice, mayDo, maySee } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { moved, type Step } from './move.ts'
import { newsToReporters } from './news.ts'
import { openBeside } from './open-beside.ts'
import { closingCard, closingTexts, dangerCard, stillOpenCard } from './replies/closing.ts'
import { listingTexts } from './replies/listing.ts'
import { plain } from './replies/refusals.ts'

export interface Closing {
  desk: Desk
  matter: Matter
  staff: Staff
  answers: Answers
  /** Steps that come before it in the same write: 化解 on the spot. */
  before?: Step[]
  /** What is written with them. */
  set?: { outcome?: string }
  reply(card: Card, about?: PostKind): Post
}

/**
 * Closes a matter if all that is asked was answered and nothing is left (A155); else says what is missing, or takes it
 * back to those who handle it. No answer is taken for granted: satisfied alone closes nothing (A193).
 */
export async function closeMatter(closing: Closing): Promise<Write> {
  const { desk, matter, staff, answers, reply } = closing
  const refuse = (...lines: string[]): Write => ({ changes: [], posts: [reply(plain(...lines), 'refusal')] })
  const against = await whyNot(closing)
  if (against) return refuse(against)
  for (const question of ['settled', 'told'] as const)
    if (answers[question] === false) return stillOpen(closing, question)
  const plan = followUpPlan(matter, desk.clock.now())
  const missing = questionsOf(matter.kind).filter((question) => answers[question] === undefined)
  if (missing.length > 0)
    return { changes: [], posts: [reply(closingCard(matter, missing, wordsOf(answers), plan))] }
  if (needsReport(matter.category) && !answers.report) return refuse(closingTexts.needsReport(matter.number))
  if (answers.visit === false) return refuse(closingTexts.mustVisit(plan))
  if (!answers.danger) return await conclude(closing, null)
  if (matter.kind === 'hazard') return stillOpen(closing, 'danger')
  if (answers.apart && !isAboutPolice(matter)) {
    const what = { category: answers.apart, staff, note: answers.note }
    return await conclude(closing, await openBeside(desk, matter, what))
  }
  return (await isFollowed(closing))
    ? await conclude(closing, null)
    : { changes: [], posts: [reply(dangerCard(matter, !isAboutPolice(matter)))] }
}

async function whyNot({ desk, matter, staff }: Closing): Promise<string | null> {
  if (matter.urgency === 'emergency' && !matter.emergencyLiftedAt)
    return closingTexts.emergency(matter.number)
  const lead = matter.leadId === null ? undefined : desk.registry.staff(matter.leadId)
  // Where the lead may not close it (yellow, red of a grid worker), an officer does, helping or not.
  if (lead && helpsOnly(staff, matter) && mayDo(lead, 'conclude', matter, desk.registry.areas))
    return closingTexts.partner(matter.number, lead.name)
  return (await openListingOf(desk.db, matter.id)) ? listingTexts.standsStill(matter.number) : null
}

/** 搭档 of somebody else's matter: notes what was done, and leaves the end of it to the lead (A095). */
export function helpsOnly(staff: Staff, matter: Matter): boolean {
  const { leadId, partnerId } = matter
  return partnerId === staff.personId && leadId !== null && leadId !== staff.personId
}

/** A hazard that this colleague can see is open beside it already: somebody follows it. */
async function isFollowed({ desk, matter, staff }: Closing): Promise<boolean> {
  const tied = await linksOf(desk.db, matter.id)
  return tied.some(
    ({ matter: other }) =>
      other.kind === 'hazard' && isOpen(other.state) && maySee(staff, other, desk.registry.areas),
  )
}

function stillOpen({ desk, matter, staff, answers, reply }: Closing, why: Question): Write {
  const back = matter.state === 'resolved'
  const values = { why, ...(answers.note && { note: answers.note }) }
  const { changes } = moved(desk, matter, staff, {
    steps: back ? [{ to: 'handling', kind: 'unsettled', values }] : [],
    notes: back ? [] : [{ kind: 'unsettled', values }],
    set: back ? { outcome: null } : {},
  })
  return { changes, posts: [reply(stillOpenCard(matter.number, why, matter.state !== 'transferred'))] }
}

async function conclude(
  closing: Closing,
  second: Awaited<ReturnType<typeof openBeside>> | null,
): Promise<Write> {
  const { desk, matter, staff, answers, before = [], set = {}, reply } = closing
  const now = desk.clock.now()
  const plan = followUpPlan(matter, now)
  const round = 1 + Math.max(0, ...(await followUpsOf(desk.db, [matter.id])).map((one) => one.round))
  const after = plan.length > 0 ? 'followup' : 'archived'
  const { note, ...answered } = answers
  const { fresh, changes } = moved(desk, matter, staff, {
    steps: [...before, { to: 'concluded', values: { ...answered, ...(note && { note }) } }, { to: after }],
    set: {
      ...set,
      closedAt: now,
      retentionUntil: after === 'archived' ? retentionUntil(matter.category, now) : null,
    },
    notes: second ? [{ kind: 'split', values: { with: second.matter.id } }] : [],
  })
  return {
    changes: [
      ...changes,
      ...(second?.changes ?? []),
      oweFollowUps(matter.id, round, matter.leadId ?? staff.personId, plan),
    ],
    posts: [
      reply(
        plain(
          ...closingTexts.concluded(matter.number, plan),
          ...(second ? [closingTexts.apart(second.matter.number)] : []),
        ),
      ),
      ...(second?.posts ?? []),
      ...(await newsToReporters(desk, fresh, closingTexts.toReporters(plan), `concluded:${matter.version}`)),
    ],
  }
}

const named: Record<Question, string> = { settled: '解决', told: '告知', danger: '隐患', visit: '回访' }

function wordsOf(answers: Answers): string {
  return (Object.keys(named) as Question[])
    .flatMap((question) =>
      answers[question] === undefined ? [] : [`${named[question]}=${answers[question] ? '是' : '否'}`],
    )
    .join(' ')
}
