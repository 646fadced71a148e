import { record } from '../../db/events.ts'
import { activeSeries } from '../../db/meetings.ts'
import {
  answerQuestion,
  approveReport,
  type QuarterReport,
  questionById,
  questionsOf,
  reportById,
  reportOf,
  reportsOf,
} from '../../db/quarter-reports.ts'
import { type Change, saying, type Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { type Quarter, quarterById, quarterOf, reportDay } from '../../matters/quarters.ts'
import { may, type Staff } from '../../matters/roles.ts'
import { localDate } from '../../matters/working-time.ts'
import { type Desk, whisper } from '../desk.ts'
import { numberSaid } from '../meetings/sitting.ts'
import { mask } from '../read/mask.ts'
import { dayOnly } from '../replies/minutes.ts'
import { draftCard, openQuestionsCard, reportInFull, reportTexts } from '../replies/quarter-report.ts'
import { residentGroups, stationOf, toldOf } from '../reports/face.ts'
import { answersDay, opened } from '../reports/open.ts'
import type { Call, Verb } from './verb.ts'

export const reportQuarter: Verb = {
  name: '汇报会',
  aliases: ['qreport'],
  args: '[2026Q4 | 同意 号 | 提问 | 答 号 文字 | 不答 号]',
  arguments: [{ label: '哪一项', type: 'text', optional: true }],
  help: '看派出所向群众的季度汇报;所长和综治中心准备、同意、答复',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { desk, asker, words } = call
    const { staff } = asker
    const prepares =
      staff &&
      desk.registry.areas.all().some(({ id }) => may(staff, 'prepareReport', id, desk.registry.areas))
    if (!staff || !prepares) return words.length > 0 && staff ? refused(call) : await published(call)
    const [part = '', first = '', ...rest] = words
    if (part === '同意') return await agree(call, staff, first)
    if (part === '提问') return await questions(call, staff)
    if (part === '答' || part === '不答') return await answerOne(call, staff, part, first, rest)
    return await draft(call, staff, part)
  },
}

/** What everybody may read: the last report that was posted. */
async function published({ desk, message }: Call): Promise<Write> {
  const all = await reportsOf(
    desk.db,
    desk.registry.areas.all().map(({ id }) => id),
  )
  const report = all.find(({ figures }) => figures !== null)
  if (!report) return saying(whisper(message, reportTexts.noneOfYours))
  const answers =
    localDate(desk.clock.now()) >= answersDay(report) ? await questionsOf(desk.db, report.id) : []
  return saying(whisper(message, reportInFull(report, { ...(await toldOf(desk, report)), answers })))
}

/** The draft of a quarter; where nothing is planned for it yet, it is planned. */
async function draft(call: Call, staff: Staff, said: string): Promise<Write> {
  const { desk, message } = call
  const today = localDate(desk.clock.now())
  const quarter = quarterMeant(said, today)
  const series = (await activeSeries(desk.db)).find(
    ({ kind, areaId }) => kind === 'quarter' && may(staff, 'prepareReport', areaId, desk.registry.areas),
  )
  const areaId = series?.areaId
  if (!areaId) return saying(whisper(message, reportTexts.unknown))
  const report = await reportOf(desk.db, areaId, quarter.id)
  if (report) {
    const told = {
      ...(await toldOf(desk, report)),
      today: false,
      groups: residentGroups(desk, report).length,
    }
    return saying(whisper(message, draftCard(report, told)))
  }
  if (reportDay(quarter) < today) return saying(whisper(message, reportTexts.over))
  const planned = await opened(desk, series, quarter)
  return did(
    call,
    'report_opened',
    planned.report.id,
    planned.changes,
    reportTexts.opened(stationOf(desk, series), planned.report),
  )
}

function quarterMeant(said: string, today: string): Quarter {
  const [, n] = /^(?:第)?([1-4一二三四])季度?$/u.exec(said) ?? []
  if (n) return quarterById(`${today.slice(0, 4)}Q${'一二三四'.indexOf(n) + 1 || n}`) ?? quarterOf(today)
  return quarterById(said.toUpperCase()) ?? quarterOf(today)
}

async function agree(call: Call, staff: Staff, said: string): Promise<Write> {
  const { desk, message } = call
  const id = numberSaid(said)
  const report = id === null ? undefined : await reportById(desk.db, id)
  if (!report) return saying(whisper(message, reportTexts.unknown, 'refusal'))
  if (!may(staff, 'approveReport', report.areaId, desk.registry.areas))
    return saying(whisper(message, reportTexts.chiefOnly, 'refusal'))
  if (report.approvedAt) return saying(whisper(message, reportTexts.agreedAlready))
  return did(
    call,
    'report_agreed',
    report.id,
    [approveReport(report, staff.personId, desk.clock.now())],
    reportTexts.agreed(report),
  )
}

async function questions({ desk, message }: Call, staff: Staff): Promise<Write> {
  const report = await current(desk, staff)
  if (!report) return saying(whisper(message, reportTexts.unknown, 'refusal'))
  const open = (await questionsOf(desk.db, report.id)).filter(({ state }) => state === 'open')
  return saying(whisper(message, openQuestionsCard(report, open, dayOnly(answersDay(report)))))
}

async function answerOne(
  call: Call,
  staff: Staff,
  how: '答' | '不答',
  said: string,
  rest: string[],
): Promise<Write> {
  const { desk, message } = call
  const id = numberSaid(said.replace(/^提问/u, ''))
  const question = id === null ? undefined : await questionById(desk.db, id)
  const report = question && (await reportById(desk.db, question.reportId))
  if (!question || !report || !may(staff, 'prepareReport', report.areaId, desk.registry.areas))
    return saying(whisper(message, reportTexts.noQuestion(said), 'refusal'))
  if (localDate(desk.clock.now()) > answersDay(report)) return saying(whisper(message, reportTexts.tooLate))
  if (how === '不答') {
    const set = { state: 'left_out', answeredBy: staff.personId }
    return did(
      call,
      'question_left_out',
      report.id,
      [answerQuestion(question, set)],
      reportTexts.leftOut(question.id),
    )
  }
  const answer = mask(rest.join(' '))
  if (answer === '') return saying(whisper(message, reportTexts.sayAnswer(question.id)))
  const set = { state: 'answered', answer, answeredBy: staff.personId }
  return did(
    call,
    'question_answered',
    report.id,
    [answerQuestion(question, set)],
    reportTexts.answered(question.id),
  )
}

async function current(desk: Desk, staff: Staff): Promise<QuarterReport | undefined> {
  const { areas } = desk.registry
  const own = areas.all().flatMap(({ id }) => (may(staff, 'prepareReport', id, areas) ? [id] : []))
  return (await reportsOf(desk.db, own))[0]
}

function did(
  { desk, message, asker }: Call,
  kind: string,
  report: number,
  changes: Change[],
  card: Card,
): Write {
  const actorId = asker.staff?.personId ?? null
  const event = { matterId: null, at: desk.clock.now(), actorId, kind, values: { report } }
  return { changes: [...changes, record(event)], posts: [whisper(message, card)] }
}

function refused({ desk, message, asker }: Call): Write {
  const actorId = asker.staff?.personId ?? null
  const event = { matterId: null, at: desk.clock.now(), actorId, kind: 'refused', values: { what: '汇报会' } }
  return { changes: [record(event)], posts: [whisper(message, reportTexts.notYours, 'refusal')] }
}
