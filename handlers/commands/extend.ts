import { putOff, resolveClock } from '../../db/clocks.ts'
import { askedTime, askForTime, decideTime, type Extension } from '../../db/extensions.ts'
import type { Write } from '../../db/write.ts'
import { extended } from '../../matters/clocks.ts'
import { priorities } from '../../matters/message.ts'
import { mayDo } from '../../matters/view.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import * as texts from '../replies/extension.ts'
import { plain } from '../replies/refusals.ts'
import { remindStaff } from '../tell-staff.ts'
import { choice, days, text } from './argument-kinds.ts'
import { type Argument, optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'

const yes = choice('同意/不同意', {
  同意: 'grant',
  批准: 'grant',
  准: 'grant',
  不同意: 'refuse',
  不批: 'refuse',
  不批准: 'refuse',
  拒绝: 'refuse',
})
/** The answer to what was asked stands first; further behind the same word belongs to a reason. */
const decision: Argument<'grant' | 'refuse'> = {
  ...yes,
  take(words, taking) {
    const found = yes.take(words.slice(0, 1), taking)
    return found && 'value' in found ? { value: found.value, rest: words.slice(1) } : null
  },
}

const args = {
  decision: optional(decision),
  days: optional(days),
  reason: optional(text('理由', '对方出差,下周回来')),
}
type Asked = Given<typeof args>

export const extend = matterVerb({
  name: '延期',
  aliases: ['extend'],
  help: '申请延期一次(写天数和理由);所长回 同意 或 不同意',
  where: 'direct',
  rights: ['askExtension', 'grantExtension'],
  states: ['assigned', 'handling'],
  arguments: args,
  run: (given) => (given.values.decision ? decide(given, given.values.decision) : ask(given)),
})

async function ask({ desk, now, matter, staff, values, reply, refuse }: Asked): Promise<Write> {
  const { areas } = desk.registry
  const { number } = matter
  if (!mayDo(staff, 'askExtension', matter, areas)) return refuse(texts.leadAsks(number))
  const most = matter.colour ? desk.registry.clockTable(matter.areaId).extension[matter.colour] : 0
  if (most === 0) return refuse(texts.neverExtended(number))
  if (!values.days || !values.reason) return refuse(texts.needsDaysAndReason(number, most))
  if (values.days > most) return refuse(texts.tooLong(number, most, values.days))
  const clock = await resolveClock(desk.db, matter.id)
  if (!clock) return refuse(texts.noTimeRuns(number))
  if (clock.extended) return refuse(texts.extendedOnce(number))
  if (await askedTime(desk.db, matter.id)) return refuse(texts.alreadyAsked(number))

  const note = `${values.days}天:${values.reason}`
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'extension_asked', values: { note, days: values.days } }],
  })
  const asked = { matterId: matter.id, days: values.days, reason: values.reason, askedBy: staff.personId }
  const until = extended(clock, matter, values.days, now).dueAt
  const chiefs = desk.registry
    .colleagues()
    .filter((one) => one.personId !== staff.personId && mayDo(one, 'grantExtension', matter, areas))
  const cards = await remindStaff(desk, fresh, chiefs, {
    lines: texts.question({ by: staff.name, days: values.days, reason: values.reason, dueAt: until }),
    key: `extension:${matter.id}:${matter.version}`,
    asks: true,
    priority: priorities.answer,
    actions: [
      { label: '同意', command: `/延期 ${number} 同意` },
      { label: '不同意', command: `/延期 ${number} 不同意 请按原定期限办` },
    ],
  })
  return {
    changes: [...changes, askForTime({ ...asked, askedAt: now })],
    posts: [reply(plain(...texts.asked(number, values.days, until, cards.length > 0))), ...cards],
  }
}

async function decide(given: Asked, decision: 'grant' | 'refuse'): Promise<Write> {
  const { desk, matter, staff, values, refuse } = given
  const { number } = matter
  if (!mayDo(staff, 'grantExtension', matter, desk.registry.areas)) return refuse(texts.chiefDecides(number))
  const asked = await askedTime(desk.db, matter.id)
  if (!asked) return refuse(texts.nothingAsked(number))
  if (asked.askedBy === staff.personId) return refuse(texts.anotherDecides(number))
  if (decision === 'grant') return await grant(given, asked)
  if (!values.reason) return refuse(texts.whyNot(number))
  return await turnDown(given, asked, values.reason)
}

async function grant({ desk, now, matter, staff, reply, refuse }: Asked, asked: Extension): Promise<Write> {
  const clock = await resolveClock(desk.db, matter.id)
  if (!clock || clock.extended) return refuse(texts.extendedOnce(matter.number))
  const longer = extended(clock, matter, asked.days, now)
  const { fresh, changes } = moved(desk, matter, staff, {
    set: { dueAt: longer.dueAt },
    notes: [{ kind: 'extension_granted', values: { note: `${asked.days}天`, days: asked.days } }],
  })
  return {
    changes: [
      ...changes,
      decideTime(asked.id, { granted: true, decidedBy: staff.personId, decidedAt: now }),
      putOff(clock, longer),
    ],
    posts: [
      reply(plain(texts.granted(matter.number, asked.days, longer.dueAt))),
      ...(await toAsker(desk, fresh, asked, texts.grantedToYou(staff.name, longer.dueAt))),
      ...(await newsToReporters(desk, fresh, texts.newDay(longer.dueAt), `extended:${matter.version}`)),
    ],
  }
}

async function turnDown(
  { desk, now, matter, staff, reply }: Asked,
  asked: Extension,
  reason: string,
): Promise<Write> {
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'extension_refused', values: { note: reason, days: asked.days } }],
  })
  return {
    changes: [
      ...changes,
      decideTime(asked.id, { granted: false, decidedBy: staff.personId, decidedAt: now }),
    ],
    posts: [
      reply(plain(texts.turnedDown(matter.number))),
      ...(await toAsker(desk, fresh, asked, texts.turnedDownToYou(staff.name, reason))),
    ],
  }
}

function toAsker(desk: Asked['desk'], matter: Asked['matter'], asked: Extension, line: string) {
  const asker = asked.askedBy === null ? undefined : desk.registry.staff(asked.askedBy)
  return remindStaff(desk, matter, asker ? [asker] : [], {
    lines: [line],
    key: `extension-answer:${asked.id}`,
    priority: priorities.answer,
  })
}
