import type { PlaceReading } from '../../matters/reading.ts'
import { findSpans, type PlaceSpan } from './place-span.ts'
import { bestSpan } from './place-span-best.ts'
import { veil } from './place-veil.ts'

/**
 * The place that shapes and lists read, in the fuller words of running text (the road and estate before the building);
 * and where they read none, what the text names in so many words.
 */
export function inWords(text: string, read: PlaceReading | null): PlaceReading | null {
  const span = bestSpan(text, findSpans(text))
  if (!span) return read
  if (!read) return isNumber(text, span) ? null : namedAt(span)
  return keepsOwnWords(text, read, span) ? read : { ...read, text: withRoom(text, read, span) }
}

/** A door or building read elsewhere in the text is more than a place named in passing. */
function keepsOwnWords(text: string, read: PlaceReading, span: PlaceSpan): boolean {
  const start = read.certainty === 'inferred' ? -1 : text.indexOf(read.text)
  if (start < 0 || !(read.building || read.unit || read.room)) return false
  // Words that run over a full stop were put together from parts that stand far from each other.
  if (/[，。！？；]/.test(read.text)) return false
  return start + read.text.length <= span.start || start >= span.end
}

/** 2栋一楼 and then 麻将室: what was read as a spot goes on where a building or floor ends. */
function withRoom(text: string, read: PlaceReading, span: PlaceSpan): string {
  const start = read.certainty === 'inferred' ? -1 : text.indexOf(read.text)
  const end = start + read.text.length
  const goesOn = start >= 0 && start < span.end && end > span.end && /[楼层栋座元]$/.test(span.text)
  return goesOn && !/[，。！？；\s]/.test(read.text) ? text.slice(span.start, end) : span.text
}

/** 11-18号那场: what the tagger took for an address is a date, a score, a sum. */
function isNumber(text: string, span: PlaceSpan): boolean {
  return /^\d{1,2}[-.]\d{1,2}[号日]/.test(span.text) || veil(text)[span.start] === '\u0001'
}

const whole = /(?:[省市县镇乡村]|[^小]区|街道|社区|小区|花园|家园|新城)$/

/** A town, village or estate alone is a community, anything narrower a spot. */
function namedAt({ text }: PlaceSpan): PlaceReading {
  const isWhole = text.length <= 3 || whole.test(text)
  return {
    text,
    ...{ community: isWhole ? text : null, poi: isWhole ? null : text },
    ...{ phase: null, building: null, unit: null, floor: null, room: null },
    precision: isWhole ? 'community' : 'poi',
    certainty: 'stated',
  }
}
