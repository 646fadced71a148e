import { putOff, resolveClock } from '../../db/clocks.ts'
import { askedTime, askForTime, decideTime, type Extension } from '../../db/extensions.ts'
import type { Write } from '../../db/write.ts'
import { extended } from '../../matters/clocks.ts'
import { priorities } from '../../matters/message.ts'
import { mayDo } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import { moved } from '../move.ts'
import { newsToReporters } from '../news.ts'
import { extensionLines } from '../replies/clocks.ts'
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
  if (!mayDo(staff, 'askExtension', matter, areas))
    return refuse(`${number} 的延期由牵头人申请。有申请时回:/延期 ${number} 同意,或 不同意 加理由。`)
  const most = matter.colour ? desk.registry.clockTable(matter.areaId).extension[matter.colour] : 0
  if (most === 0) return refuse(`${number} 这类事项没有延期。办不下来可转办,或请所长督办。`)
  if (!values.days || !values.reason)
    return refuse(`请写天数和理由,例如:/延期 ${number} ${Math.min(3, most)}天 对方出差,下周回来`)
  if (values.days > most) return refuse(`${number} 最多延 ${most} 天,收到的是 ${values.days} 天。`)
  const clock = await resolveClock(desk.db, matter.id)
  if (!clock) return refuse(`${number} 没有正在走的办理期限。`)
  if (clock.extended) return refuse(`${number} 已经延过一次,不能再延。期限 ${dayWords(clock.dueAt)}。`)
  if (await askedTime(desk.db, matter.id)) return refuse(`${number} 的延期已经报上去,正等所长答复。`)

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
    lines: extensionLines({ by: staff.name, days: values.days, reason: values.reason, dueAt: until }),
    key: `extension:${matter.id}:${matter.version}`,
    priority: priorities.answer,
    actions: [
      { label: '同意', command: `/延期 ${number} 同意` },
      { label: '不同意', command: `/延期 ${number} 不同意 请按原定期限办` },
    ],
  })
  const sent =
    cards.length > 0 ? '已报所长,有答复就告诉您。' : '已记下,但所长还没有绑定账号,请当面或打电话报所长。'
  return {
    changes: [...changes, askForTime({ ...asked, askedAt: now })],
    posts: [reply(plain(`${number} 申请延期 ${values.days} 天(到 ${dayWords(until)})。`, sent)), ...cards],
  }
}

async function decide(given: Asked, decision: 'grant' | 'refuse'): Promise<Write> {
  const { desk, matter, staff, values, refuse } = given
  const { number } = matter
  if (!mayDo(staff, 'grantExtension', matter, desk.registry.areas))
    return refuse(`${number} 的延期由所长决定。`)
  const asked = await askedTime(desk.db, matter.id)
  if (!asked) return refuse(`${number} 没有等答复的延期申请。`)
  if (asked.askedBy === staff.personId) return refuse(`${number} 的延期是您自己申请的,要由另一位决定。`)
  if (decision === 'grant') return await grant(given, asked)
  if (!values.reason) return refuse(`请写一句理由,例如:/延期 ${number} 不同意 请先约双方见面`)
  return await turnDown(given, asked, values.reason)
}

async function grant({ desk, now, matter, staff, reply, refuse }: Asked, asked: Extension): Promise<Write> {
  const clock = await resolveClock(desk.db, matter.id)
  if (!clock || clock.extended) return refuse(`${matter.number} 已经延过一次,不能再延。`)
  const longer = extended(clock, matter, asked.days, now)
  const { fresh, changes } = moved(desk, matter, staff, {
    set: { dueAt: longer.dueAt },
    notes: [{ kind: 'extension_granted', values: { note: `${asked.days}天`, days: asked.days } }],
  })
  const until = dayWords(longer.dueAt)
  return {
    changes: [
      ...changes,
      decideTime(asked.id, { granted: true, decidedBy: staff.personId, decidedAt: now }),
      putOff(clock, longer),
    ],
    posts: [
      reply(plain(`${matter.number} 已同意延期 ${asked.days} 天,到 ${until}。`)),
      ...(await toAsker(desk, fresh, asked, `${staff.name} 同意延期,期限改到 ${until}。只能延这一次。`)),
      ...(await newsToReporters(
        desk,
        fresh,
        `还需要一些时间,答复期限改到 ${until}。`,
        `extended:${matter.version}`,
      )),
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
      reply(plain(`${matter.number} 没有延期,已告诉申请人。`)),
      ...(await toAsker(desk, fresh, asked, `${staff.name} 没有同意延期:${reason}`)),
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
