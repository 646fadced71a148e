import type { QuarterReport } from '../../db/quarter-reports.ts'
import type { Group } from '../../db/registry.ts'
import { quarterWords } from '../../matters/quarters.ts'
import type { Desk } from '../desk.ts'
import { figuresOf } from './figures.ts'
import { pictureOf } from './picture.ts'

/** Figures and picture of a report, and who tells them. */
export async function toldOf(desk: Desk, report: QuarterReport) {
  const station = stationOf(desk, report)
  const figures = await figuresOf(desk, report)
  return { station, figures, picture: await pictureOf(figures, `${station} ${quarterWords(report.quarter)}`) }
}

export function stationOf(desk: Desk, { areaId }: Pick<QuarterReport, 'areaId'>): string {
  return desk.registry.areas.get(areaId)?.name ?? ''
}

/** Residents' groups of the area, where the bot is announced. */
export function residentGroups(desk: Desk, { areaId }: Pick<QuarterReport, 'areaId'>): Group[] {
  const { areas } = desk.registry
  return desk.registry
    .groups()
    .filter(
      (group) =>
        group.type === 'resident' &&
        group.announcedAt !== null &&
        group.leftAt === null &&
        group.gridIds.some((id) => areas.within(id, areaId)),
    )
}
