import { type NewDue, owe } from '../../db/dues.ts'
import { activeSeries, openMeeting, type Series, seriesById } from '../../db/meetings.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import { openReport, type QuarterReport, reportOf } from '../../db/quarter-reports.ts'
import type { Change } from '../../db/write.ts'
import { type Quarter, quarterById, quarterOf, reportDay } from '../../matters/quarters.ts'
import { addDays, atLocal, localDate, localTime, nextWorkingDay } from '../../matters/working-time.ts'
import type { Desk } from '../desk.ts'
import { duesOf, meetingFrom } from '../meetings/owed.ts'
import type { DueKind } from '../rhythm/due-kind.ts'

/** Days before the report on which it is opened and drafted (D3). */
const draftAhead = 14
const questionsAhead = 7
const answersAfter = 7

/** Every station's report becomes rows fourteen days before the quarter's last working day. */
export const reportOpens: DueKind = {
  kind: 'report_opens',
  missed: 'always made up; what the report owed by then is raised or dropped by its own policy',
  async plan(desk, days) {
    const now = desk.clock.now()
    const [first] = days
    const last = days.at(-1)
    if (!first || !last) return []
    const quarters = [quarterOf(first), quarterOf(addDays(last, draftAhead))]
    const ids = [...new Map(quarters.map((one) => [one.id, one])).values()]
    // Ahead by the whole draft time: a series that is new has its report too.
    const wanted = ids.filter((one) => reportDay(one) >= first && reportDay(one) <= addDays(last, draftAhead))
    return (await activeSeries(desk.db))
      .filter(({ kind }) => kind === 'quarter')
      .flatMap((series) => wanted.map((quarter) => openingOf(series, quarter, now)))
  },
  async raise(desk, due) {
    const series = await seriesById(desk.db, Number(due.what?.series))
    const quarter = quarterById(String(due.what?.quarter))
    if (!series || series.endedAt || !quarter) return { drop: 'the series was ended' }
    if (await reportOf(desk.db, series.areaId, quarter.id)) return { drop: 'the report is open already' }
    return { changes: (await opened(desk, series, quarter)).changes, posts: [] }
  },
}

/** The report of a quarter with its meeting, and everything both owe. */
export async function opened(
  desk: Desk,
  series: Series,
  quarter: Quarter,
): Promise<{ report: QuarterReport; changes: Change[] }> {
  const reportOn = reportDay(quarter)
  const turn = { nominal: reportOn, day: reportOn, why: 'usual' as const }
  const meeting = meetingFrom(series, turn, await nextIdOf(desk.db, 'meetings'))
  const report: QuarterReport = {
    ...{
      id: await nextIdOf(desk.db, 'quarter_reports'),
      areaId: series.areaId,
      quarter: quarter.id,
      reportOn,
    },
    ...{ meetingId: meeting.id, approvedBy: null, approvedAt: null, figures: null, version: 1 },
  }
  return {
    report,
    changes: [openMeeting(meeting), openReport(report), owe([...duesOf(meeting), ...duesOfReport(report)])],
  }
}

export const reportSubject = ({ id }: Pick<QuarterReport, 'id'>) => `report:${id}`

function openingOf(series: Series, { id, ...quarter }: Quarter, now: Date): NewDue {
  const early = atLocal(addDays(reportDay({ id, ...quarter }), -draftAhead), '08:30')
  const at = early > now ? early : now
  return {
    ...{ kind: 'report_opens', subject: `series:${series.id}`, occasion: id, day: localDate(at) },
    ...{ time: localTime(at), what: { series: series.id, quarter: id } },
  }
}

function duesOfReport(report: QuarterReport): NewDue[] {
  const { reportOn } = report
  const common = { subject: reportSubject(report), occasion: '', what: { report: report.id } }
  const begins = atLocal(reportOn, '10:00')
  const on = (days: number) => nextWorkingDay(addDays(reportOn, days))
  return [
    {
      ...common,
      kind: 'report_draft',
      occasion: 'draft',
      day: on(-draftAhead),
      time: '09:00',
      goodUntil: begins,
    },
    { ...common, kind: 'report_spreads', day: addDays(reportOn, -questionsAhead), time: '09:30' },
    { ...common, kind: 'report_draft', occasion: 'today', day: reportOn, time: '09:00' },
    { ...common, kind: 'report_asked', occasion: 'asked', day: on(answersAfter - 3), time: '09:00' },
  ]
}

/** What each residents' group gets, and when: the call for questions, the report, the answers. */
export function duesOfGroup(report: QuarterReport, groupId: number): NewDue[] {
  const { reportOn } = report
  const begins = atLocal(reportOn, '10:00')
  const common = {
    subject: reportSubject(report),
    occasion: String(groupId),
    time: '10:00',
    what: { report: report.id, group: groupId },
  }
  const answersOn = answersDay(report)
  return [
    { ...common, kind: 'report_questions', day: addDays(reportOn, -questionsAhead), goodUntil: begins },
    { ...common, kind: 'report_post', day: reportOn, goodUntil: atLocal(addDays(reportOn, 14), '10:00') },
    { ...common, kind: 'report_answers', day: answersOn },
  ]
}

/** The day on which questions are answered: a week after the report, a working day. */
export function answersDay({ reportOn }: Pick<QuarterReport, 'reportOn'>): string {
  return nextWorkingDay(addDays(reportOn, answersAfter))
}
