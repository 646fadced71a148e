import { timeline } from '../../db/events.ts'
import { sealedBehind } from '../../db/reporters.ts'
import { grantedTo } from '../../db/unseals.ts'
import type { Write } from '../../db/write.ts'
import { type Desk, whisper } from '../desk.ts'
import { giverLabels } from '../givers.ts'
import { moved } from '../move.ts'
import { nothingSealed, unsealedCard, unsealHours } from '../replies/unseal.ts'
import type { Arguments } from './arguments.ts'
import type { Given } from './matter-verb.ts'

/**
 * Shows the asker whom a granted unsealing is about: once, within its hours. The look itself changes the matter's version, so
 * that of two clicks the later finds it looked at.
 */
export async function look({
  call,
  desk,
  now,
  matter,
  staff,
  refuse,
}: Pick<Given<Arguments>, 'call' | 'desk' | 'now' | 'matter' | 'staff' | 'refuse'>): Promise<Write> {
  const granted = await grantedTo(desk.db, matter.id, staff.personId)
  if (!granted?.decidedAt) return refuse(`${matter.number} 没有批给您的启封。`)
  if (now.getTime() - granted.decidedAt.getTime() > unsealHours * 3_600_000)
    return refuse(`批准已过${unsealHours}小时,作废了。确有需要请重新申请。`)
  if (await lookedAt(desk, matter.id, granted.id))
    return refuse('已经看过一次,不再显示。确有需要请重新申请。')
  const behind = await sealedBehind(desk.db, desk.seal, matter.id)
  const labels = giverLabels(
    desk.seal,
    matter.id,
    behind.map(({ id }) => id),
  )
  const people = behind.flatMap(({ person }, index) =>
    person ? [{ label: labels[index] ?? '', ...person }] : [],
  )
  if (people.length === 0) return refuse(nothingSealed(matter.number))
  const { changes } = moved(desk, matter, staff, {
    notes: [{ kind: 'unsealed', values: { of: granted.id } }],
  })
  return { changes, posts: [whisper(call.message, unsealedCard(matter.number, people))] }
}

async function lookedAt(desk: Desk, matterId: number, unsealId: number): Promise<boolean> {
  const events = await timeline(desk.db, matterId)
  return events.some(({ kind, values }) => kind === 'unsealed' && values?.of === unsealId)
}
