import { askQuestion, questionsOf, reportsOf } from '../../db/quarter-reports.ts'
import { saying } from '../../db/write.ts'
import { addDays, localDate } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { findDanger } from '../gate/danger.ts'
import { mask } from '../read/mask.ts'
import { dayOnly } from '../replies/minutes.ts'
import { reportTexts } from '../replies/quarter-report.ts'
import { answersDay } from '../reports/open.ts'
import type { Verb } from './verb.ts'

/** Nobody is counted, so the report is: more than this nobody reads. */
const most = 200
/** Characters of one question. */
const longest = 120
/** Questions are taken from this many days before the report, until the day before they are answered. */
const opensAhead = 7

/** A question for the quarter's report. Nothing is kept of who asks: no identity, no event, the day only. */
export const askForReport: Verb = {
  name: '提问',
  aliases: ['question'],
  args: '文字',
  arguments: [{ label: '问题', type: 'text', optional: false }],
  help: '向派出所的季度汇报提问,不记是谁问的',
  where: 'direct',
  who: 'everyone',
  words: true,
  async run({ desk, message, rest }) {
    const today = localDate(desk.clock.now())
    const all = await reportsOf(
      desk.db,
      desk.registry.areas.all().map(({ id }) => id),
    )
    const report = all.find((one) => today >= addDays(one.reportOn, -opensAhead) && today < answersDay(one))
    if (findDanger(rest).danger) return saying(whisper(message, reportTexts.danger))
    if (!report) return saying(whisper(message, reportTexts.notCollecting))
    const words = mask([...rest].slice(0, longest).join('')).trim()
    if (words === '') return saying(whisper(message, reportTexts.sayQuestion))
    if ((await questionsOf(desk.db, report.id)).length >= most)
      return saying(whisper(message, reportTexts.tooMany))
    return {
      changes: [askQuestion({ reportId: report.id, words, askedOn: today })],
      posts: [whisper(message, reportTexts.asked(words, dayOnly(answersDay(report))))],
    }
  },
}
