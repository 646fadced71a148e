import type { Place } from '../../../db/registry.ts'
import type { Area } from '../../../matters/areas.ts'

/** The demonstration community: invented names and places only. */
export const areas: Area[] = [
  { id: 'street', kind: 'street', name: '临湖街道', parentId: null, code: null },
  { id: 'station', kind: 'station', name: '临湖派出所', parentId: 'street', code: 'LH' },
  { id: 'anhe', kind: 'community', name: '安和社区', parentId: 'station', code: 'AH' },
  { id: 'liuan', kind: 'community', name: '柳岸社区', parentId: 'station', code: 'LA' },
  { id: 'anhe-1', kind: 'grid', name: '安和第一网格', parentId: 'anhe', code: null },
  { id: 'anhe-2', kind: 'grid', name: '安和第二网格', parentId: 'anhe', code: null },
  { id: 'anhe-3', kind: 'grid', name: '安和第三网格', parentId: 'anhe', code: null },
  { id: 'liuan-1', kind: 'grid', name: '柳岸第一网格', parentId: 'liuan', code: null },
  { id: 'liuan-2', kind: 'grid', name: '柳岸第二网格', parentId: 'liuan', code: null },
  { id: 'liuan-3', kind: 'grid', name: '柳岸第三网格', parentId: 'liuan', code: null },
]

function buildings(
  areaId: string,
  community: string,
  numbers: number[],
  units: number,
  floors: number,
): Place[] {
  const unitNames = Array.from({ length: units }, (_, index) => String(index + 1))
  return numbers.map((number) => ({
    areaId,
    kind: 'building',
    name: `${community}${number}号楼`,
    community,
    building: String(number),
    units: unitNames,
    floors,
  }))
}

function spot(areaId: string, community: string, name: string): Place {
  return { areaId, kind: 'poi', name, community, building: null, units: [], floors: null }
}

export const places: Place[] = [
  ...buildings('anhe-1', '安和花园一期', [1, 2, 3, 4], 3, 6),
  ...buildings('anhe-2', '安和花园三期', [1, 2, 3, 4, 5], 2, 18),
  ...buildings('anhe-3', '安和花园三期', [6, 7, 8, 9], 2, 18),
  ...buildings('liuan-1', '柳岸里', [1, 2, 3, 4], 4, 6),
  ...buildings('liuan-2', '柳岸里', [5, 6, 7, 8, 9], 4, 6),
  spot('anhe-2', '安和花园三期', '小广场'),
  spot('anhe-3', '安和花园三期', '北门'),
  spot('liuan-2', '柳岸里', '西门'),
  spot('liuan-3', '南门市场', '南门市场'),
]
