import type { Store } from '../../../db/client.ts'
import { timeline } from '../../../db/events.ts'
import { followUpsOf } from '../../../db/follow-ups.ts'
import { onNotice } from '../../../db/listen.ts'
import { recentMatters } from '../../../db/matters.ts'
import { mattersReportedBy } from '../../../db/reporters.ts'
import type { Identity } from '../../../db/seal.ts'
import { visitStates } from '../../../handlers/commands/see.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { withoutHidden } from '../../../handlers/linked.ts'
import { happeningWords } from '../../../handlers/replies/timeline.ts'
import { show } from '../../../handlers/show.ts'
import type { Matter } from '../../../matters/matter.ts'
import type { Viewer } from '../../../matters/view.ts'
import type { Glimpse, MatterGlimpse } from './types.ts'

/**
 * What the page's 事项 panel shows one person: exactly what `view` lets them see, nothing of the sandbox's own.
 * `identify` says who somebody of the page is on the platform that is watched.
 */
export async function createGlimpse(
  store: Store,
  desk: Desk,
  identify: (personId: string) => Identity = (externalId) => ({ platform: 'sandbox', externalId }),
): Promise<Glimpse> {
  const listeners = new Set<() => void>()
  await onNotice(store.sql, 'outbox', () => {
    for (const listener of [...listeners]) listener()
  })
  return {
    async matters(personId) {
      const identity = identify(personId)
      const staff = desk.registry.staffOf(identity)
      const own = await mattersReportedBy(store.db, desk.seal, identity)
      const seenByStaff = staff ? await recentMatters(store.db, 200) : []
      const glimpses: MatterGlimpse[] = []
      for (const matter of own) await add(glimpses, desk, { as: 'reporter' }, matter)
      for (const matter of seenByStaff) {
        if (staff && !own.some((one) => one.ownId === matter.id))
          await add(glimpses, desk, { as: 'staff', staff }, matter)
      }
      return glimpses
    },
    changed(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

async function add(glimpses: MatterGlimpse[], desk: Desk, viewer: Viewer, matter: Matter): Promise<void> {
  const seen = await show(desk, viewer, matter)
  if (!seen) return
  const all = (await timeline(desk.db, matter.id)).filter(
    (event) => !['read', 'refused'].includes(event.kind),
  )
  // Ties to other matters are shown where the viewer may see those; its reporter learns of them by its state.
  const events =
    viewer.as === 'staff'
      ? await withoutHidden(desk, viewer.staff, all)
      : all.filter((event) => event.values?.with === undefined)
  const visits = await followUpsOf(desk.db, [matter.id])
  const named = viewer.as === 'staff'
  glimpses.push({
    number: seen.number,
    title: seen.title,
    colour: seen.colour,
    state: seen.state,
    urgency: seen.urgency,
    place: seen.place,
    summary: seen.summary,
    lead: `${seen.lead}(${seen.department})`,
    dueAt: seen.dueAt?.toISOString() ?? null,
    timeline: events.map((event) => ({
      at: event.at.toISOString(),
      text: happeningWords(event, { notes: seen.notes, time: false }),
      by: (named && event.actorId !== null && desk.registry.staff(event.actorId)?.name) || '',
    })),
    followUps: visits.map((visit) => ({
      dueAt: visit.dueAt.toISOString(),
      state: visitStates[visit.state] ?? visit.state,
    })),
  })
}
