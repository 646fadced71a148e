import { maskedIds } from './mask-ids.ts'
import { maskedNames } from './mask-names.ts'
import { maskedNumbers } from './mask-numbers.ts'
import { withoutTeller } from './mask-teller.ts'
import { halfWidth } from './number.ts'
import { findParts } from './place-parts.ts'

/** Where stars go: from a character up to, not including, another. */
export type Span = [start: number, end: number]

/**
 * Stars over every personal datum of a text: identity cards, phones, bank cards, plates, addresses of chat and
 * mail, door numbers, names. Each character stands for one, so the text keeps its length; masking twice changes
 * nothing. Emergency numbers and kin or titles (王姐, 周警官) stay. Of a `tip` also the words go by which its giver can
 * be found (我家对门), and with them the length.
 */
export function mask(text: string, { tip = false } = {}): string {
  let masked = tip ? withoutTeller(text) : text
  // What stars uncover (a name before a masked one) is taken in the next turn; it hardly ever comes to a third.
  for (let turn = 0; turn < 12; turn++) {
    const again = maskOnce(masked)
    if (again === masked) break
    masked = again
  }
  return masked
}

function maskOnce(text: string): string {
  const half = halfWidth(text)
  return star(text, [...maskedNumbers(half), ...maskedIds(half), ...maskedDoors(text), ...maskedNames(half)])
}

/** 8栋1201 → 8栋****: the building stays, the door goes. */
function maskedDoors(text: string): Span[] {
  if (!/[\d０-９]/.test(text)) return []
  return findParts(text).flatMap((part) => {
    if (part.level !== 'room') return []
    const words = halfWidth(text.slice(part.start, part.end))
    const door = words.match(/[A-Za-z]?\d{1,4}(?=[室号]?$)/)
    if (!door) return []
    const start = part.start + (door.index ?? 0)
    return [[start, start + door[0].length]]
  })
}

function star(text: string, spans: Span[]): string {
  const pieces: string[] = []
  let from = 0
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (end <= from) continue
    const begin = Math.max(start, from)
    pieces.push(text.slice(from, begin), '*'.repeat(end - begin))
    from = end
  }
  return pieces.join('') + text.slice(from)
}
