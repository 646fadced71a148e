import { confirmSlots, openSlots, type Whistle, whistlesOf } from '../../db/whistles.ts'
import { checkInBy } from '../../matters/joint-time.ts'
import { priorities } from '../../matters/message.ts'
import { holds } from '../../matters/roles.ts'
import { ownRoles } from '../../matters/routes.ts'
import type { DepartmentId } from '../../matters/taxonomy.ts'
import { mayDo } from '../../matters/view.ts'
import { dayWords } from '../../matters/working-time.ts'
import { answering, colleaguesOf, namesOf, tellStaff } from '../departments.ts'
import { whisper } from '../desk.ts'
import { moved } from '../move.ts'
import { plain } from '../replies/refusals.ts'
import { askedCard, byTelephone, checkedInCard, whistleCard } from '../replies/whistle.ts'
import { departments } from './argument-kinds.ts'
import { span } from './argument-span.ts'
import { optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'

const args = { departments, within: optional(span('限时')) }

export const whistle = matterVerb({
  name: '吹哨',
  aliases: ['whistle', 'ws'],
  help: '请部门限时报到(网格员吹哨要民警点头)',
  where: 'work',
  rights: ['whistle', 'askWhistle'],
  states: ['new', 'studied', 'assigned', 'handling'],
  arguments: args,
  async run(given) {
    const { desk, matter, staff, values, refuse } = given
    const own = values.departments.filter((one) => one in ownRoles)
    if (own.length > 0)
      return refuse(`${namesOf(desk, own, matter.areaId)}是自己人,不用吹哨:/交办 ${matter.number} @人。`)
    const lost = values.departments.filter((one) => {
      const { entry, people } = answering(desk, one, matter.areaId)
      return !entry && people.length === 0
    })
    if (lost.length > 0)
      return refuse(`${namesOf(desk, lost, matter.areaId)}在这一片没有联系人,请管理员先登记。`)
    const atOnce = mayDo(staff, 'whistle', matter, desk.registry.areas)
    return atOnce ? await blow(given) : await ask(given)
  },
})

/** An officer's whistle, or an officer's word on one that was asked for. */
async function blow(given: Given<typeof args>) {
  const { call, desk, now, matter, staff, values, reply, refuse } = given
  const open = (await whistlesOf(desk.db, matter.id)).filter(isOpenSlot)
  const waiting = open.filter((slot) => slot.state === 'waiting').map((slot) => slot.department)
  const asked = open.filter((slot) => slot.state === 'asked' && values.departments.includes(slot.department))
  const wanted = values.departments.filter((one) => !waiting.includes(one))
  if (wanted.length === 0)
    return refuse(`已经吹过哨,在等报到:${namesOf(desk, values.departments, matter.areaId)}。`)
  const dueAt = checkInBy(matter, now, values.within)
  const fresh = wanted.filter((one) => !asked.some((slot) => slot.department === one))
  const { fresh: after, changes } = moved(desk, matter, staff, {
    set: { called: [...new Set([...matter.called, ...wanted])] },
    notes: [
      {
        kind: 'whistled',
        values: {
          note: namesOf(desk, wanted, matter.areaId),
          departments: wanted,
          dueAt: dueAt.toISOString(),
        },
      },
    ],
  })
  const called = wanted.map((one) => answering(desk, one, matter.areaId))
  const key = `whistle:${matter.id}:${matter.version}`
  const cards = []
  for (const { department, name, people } of called)
    cards.push(
      ...(await tellStaff(desk, after, people, (seen) => whistleCard(seen, name, dueAt), {
        key: `${key}:${department}`,
        about: 'matter',
        priority: after.urgency === 'emergency' ? priorities.emergency : priorities.answer,
      })),
    )
  const phones = called.flatMap(({ name, entry, people }) =>
    people.length === 0 ? [{ name, phone: entry?.phone ?? null }] : [],
  )
  const names = called.map((one) => one.name).join('、')
  const others = colleaguesOf(desk, [matter.leadId, ...asked.map((slot) => slot.byId)]).filter(
    (one) => one.personId !== staff.personId,
  )
  return {
    changes: [
      ...changes,
      confirmSlots(asked, now, dueAt),
      openSlots(matter.id, fresh, { byId: staff.personId, at: now, dueAt, state: 'waiting' }),
    ],
    posts: [
      reply(plain(`${matter.number} 已吹哨:${names}。请在${dayWords(dueAt)}前报到。`)),
      ...(phones.length > 0
        ? [whisper(call.message, plain(...byTelephone(phones, matter.number)), 'answer', 1)]
        : []),
      ...cards,
      ...(await tellStaff(
        desk,
        after,
        others,
        (seen) => checkedInCard(seen, `已吹哨:${names},限${dayWords(dueAt)}前报到。`),
        { key: `${key}:told`, about: 'matter', priority: priorities.answer },
      )),
    ],
  }
}

/** A grid worker's wish: it waits for an officer. */
async function ask(given: Given<typeof args>) {
  const { desk, now, matter, staff, values, reply, refuse } = given
  const { areas } = desk.registry
  const open = (await whistlesOf(desk.db, matter.id)).filter(isOpenSlot)
  const wanted = values.departments.filter((one) => !open.some((slot) => slot.department === one))
  if (wanted.length === 0)
    return refuse(`已经请求过或吹过哨:${namesOf(desk, values.departments, matter.areaId)}。`)
  const may = desk.registry.colleagues().filter((one) => mayDo(one, 'whistle', matter, areas))
  const officers = may.filter((one) => holds(one, 'officer'))
  const names = namesOf(desk, wanted, matter.areaId)
  const limit = values.within ? ` 限${values.within}分钟` : ''
  const command = `/吹哨 ${matter.number} ${wanted.map((one) => wordOf(desk, one, matter.areaId)).join(' ')}${limit}`
  const { fresh, changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'whistle_asked', values: { note: names, departments: wanted } }],
  })
  return {
    changes: [
      ...changes,
      openSlots(matter.id, wanted, {
        byId: staff.personId,
        at: now,
        dueAt: checkInBy(matter, now, values.within),
        state: 'asked',
      }),
    ],
    posts: [
      reply(plain(`已请民警吹哨:${names}。民警点头后部门才会收到。`)),
      ...(await tellStaff(
        desk,
        fresh,
        officers.length > 0 ? officers : may,
        (seen) => askedCard(seen, staff.name, names, command),
        {
          key: `whistle-asked:${matter.id}:${matter.version}`,
          about: 'matter',
          priority: priorities.answer,
        },
      )),
    ],
  }
}

const isOpenSlot = ({ state }: Whistle) => state === 'asked' || state === 'waiting'

/** As the command understands it again: the name in the directory. */
function wordOf(desk: Parameters<typeof answering>[0], department: DepartmentId, areaId: string): string {
  return `@${answering(desk, department, areaId).name}`
}
