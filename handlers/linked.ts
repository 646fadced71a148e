import { linksOf } from '../db/links.ts'
import { matterById } from '../db/matters.ts'
import type { Matter } from '../matters/matter.ts'
import type { Staff } from '../matters/roles.ts'
import { maySee } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { linkLine } from './replies/merge.ts'
import { show } from './show.ts'

/** The matters tied to one, a line each; of those this colleague may not see nothing at all, not even that they are. */
export async function linkLines(desk: Desk, staff: Staff, matter: Matter): Promise<string[]> {
  const lines: string[] = []
  for (const { how, matter: other } of await linksOf(desk.db, matter.id)) {
    const seen = await show(desk, { as: 'staff', staff }, other)
    if (seen) lines.push(linkLine(how, seen, other.place))
  }
  return lines
}

/** A timeline without what points to a matter that this colleague may not see; elsewhere with its number. */
export async function withoutHidden<E extends { values: Record<string, unknown> | null }>(
  desk: Desk,
  staff: Staff,
  events: E[],
): Promise<E[]> {
  const shown: E[] = []
  for (const event of events) {
    const other = event.values?.with
    if (typeof other !== 'number') shown.push(event)
    else {
      const tied = await matterById(desk.db, other)
      if (tied && maySee(staff, tied, desk.registry.areas))
        shown.push({ ...event, values: { ...event.values, note: numbered(tied.number, event.values?.note) } })
    }
  }
  return shown
}

function numbered(number: string, note: unknown): string {
  return typeof note === 'string' && note !== '' ? `${number} ${note}` : number
}
