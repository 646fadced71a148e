import { correction } from '../db/corrections.ts'
import { colourOf } from '../matters/colour.ts'
import type { Matter } from '../matters/matter.ts'
import type { Staff } from '../matters/roles.ts'
import { summarise } from '../matters/summary.ts'
import {
  type Category,
  type CategoryId,
  categoryOf,
  higherColour,
  type Privacy,
  privacies,
  type RuleId,
  type Urgency,
} from '../matters/taxonomy.ts'
import { mayDo } from '../matters/view.ts'
import type { Desk } from './desk.ts'
import { type Graded, stands } from './grade.ts'
import { firedRules } from './read/rules.ts'
import { colourNote } from './replies/colour-words.ts'
import { colourStays, losesColour, maybeDanger, recategorisedTo, standsAsEmergency } from './replies/study.ts'

/**
 * A person puts the category right: kind, route and privacy follow it, and its rules may raise the colour. Nothing is
 * lowered by it: where the new category would be milder, that is said and left to a person.
 */
export function recategorised(
  desk: Desk,
  matter: Matter,
  staff: Staff,
  to: CategoryId,
  reason: string,
): (Graded & { said: string[] }) | { refused: string } {
  const category = categoryOf(to)
  const painted = colourOf({ category: to, rules: [...matter.colourRules, ...rulesOf(matter, category)] })
  if (painted.colour === null && stands(matter)) return { refused: standsAsEmergency(matter.number) }
  const loses = painted.colour === null && matter.colour !== null && matter.colour !== 'blue'
  if (loses && !(reason && mayDo(staff, 'lowerColour', matter, desk.registry.areas)))
    return { refused: losesColour(matter.number) }
  const colour = painted.colour && higherColour(matter.colour, painted.colour)
  const rules = painted.rules.filter((rule) => rule !== 'B0' || colour === 'blue')
  const stays = painted.colour !== null && matter.colour !== null && colour !== painted.colour
  const words = recategorisedTo(matter.category, to)
  const changed = colour !== matter.colour
  const at = desk.clock.now()
  return {
    set: {
      category: to,
      kind: category.kind,
      colour,
      colourRules: rules,
      ...(changed && { colourSetBy: null, colourReason: null }),
      urgency: urgencyFor(matter, category),
      privacy: privacyFor(matter, category),
      leadDepartment: category.lead,
      co: category.co,
      summary: summarise({ ...matter, category: to, rules, amount: null }),
    },
    notes: [
      { kind: 'recategorised', values: { from: matter.category, to, note: `${words}${reason}` } },
      ...(changed
        ? [
            {
              kind: 'recoloured',
              values: {
                from: matter.colour,
                to: colour,
                rules,
                note: colourNote(matter.colour, colour, rules),
              },
            },
          ]
        : []),
    ],
    changes: [
      correction({
        kind: 'category',
        of: { matter },
        said: matter.category,
        right: to,
        byRole: staff.roles[0]?.role ?? 'staff',
        at,
      }),
    ],
    said: [
      words,
      ...(stays && matter.colour ? [colourStays(matter.number, matter.colour, painted.colour)] : []),
      ...(category.urgency === 'emergency' && matter.urgency !== 'emergency' ? [maybeDanger] : []),
    ],
  }
}

/** Which rules the category and the facts kept fire by themselves; the words are not kept. */
function rulesOf({ facts, urgency }: Matter, { id, kind }: Category): RuleId[] {
  const amount = facts.amountCny === undefined ? null : { text: '', cny: facts.amountCny }
  return firedRules({ text: '', kind, category: id, danger: null, guard: null, urgency, facts, amount })
}

/** An emergency is raised by its own verb, which pages the duty desk; here nothing is lowered. */
function urgencyFor(matter: Matter, category: Category): Urgency {
  if (matter.urgency !== 'normal' || category.urgency === 'normal') return matter.urgency
  return 'urgent'
}

/** Whoever gave a tip was promised silence: that stays, whatever it turns out to be. */
function privacyFor(matter: Matter, category: Category): Privacy {
  if (matter.kind !== 'tip') return category.privacy
  return privacies.indexOf(matter.privacy) >= privacies.indexOf(category.privacy)
    ? matter.privacy
    : category.privacy
}
