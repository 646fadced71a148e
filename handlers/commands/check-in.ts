import { fillSlot, type Whistle, whistlesOf } from '../../db/whistles.ts'
import { priorities } from '../../matters/message.ts'
import type { DepartmentId } from '../../matters/taxonomy.ts'
import { mayDo } from '../../matters/view.ts'
import { answering, answersFor, colleaguesOf, namesOf, tellStaff } from '../departments.ts'
import { moved } from '../move.ts'
import { plain } from '../replies/refusals.ts'
import { checkedInCard } from '../replies/whistle.ts'
import { choice, departments, text } from './argument-kinds.ts'
import { type Argument, optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'

/** Only with an @: in what a liaison writes, 物业 or 消防 is a word like any other. */
const marked: Argument<DepartmentId[]> = {
  ...departments,
  label: '@部门',
  take(words, taking) {
    const at = words.filter((word) => /^[@＠]/u.test(word))
    const taken = at.length > 0 ? departments.take(at, taking) : null
    if (!taken || 'problem' in taken) return taken
    return { value: taken.value, rest: words.filter((word) => !at.includes(word)) }
  },
}

const args = {
  how: optional(
    choice('到场/电话/说明', { 到场: '到场', 已到场: '到场', 到了: '到场', 电话: '电话', 说明: '说明' }),
  ),
  on: optional(marked),
  note: optional(text('话', '十分钟后到')),
}

export const checkIn = matterVerb({
  name: '报到',
  aliases: ['here'],
  help: '部门应哨报到;没接入的部门由吹哨人代记',
  where: 'work',
  rights: ['checkIn', 'whistle'],
  states: ['new', 'studied', 'assigned', 'handling', 'resolved'],
  arguments: args,
  async run(given) {
    const { desk, now, matter, staff, values, reply, refuse } = given
    const slots = await whistlesOf(desk.db, matter.id)
    const mine = slots.filter((slot) => isFor(given, slot))
    const open = mine.find((slot) => slot.state === 'waiting')
    if (!open) return refuse(whyNot(given, slots, mine))
    const { how = '到场', note = null } = values
    const late = now > open.dueAt
    const name = answering(desk, open.department, matter.areaId).name
    const { fresh, changes } = moved(desk, matter, staff, {
      notes: [
        {
          kind: 'checked_in',
          values: {
            note: [name, how, late ? '迟到' : '', note ?? ''].filter(Boolean).join(' '),
            department: open.department,
            how,
            late,
          },
        },
      ],
    })
    const told = colleaguesOf(desk, [open.byId, matter.leadId]).filter(
      (one) => one.personId !== staff.personId,
    )
    const line = `${name}已报到:${how}${late ? '(迟到)' : ''}${note ? `。${note}` : ''}`
    return {
      changes: [...changes, fillSlot(open, { how, note, hereBy: staff.personId, hereAt: now })],
      posts: [
        reply(plain(`${matter.number}:${name}已报到(${how})${late ? ',已过时限' : ''}。`)),
        ...(await tellStaff(desk, fresh, told, (seen) => checkedInCard(seen, line), {
          key: `checked-in:${open.id}`,
          about: 'matter',
          priority: priorities.answer,
        })),
      ],
    }
  },
})

/** One's own department's slot; whoever may whistle also that of a department they name which is not connected. */
function isFor({ desk, matter, staff, values }: Given<typeof args>, slot: Whistle): boolean {
  const named = values.on?.includes(slot.department)
  if (answersFor(desk, staff, slot.department, matter.areaId)) return named !== false
  return (
    named === true &&
    mayDo(staff, 'whistle', matter, desk.registry.areas) &&
    answering(desk, slot.department, matter.areaId).people.length === 0
  )
}

function whyNot({ desk, matter }: Given<typeof args>, slots: Whistle[], mine: Whistle[]): string {
  const here = mine.findLast((slot) => slot.state === 'here')
  if (here) {
    const who = here.hereBy === null ? '' : `,由${desk.registry.staff(here.hereBy)?.name ?? '同事'}报到`
    return `${answering(desk, here.department, matter.areaId).name}已经报到过了${who}。`
  }
  const waiting = slots.filter((slot) => slot.state === 'waiting').map((slot) => slot.department)
  return waiting.length > 0
    ? `这里没有您要报的到。还在等:${namesOf(desk, waiting, matter.areaId)}。`
    : `${matter.number} 没有在等的报到。`
}
