import { correction } from '../db/corrections.ts'
import type { Change } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Staff } from '../matters/roles.ts'
import { type Colour, higherColour } from '../matters/taxonomy.ts'
import { mayDo } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { colourNote } from './replies/colour-words.ts'
import {
  cannotLower,
  hasNoColour,
  lowerNeedsReason,
  onlyAboveLower,
  onlyAboveRaise,
} from './replies/study.ts'

export interface Graded {
  set: Partial<Matter>
  notes: { kind: string; values: Record<string, unknown> }[]
  /** What the reader learns from it; to be written before the matter's own change. */
  changes: Change[]
}

/** A person sets the colour: up for many, down only for those who may, with a reason, and never in an emergency. */
export function graded(
  desk: Desk,
  matter: Matter,
  staff: Staff,
  to: Colour,
  reason: string,
): Graded | { refused: string } {
  const { colour: from, number } = matter
  const { areas } = desk.registry
  if (from === null) return { refused: hasNoColour(number) }
  const lowers = higherColour(from, to) !== to
  if (lowers) {
    if (!mayDo(staff, 'lowerColour', matter, areas)) return { refused: onlyAboveLower(number) }
    if (stands(matter)) return { refused: cannotLower(number) }
    if (!reason) return { refused: lowerNeedsReason(number, to) }
  } else if (!mayDo(staff, 'raiseColour', matter, areas)) return { refused: onlyAboveRaise(number) }
  const note = [colourNote(from, to, []), reason].filter(Boolean).join(':')
  return {
    set: { colour: to, colourSetBy: staff.personId, colourReason: reason || null },
    notes: [{ kind: 'recoloured', values: { from, to, note } }],
    changes: [
      correction({
        kind: 'colour',
        of: { matter },
        said: from,
        right: to,
        byRole: staff.roles[0]?.role ?? 'staff',
        at: desk.clock.now(),
      }),
    ],
  }
}

/** An emergency that the duty desk has not lifted. */
export function stands(matter: Pick<Matter, 'urgency' | 'emergencyLiftedAt'>): boolean {
  return matter.urgency === 'emergency' && !matter.emergencyLiftedAt
}
