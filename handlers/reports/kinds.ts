import type { Due } from '../../db/dues.ts'
import { owe } from '../../db/dues.ts'
import { keepFigures, type QuarterReport, questionsOf, reportById } from '../../db/quarter-reports.ts'
import type { Group } from '../../db/registry.ts'
import { type Card, priorities } from '../../matters/message.ts'
import { may, type Right } from '../../matters/roles.ts'
import { addDays, atLocal, localDate } from '../../matters/working-time.ts'
import { type Desk, toStaff } from '../desk.ts'
import { isWrite } from '../meetings/tell.ts'
import { dayOnly } from '../replies/minutes.ts'
import {
  answersCard,
  draftCard,
  openQuestionsCard,
  questionsCard,
  reportCard,
} from '../replies/quarter-report.ts'
import type { DueKind, Raised } from '../rhythm/due-kind.ts'
import { unaskedPost } from '../rhythm/unasked.ts'
import { residentGroups, stationOf, toldOf } from './face.ts'
import { answersDay, duesOfGroup } from './open.ts'

/** Fourteen days before, and once more on the morning: the chief sees what would be told, and agrees. */
export const reportDraft: DueKind = {
  kind: 'report_draft',
  missed: 'the draft is dropped once the day has come; the morning of the day is always made up',
  async raise(desk, due) {
    const report = await reportOf(desk, due)
    if (!report) return gone
    const told = await toldOf(desk, report)
    const today = due.key.endsWith('/today')
    const card = draftCard(report, { ...told, today, groups: residentGroups(desk, report).length })
    return toHolders(desk, report, 'approveReport', card, `draft:${today ? 'today' : 'ahead'}`)
  },
}

/** Seven days before: which groups get it is settled. */
export const reportSpreads: DueKind = {
  kind: 'report_spreads',
  missed: 'always made up; what the groups should have got by then is dropped by its own policy',
  async raise(desk, due) {
    const report = await reportOf(desk, due)
    if (!report) return gone
    const groups = residentGroups(desk, report)
    if (groups.length === 0) return { drop: 'there is no residents’ group' }
    return { changes: [owe(groups.flatMap((group) => duesOfGroup(report, group.id)))], posts: [] }
  },
}

/** Seven days before, in each group: what would you like to know? */
export const reportQuestions: DueKind = {
  kind: 'report_questions',
  missed: 'made up until the report, then dropped',
  raise: (desk, due) =>
    inGroup(desk, due, async (report, group, key) =>
      unaskedPost(desk, group, questionsCard(report, stationOf(desk, report)), { key, about: 'reminder' }),
    ),
}

/** On the day, in each group, once the chief has agreed: until then it waits, at most fourteen days. */
export const reportPost: DueKind = {
  kind: 'report_post',
  missed: 'made up for fourteen days, then dropped',
  raise: (desk, due) =>
    inGroup(desk, due, async (report, group, key) => {
      const now = desk.clock.now()
      if (!report.approvedAt) return { later: atLocal(addDays(localDate(now), 1), '10:00') }
      const told = await toldOf(desk, report)
      const raised = await unaskedPost(desk, group, reportCard(report, told), { key, about: 'reminder' })
      return isWrite(raised)
        ? { ...raised, changes: [keepFigures(report, told.figures), ...raised.changes] }
        : raised
    }),
}

/** Some days after: those who prepare it are told what was asked and has no answer. */
export const reportAsked: DueKind = {
  kind: 'report_asked',
  missed: 'always made up',
  async raise(desk, due) {
    const report = await reportOf(desk, due)
    if (!report) return gone
    const open = (await questionsOf(desk.db, report.id)).filter(({ state }) => state === 'open')
    if (open.length === 0) return { drop: 'every question has its answer' }
    const card = openQuestionsCard(report, open, dayOnly(answersDay(report)))
    return toHolders(desk, report, 'prepareReport', card, 'asked')
  },
}

/** A week after, in each group: the answers, or that nothing was asked. */
export const reportAnswers: DueKind = {
  kind: 'report_answers',
  missed: 'always made up',
  raise: (desk, due) =>
    inGroup(desk, due, async (report, group, key) => {
      if (!report.figures) return { drop: 'the report was not posted' }
      const card = answersCard(report, stationOf(desk, report), await questionsOf(desk.db, report.id))
      return unaskedPost(desk, group, card, { key, about: 'reminder' })
    }),
}

const gone = { drop: 'there is no such report' }

async function reportOf(desk: Desk, due: Due): Promise<QuarterReport | undefined> {
  return await reportById(desk.db, Number(due.what?.report))
}

async function inGroup(
  desk: Desk,
  due: Due,
  raise: (report: QuarterReport, group: Group, key: string) => Promise<Raised>,
): Promise<Raised> {
  const report = await reportOf(desk, due)
  const group = desk.registry.groupById(Number(due.what?.group))
  if (!report || !group) return gone
  return await raise(report, group, `${due.kind}:${report.id}`)
}

function toHolders(desk: Desk, report: QuarterReport, right: Right, card: Card, part: string): Raised {
  const key = `report:${report.id}:${part}`
  const posts = desk.registry
    .colleagues()
    .filter((staff) => may(staff, right, report.areaId, desk.registry.areas))
    .flatMap((staff) =>
      toStaff(desk, staff.personId, card, { key, about: 'reminder', priority: priorities.reminder }),
    )
  return posts.length > 0 ? { changes: [], posts } : { drop: 'nobody can be reached' }
}
