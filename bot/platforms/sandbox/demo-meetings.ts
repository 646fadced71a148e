import type { PlannedSeries } from '../../../db/plant.ts'

/** When the demonstration community meets: each community on Wednesday, the street on Friday, residents at the quarter's end. */
export const meetings: PlannedSeries[] = [
  { areaId: 'anhe', kind: 'fusion', weekday: 3, time: '09:30', place: '安和社区警务室' },
  { areaId: 'liuan', kind: 'fusion', weekday: 3, time: '14:30', place: '柳岸社区警务室' },
  { areaId: 'street', kind: 'joint', weekday: 5, time: '15:00', place: '街道综治中心' },
  { areaId: 'station', kind: 'quarter', weekday: null, time: '10:00', place: '安和社区小广场' },
]
