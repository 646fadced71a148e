import type { PlaceReading } from './reading.ts'

export type PlacePrecision = 'community' | 'building' | 'room'
type Where = Pick<PlaceReading, 'community' | 'phase' | 'building' | 'unit' | 'floor' | 'room' | 'poi'>

/**
 * Whether two reports speak of one place. 'different' where something both name is not the same; 'same' where
 * they share at least a building or a spot; 'compatible' where nothing contradicts but too little is known.
 */
export function samePlace(
  a: PlaceReading | null,
  b: PlaceReading | null,
): 'same' | 'compatible' | 'different' {
  if (!a || !b) return 'compatible'
  if (a.precision === 'online' || b.precision === 'online')
    return a.precision === b.precision ? 'compatible' : 'different'
  if (a.community && b.community && !sameName(a.community, b.community)) return 'different'
  if (clash(a.phase, b.phase) || clash(a.building, b.building) || clash(a.unit, b.unit)) return 'different'
  // A lift or stairway is of its building: two reports that name none may mean two lifts.
  const spots = a.poi && b.poi ? sameName(a.poi, b.poi) : null
  if (a.building && b.building) return 'same'
  if (spots === false) return 'different'
  return spots ? 'same' : 'compatible'
}

/** A place in words: 安和花园三期5号楼2单元. The group sees at most the building, with the spot named there. */
export function placeWords(place: PlaceReading | null, options: { precision: PlacePrecision }): string {
  if (!place) return '地点待补'
  if (place.precision === 'online') return '线上'
  const community = place.community ?? ''
  const phase = place.phase && !community.includes(place.phase) ? place.phase : ''
  if (options.precision === 'community') return `${community}${phase}` || '地点待补'
  const words = `${community}${phase}${buildingWords(place.building)}`
  if (options.precision === 'building') return withSpot(words, place) || '地点待补'
  const inside = [numbered(place.unit, '单元'), place.room ?? floorWords(place.floor)].join('')
  return withSpot(words + inside, place) || '地点待补'
}

function buildingWords(building: string | null): string {
  if (!building) return ''
  return /^[A-Z]$/.test(building) ? `${building}座` : numbered(building, '号楼')
}

/** A spot that repeats the building (4栋车棚) or the unit (2单元楼道) loses it; one that tells a floor or door stays out. */
function withSpot(words: string, place: Where): string {
  if (!place.poi || /\d{3,}/.test(place.poi)) return words
  const spot = place.poi.replace(
    /^(?:(?:[A-Za-z]?\d+|[一二三四五六七八九十]+)(?:栋|号楼|幢|座|单元)|号楼|单元)+/,
    '',
  )
  if (place.community && spot.startsWith(place.community)) return words + spot.slice(place.community.length)
  return words + spot
}

function numbered(value: string | null, word: string): string {
  if (!value) return ''
  return /^[A-Z]?\d+$/i.test(value) || /^[A-Z甲乙丙丁]$/.test(value) ? `${value}${word}` : value
}

function floorWords(floor: string | null): string {
  if (!floor) return ''
  return floor.startsWith('-') ? `地下${floor.slice(1)}层` : `${floor}楼`
}

function clash(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toUpperCase() !== b.toUpperCase()
}

/** 小广场 and 小区小广场, 安和花园 and 安和花园三期 are one name: the shorter stands in the longer. */
function sameName(a: string, b: string): boolean {
  const [one, other] = [bare(a), bare(b)]
  return one.includes(other) || other.includes(one)
}

function bare(name: string): string {
  return name.replace(/[“”"「」『』《》\s的那个]/g, '').replace(/小区$|门口$|旁边$/, '')
}
