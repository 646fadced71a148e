import { openMatters } from '../../db/matters.ts'
import { type Meeting, meetingBefore } from '../../db/meetings.ts'
import type { Matter } from '../../matters/matter.ts'
import { may, type Staff } from '../../matters/roles.ts'
import type { MatterView, Viewer } from '../../matters/view.ts'
import type { Desk } from '../desk.ts'
import { showInList } from '../show.ts'
import { sections } from './pack-sections.ts'
import { areasOfMeeting } from './people.ts'

const weekMs = 7 * 24 * 3_600_000

/** What the sections of a pack are built from. */
export interface Scope {
  desk: Desk
  meeting: Meeting
  areaIds: string[]
  /** From the start of the meeting before, at least a week. */
  since: Date
  now: Date
  viewer: Viewer
  /** Every open matter of the areas. */
  open: Matter[]
  /** As this viewer may see it in a list; null: not even that it is there. */
  shown(matter: Matter): Promise<MatterView | null>
}

export interface Section {
  title: string
  lines: string[]
  /** Figures that stand in the headline; absent where there are none. */
  figures?: string | undefined
}

/** The pack of a meeting for one viewer, from what stands in the database now: topics, and the ten sections of D3. */
export async function packOf(desk: Desk, meeting: Meeting, viewer: Viewer): Promise<Section[]> {
  const now = desk.clock.now()
  const before = await meetingBefore(desk.db, meeting)
  const weekAgo = new Date(now.getTime() - weekMs)
  const areaIds = areasOfMeeting(desk, meeting)
  const scope: Scope = {
    ...{ desk, meeting, areaIds, now, viewer },
    since: before && before.startsAt < weekAgo ? before.startsAt : weekAgo,
    open: await openMatters(desk.db, areaIds, { limit: 1000 }),
    shown: (matter) => showInList(desk, viewer, matter),
  }
  return await Promise.all(
    sections.map(async ({ title, lines, figures }) => {
      const [found, told] = await Promise.all([lines(scope), figures?.(scope)])
      return { title, lines: found, figures: told ?? undefined }
    }),
  )
}

/**
 * As whom a colleague sees a pack: themselves, where they may know of matters there; those who see figures only (the
 * commissioner) see what the work group sees.
 */
export function packViewer(desk: Desk, staff: Staff, meeting: Meeting): Viewer {
  const { areas } = desk.registry
  const sees = areasOfMeeting(desk, meeting).some((areaId) => may(staff, 'see', areaId, areas))
  return sees ? { as: 'staff', staff } : { as: 'group', type: 'grid_work' }
}
