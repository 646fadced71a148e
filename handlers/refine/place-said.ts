import { samePlace } from '../../matters/place.ts'
import type { PlaceReading, Reading } from '../../matters/reading.ts'
import { inMandarin } from '../read/lexicon/dialect.ts'
import { readPlace } from '../read/place.ts'
import { isPlaceOpen } from './question.ts'

/**
 * Words of the text that a model takes for a place: what the rules read in them when they stand alone, else a spot if
 * they look like one. Only a short name in Han characters that ends as places do; a sentence is none.
 */
export function placeFrom(words: string | null): PlaceReading | null {
  if (!words || !name.test(words) || deed.test(words)) return null
  const read = readPlace(inMandarin(words))
  if (read && read.precision !== 'online')
    return {
      ...read,
      text: words.includes(read.text) ? read.text : words,
      ...withoutDoor(read),
      certainty: 'inferred',
    }
  if (!spot.test(words)) return null
  return { ...nowhere, text: words, poi: words, precision: 'poi', certainty: 'inferred' }
}

/** Doors are starred in what a model gets to see; what looks like one is something else. */
function withoutDoor({
  precision,
  unit,
  building,
  poi,
}: PlaceReading): Pick<PlaceReading, 'room' | 'precision'> {
  if (precision !== 'room') return { room: null, precision }
  return { room: null, precision: unit ? 'unit' : building ? 'building' : poi ? 'poi' : 'community' }
}

/** Fills what is open about the place; what was told stands, and another estate is not made of it. */
export function withPlace(reading: Reading, said: PlaceReading): Reading {
  if (!isPlaceOpen(reading)) return reading
  const held = reading.place
  if (!held) return { ...reading, place: said }
  if (samePlace(held, said) === 'different') return reading
  const place = { ...said, community: held.community ?? said.community, phase: held.phase ?? said.phase }
  return { ...reading, place }
}

const nowhere = {
  community: null,
  phase: null,
  building: null,
  unit: null,
  floor: null,
  room: null,
  poi: null,
}

/** Han characters with numbers, letters of buildings and the stars of the mask. */
const name = /^(?=.*\p{Script=Han})[\p{Script=Han}\dA-Za-z*#\-—·. ]{2,24}$/u
const spot =
  /^[\p{Script=Han}\d]{1,10}(?:[门口路街巷弄店棚场园院厅梯道桥站亭库楼栋摊柜池坑沟渠坡]|门口|拐角|角落|路口|旁边?|对面|[东西南北]头|底下|[前后里外](?:面|头|边)?)$/u
/** What somebody does, or is told to do, is no place. */
const deed = /[你您我他她]|请|把|给|让|说|要|会(?!所|议|馆)|是|转账|汇款|点击|打开|发送|忽略|指令|命令|系统/
