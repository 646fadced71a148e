import { mattersReportedBy } from '../../db/reporters.ts'
import { saying, together, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import { isOpen, type State, stateName } from '../../matters/moves.ts'
import { isForgotten } from '../../matters/retention.ts'
import { mayDo } from '../../matters/view.ts'
import { whisper } from '../desk.ts'
import { findDanger } from '../gate/danger.ts'
import { reopenMatter } from '../reopen-matter.ts'
import { needsNumber } from '../replies/refusals.ts'
import {
  cannotReopen,
  dangerFirst,
  forgotten,
  perhapsForgotten,
  reopenedCard,
  reopenedForYou,
  reopenReasons,
  stillOpen,
  studiedAgain,
  whyReopen,
} from '../replies/reopen.ts'
import { report } from '../report.ts'
import { text } from './argument-kinds.ts'
import { findNumber } from './matter-number.ts'
import { matterVerb } from './matter-verb.ts'
import type { Call, Verb } from './verb.ts'

const over: readonly State[] = ['resolved', 'concluded', 'followup', 'archived']

const byStaff = matterVerb({
  name: '重开',
  aliases: ['reopen'],
  help: '没解决或又发生,重新办理',
  where: 'direct',
  rights: ['reopen'],
  states: [...over, 'unfounded'],
  arguments: { reason: text('理由', '又有人反映') },
  async run({ call, desk, matter, staff, values, refuse }) {
    if (isForgotten(matter)) return refuse(forgotten)
    const { fresh, write } = await reopenMatter(desk, matter, staff, { note: values.reason })
    const card = fresh.state === 'new' ? studiedAgain(matter.number) : reopenedCard(matter.number)
    return together(write, saying(whisper(call.message, card)))
  },
})

/** For those who handle, and for whoever reported it. */
export const reopen: Verb = {
  ...byStaff,
  who: 'everyone',
  async run(call) {
    const { desk, asker } = call
    const own = await mattersReportedBy(desk.db, desk.seal, asker.identity)
    const { number, rest } = findNumber(call.words)
    const mine = own.find((matter) => matter.number === number)
    const handles = asker.staff && (!mine || mayDo(asker.staff, 'reopen', mine, desk.registry.areas))
    if (handles) return await byStaff.run(call)
    if (!number) return saying(whisper(call.message, needsNumber(reopen)))
    return mine ? await byReporter(call, mine, rest.join(' ')) : saying(refusal(call))
  },
}

async function byReporter(call: Call, matter: Matter, said: string): Promise<Write> {
  const { desk, message, asker } = call
  const state = stateName(matter.state)
  if (isOpen(matter.state) && matter.state !== 'resolved')
    return saying(whisper(message, stillOpen(matter.number, state), 'refusal'))
  if (!over.includes(matter.state) || isForgotten(matter))
    return saying(whisper(message, cannotReopen(matter.number, state), 'refusal'))
  if (said === '') return saying(whisper(message, whyReopen(matter.number)))
  // A danger told here must not wait for whoever reads it next.
  if (findDanger(said).danger)
    return together(
      await report({ ...message, heard: 'mention' }, desk, said),
      saying(whisper(message, { tone: 'plain', lines: [dangerFirst] }, 'answer', 1)),
    )
  const { fresh, write } = await reopenMatter(desk, matter, null, {
    note: reopenReasons[reasonIn(said)],
    asked: asker.identity,
  })
  const lead = fresh.leadId === null ? undefined : desk.registry.staff(fresh.leadId)
  return together(write, saying(whisper(message, reopenedForYou(matter.number, lead?.name ?? null))))
}

function reasonIn(said: string): keyof typeof reopenReasons {
  if (/严重|厉害|变本加厉|更|威胁|动手/u.test(said)) return 'worse'
  if (/又|再次|还在|复发|反弹|照旧|还是/u.test(said)) return 'again'
  return /没|未|不/u.test(said) ? 'unsettled' : 'other'
}

function refusal({ message }: Call) {
  return whisper(message, { tone: 'plain', lines: [perhapsForgotten] }, 'refusal')
}
