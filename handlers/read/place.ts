import type { PlaceReading } from '../../matters/reading.ts'
import { communityIn, communityName, sameCommunity } from './place-community.ts'
import { floorOf } from './place-doors.ts'
import { groupParts, nearest, type Said } from './place-group.ts'
import { chatHome, type Home, nickHome, oneOfSeveral } from './place-home.ts'
import { findSpot, type Name, type Spot } from './place-name.ts'
import { findParts } from './place-parts.ts'
import type { Level } from './place-shapes.ts'
import { inWords } from './place-words.ts'

export interface PlaceOptions {
  nick?: string
  chatName?: string
}

const longestSpan = 40
const online =
  /刷单|做单|垫单|联单|网上|线上|网贷|网店|网友|裸聊|直播间|小程序|公众号|虚拟币|(?<![A-Za-z])(?:APP|app|App)(?![A-Za-z])/

/**
 * Where a text says it is; the nickname's home, then the group's name fill in what the text leaves out.
 * Null where nothing is said anywhere. A home never lends its unit or door to another building.
 */
export function readPlace(text: string, options: PlaceOptions = {}): PlaceReading | null {
  let best: PlaceReading | null = null
  for (const place of readPlaces(text, options)) if (!best || detail(place) > detail(best)) best = place
  return inWords(text, best)
}

/** Every place a text names, one for each building; at least what nickname and group say. */
export function readPlaces(text: string, options: PlaceOptions = {}): PlaceReading[] {
  const chat = oneOfSeveral(chatHome(options.chatName), text, options.nick)
  const around = {
    community: communityIn(text, chat),
    nick: nickHome(options.nick),
    chat,
    downstairs: text.includes('楼下'),
  }
  const spot = besides(findSpot(text), around.community)
  const groups = groupParts(text, findParts(text))
  if (groups.length === 0) {
    const net = online.exec(text)
    if (net && !spot && !around.community) return [onlinePlace(net[0])]
    return toPlace(text, {}, { ...around, spot }) ?? []
  }
  const holder = spot ? nearest(groups, spot) : undefined
  return distinct(
    groups.flatMap((said) => toPlace(text, said, { ...around, spot: said === holder ? spot : null }) ?? []),
  )
}

/** 桥头 in 桥头村 is no spot. */
function besides(spot: Spot | null, community: Name | null): Spot | null {
  return spot && community && spot.start >= community.start && spot.end <= community.end ? null : spot
}

interface Around {
  community: Name | null
  spot: Spot | null
  nick: Home
  chat: Home
  /** 楼下的大排档: a spot out of doors, yet of the speaker's building. */
  downstairs: boolean
}

function toPlace(text: string, said: Said, around: Around): [PlaceReading] | null {
  const { community, spot, nick, chat } = around
  const own = ownParts(said, nick, chat)
  const value = (level: Level) => own[level]?.value ?? null
  const elsewhere = community !== null && !sameCommunity(community.text, chat.community)
  const outside = spot !== null && !spot.indoors && !around.downstairs
  const home = elsewhere || outside ? {} : nick.parts
  const group = elsewhere || outside ? {} : chat.parts
  const atHome = value('building') === null
  const onlyHome = atHome && !own.unit && !own.floor && !own.room && !spot
  const room = value('room') ?? (onlyHome ? (home.room?.value ?? null) : null)
  const place = {
    community: communityName(community, spot, chat, value('phase') ?? nick.parts.phase?.value ?? null),
    phase:
      value('phase') ?? (elsewhere ? null : (nick.parts.phase?.value ?? chat.parts.phase?.value ?? null)),
    building: value('building') ?? home.building?.value ?? group.building?.value ?? null,
    unit: value('unit') ?? (atHome ? (home.unit?.value ?? null) : null),
    floor: value('floor') ?? (room ? floorOf(room) : null),
    room,
    poi: spot?.text ?? null,
  }
  if (Object.values(place).every((v) => v === null)) return null
  const words = span(text, own, community, spot)
  const certainty =
    words === null ? 'inferred' : Object.values(own).some((p) => p.alleged) ? 'alleged' : 'stated'
  return [{ text: words ?? nick.text, ...place, precision: precisionOf(place, spot), certainty }]
}

/** In the group of one building (…2号楼邻里群) 1-301 is unit and room; anywhere else building and room. */
function ownParts(said: Said, nick: Home, chat: Home): Said {
  const { building, ...rest } = said
  const known = chat.parts.building?.value
  if (!building?.pair || said.unit || !known || known === building.value) return said
  return nick.parts.building?.value === building.value
    ? said
    : { ...rest, unit: { ...building, level: 'unit' } }
}

/** The words from the first piece to the last; where they lie far apart, as many as stand together. Null for none. */
function span(text: string, own: Said, community: Name | null, spot: Spot | null): string | null {
  const parts = Object.values(own)
  const areas = community ? [community] : []
  const spots = spot ? [spot] : []
  for (const pieces of [[...parts, ...areas, ...spots], [...parts, ...spots], parts, spots, areas]) {
    if (pieces.length === 0) continue
    const start = Math.min(...pieces.map((p) => p.start))
    const end = Math.max(...pieces.map((p) => p.end))
    if (end - start <= longestSpan) return text.slice(start, end)
  }
  const first = parts[0] ?? spot ?? community
  return first ? text.slice(first.start, first.end) : null
}

type Where = Omit<PlaceReading, 'text' | 'precision' | 'certainty'>

function precisionOf(place: Where, spot: Spot | null): PlaceReading['precision'] {
  if (place.room) return 'room'
  if (spot && !spot.indoors) return 'poi'
  if (place.unit) return 'unit'
  if (place.building) return /[组社队屯]$/.test(place.building) ? 'grid' : 'building'
  return spot ? 'poi' : 'community'
}

function onlinePlace(text: string): PlaceReading {
  const nowhere = {
    community: null,
    phase: null,
    building: null,
    unit: null,
    floor: null,
    room: null,
    poi: null,
  }
  return { text, ...nowhere, precision: 'online', certainty: 'inferred' }
}

function detail(place: PlaceReading): number {
  const weights = { room: 5, unit: 4, grid: 4, building: 3, poi: 2, community: 1, online: 0 }
  return weights[place.precision] + (place.building ? 2 : 0)
}

/** One place a building: the fullest, but a door that is only alleged is the one complained of. */
function distinct(places: PlaceReading[]): PlaceReading[] {
  const seen = new Map<string, PlaceReading>()
  for (const place of places) {
    const key = [place.community, place.building, place.building ? '' : place.poi].join('|')
    const held = seen.get(key)
    const complained = place.certainty === 'alleged' && place.room
    if (!held || detail(place) > detail(held) || complained) seen.set(key, place)
  }
  return [...seen.values()]
}
