import { rulesOfCourse } from '../matters/history-rules.ts'
import type { Level, Loop, Matter } from '../matters/matter.ts'
import { furtherRules, raiseBy } from '../matters/raise.ts'
import { higherColour } from '../matters/taxonomy.ts'
import { colourNote } from './replies/colour-words.ts'

/** Red is the station's and the judicial offices' from the start: no grid keeps it to itself (requirements A003, A061). */
export const whereRedBegins: { level: Level; loop: Loop } = { level: 'police_grid', loop: 'middle' }

interface Note {
  kind: string
  values?: Record<string, unknown>
  actorId?: null
}

/**
 * What the rules make of a matter as it will stand after a step: a higher colour by its course (reopened, departments
 * called, age), the level and loop of a red one. Each rise is an event of its own, the bot's where no person noted it.
 */
export function rise(
  before: Matter,
  after: Matter,
  now: Date,
  noted: readonly Note[],
): { set: Partial<Matter>; notes: Note[] } {
  // Whoever lowers it now knows its course: the rules are shown, and wait for something new.
  const lowered = before.colour !== null && higherColour(after.colour, before.colour) !== after.colour
  const byCourse = raiseBy(after, ...rulesOfCourse(after, now))
  const risen = lowered ? { ...byCourse, colour: after.colour } : byCourse
  const byRules = risen.colour !== after.colour
  const set: Partial<Matter> = { ...risen, ...(byRules && { colourSetBy: null, colourReason: null }) }
  const notes: Note[] = []
  const rules = furtherRules(before, risen.colourRules)
  const told = noted.some((note) => note.kind === 'recoloured') && !byRules
  if (!told && (risen.colour !== before.colour || rules.length > 0))
    notes.push({
      kind: 'recoloured',
      actorId: null,
      values: {
        from: before.colour,
        to: risen.colour,
        rules,
        note: colourNote(before.colour, risen.colour, rules),
      },
    })
  if (risen.colour === 'red' && before.colour !== 'red') Object.assign(set, placeOfRed(after, notes))
  return { set, notes }
}

function placeOfRed(after: Matter, notes: Note[]): Partial<Matter> {
  const level = after.level === 'grid' ? whereRedBegins.level : after.level
  const loop = after.loop === 'small' ? whereRedBegins.loop : after.loop
  if (level !== after.level || loop !== after.loop)
    notes.push({ kind: 'levelled', actorId: null, values: { level, loop, note: '红色事项:警格,政法中闭环' } })
  return { level, loop }
}
