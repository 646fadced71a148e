import type { Danger } from '../../matters/reading.ts'
import { inPlainMandarin } from '../read/lexicon/dialect.ts'
import { abandonedNeeds, soundsAbandoned } from './danger-alone.ts'
import { fraudInProgress, fraudNeeds, posesAsOffice } from './danger-fraud.ts'
import { piecesNeeds, swindledInPieces } from './danger-fraud-pieces.ts'
import { guardOf, type Standing } from './danger-guards.ts'
import { signs } from './danger-signs.ts'
import { type Story, stories } from './danger-stories.ts'
import { anySign } from './danger-words.ts'
import { compileHints } from './hints.ts'
import { all, needOf } from './needs.ts'

/** What may be told at all: most patterns are ruled out by the words that they need, in one pass over the text. */
const hintsIn = compileHints([
  abandonedNeeds,
  fraudNeeds,
  piecesNeeds,
  ...signs.map(({ pattern, needs }) => all([needOf(pattern), ...(needs ? [needOf(needs)] : [])])),
  ...stories.map(({ turn }) => needOf(turn)),
])
const firstSign = 3
const firstStory = firstSign + signs.length

/**
 * The danger a text tells of as happening or about to happen, the gravest first; `guard` says why a frightening word
 * did not count. `but` leaves one danger out, to hear what is told beside it. Never throws; a line without a sign costs little.
 */
export function findDanger(typed: string, but?: Danger): { danger: Danger | null; guard: string | null } {
  const text = inPlainMandarin(typed)
  const hints = hintsIn(text)
  if (!hints) return { danger: null, guard: null }
  const [abandoned, fraud, pieces] = hints
  const spoken = anySign.test(text)
  let guard: string | null = null
  for (const [index, { danger, pattern, needs }] of signs.entries()) {
    if (danger === but || (!spoken && told.has(danger))) continue
    // Whoever lives alone and does not answer comes before the missing: the door has to be opened first.
    if (abandoned && danger === 'missing' && soundsAbandoned(text)) return { danger: 'medical', guard: null }
    if (!hints[firstSign + index]) continue
    for (const match of text.matchAll(pattern)) {
      if (needs && !needs.test(around(text, match))) continue
      const reason = guardOf(standing(text, danger, match))
      // Whoever is locked in with a swindler on the line is in danger of the swindler.
      if (reason === null)
        return { danger: shutAway.has(danger) && isSwindle(text) ? 'fraud' : danger, guard: null }
      guard ??= reason
    }
  }
  if (fraud && spoken && fraudInProgress(text)) return { danger: 'fraud', guard: null }
  if (pieces && swindledInPieces(text)) return { danger: 'fraud', guard: null }
  const story = storyIn(
    text,
    stories.filter(({ danger }, index) => danger !== but && hints[firstStory + index]),
  )
  return story ? { danger: story, guard: null } : { danger: null, guard }
}

/** Harmless words that together are none. */
function storyIn(text: string, hinted: readonly Story[]): Danger | null {
  for (const { danger, turn, beside, least, unless } of hinted) {
    if (beside.filter((one) => one.test(text)).length < least || unless?.test(text)) continue
    for (const match of text.matchAll(turn))
      if (guardOf(standing(text, danger, match)) === null)
        return shutAway.has(danger) && isSwindle(text) ? 'fraud' : danger
  }
  return null
}

/** What posts on marriage and the law speak of too. */
const told = new Set<Danger>(['violence'])

/** The son who ran somebody over, the door that has to be locked: what is told on the telephone is the swindle. */
function isSwindle(text: string): boolean {
  return posesAsOffice(text) || swindledInPieces(text)
}

const shutAway = new Set<Danger>(['trapped', 'missing', 'violence', 'medical'])

function standing(text: string, danger: Danger, match: RegExpExecArray): Standing {
  const end = match.index + match[0].length
  const from = lastBreak(text, match.index)
  const to = nextBreak(text, end)
  return {
    danger,
    sign: match[0],
    before: text.slice(from, match.index),
    after: text.slice(end, to),
    sentence: text.slice(from, to),
    whole: text,
  }
}

/** As far as one breath goes: what places a word here and now is said beside it. */
function around(text: string, match: RegExpExecArray): string {
  return text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 40)
}

const breaks = /[。!！?？;；\n]/

function lastBreak(text: string, at: number): number {
  for (let i = at - 1; i >= 0; i--) if (breaks.test(text.charAt(i))) return i + 1
  return 0
}

function nextBreak(text: string, at: number): number {
  for (let i = at; i < text.length; i++) if (breaks.test(text.charAt(i))) return i
  return text.length
}
