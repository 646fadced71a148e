import { timeline } from '../db/events.ts'
import { cancelFollowUps } from '../db/follow-ups.ts'
import type { Identity } from '../db/seal.ts'
import type { Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Staff } from '../matters/roles.ts'
import { mayDo } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { whoGetsItBack } from './give-back.ts'
import { moved } from './move.ts'
import { newsToReporters } from './news.ts'
import { reopenedForLead, reopenedNews } from './replies/reopen.ts'
import { tellIfRed, tellLead } from './tell-staff.ts'

/**
 * Opens a matter again: to who led it, with new time, without the visits still owed. What was found untrue is studied anew.
 * The rules raise it: once opened again is Y2, twice is R4. `asked` is the reporter who wished it, and hears it at once.
 */
export async function reopenMatter(
  desk: Desk,
  matter: Matter,
  by: Staff | null,
  why: { note: string; asked?: Identity },
): Promise<{ fresh: Matter; write: Write }> {
  const again = matter.state === 'unfounded'
  const lead = again ? null : await leadAgain(desk, matter, by)
  const { fresh, changes } = moved(desk, matter, by, {
    steps: [{ to: again ? 'new' : 'handling', kind: 'reopened', values: { note: why.note } }],
    set: {
      leadId: lead,
      reopened: matter.reopened + 1,
      outcome: null,
      closedAt: null,
      retentionUntil: null,
    },
  })
  const news = await newsToReporters(desk, fresh, reopenedNews, `reopened:${fresh.version}`)
  return {
    fresh,
    write: {
      changes: [...changes, cancelFollowUps(matter.id)],
      posts: [
        ...(await tellLead(desk, fresh, by, { occasion: 'reopened', lines: [reopenedForLead(why.note)] })),
        ...(await tellIfRed(desk, matter, fresh, by)),
        ...news.filter((post) => post.chat.id !== why.asked?.externalId),
      ],
    },
  }
}

/** Who led it, as long as they work here; else whoever opens it again and may lead it; else who may assign it. */
async function leadAgain(desk: Desk, matter: Matter, by: Staff | null): Promise<number | null> {
  if (matter.leadId !== null && desk.registry.staff(matter.leadId)) return matter.leadId
  if (by && mayDo(by, 'take', matter, desk.registry.areas)) return by.personId
  const events = await timeline(desk.db, matter.id)
  return whoGetsItBack(desk, matter, by, events)?.personId ?? matter.leadId
}
