import type { PlaceReading, Reading } from './reading.ts'
import { summarise } from './summary.ts'

/**
 * A tip as it may be kept: where the place comes from the giver's nickname, unit and door are the giver's own and go
 * (rule K-3), as do the words 我家, 我们 before a spot. An emergency keeps them, and so does who was robbed or cheated:
 * they are the place.
 */
export function withoutTellersHome(reading: Reading): Reading {
  const { kind, urgency, parties, place } = reading
  if (kind !== 'tip' || urgency === 'emergency' || !place) return reading
  if (parties.some(({ self, role }) => self && role === 'victim')) return reading
  const kept = { ...withoutDoor(place), poi: place.poi?.replace(own, '') ?? null }
  return { ...reading, place: kept, summary: summarise({ ...reading, place: kept }) }
}

function withoutDoor(place: PlaceReading): PlaceReading {
  if (place.certainty !== 'inferred' || place.precision === 'online' || place.precision === 'poi')
    return place
  const precision = place.building ? 'building' : 'community'
  return { ...place, unit: null, floor: null, room: null, precision }
}

const own = /^(?:我|咱|俺)们?(?:家|屋|这|那)?的?(?:对门|隔壁|楼上|楼下|对面|门口)?的?(?=.)/
