import { readKnowledge } from '../handlers/match-weights.ts'
import { Incidents } from './cluster/incidents.ts'
import { answerLines, idAndText, objectIn } from './lines.ts'

// Reads {"id","text","at"} lines in the order of time and says of each which incident it is of: {"id","cluster"}.
// Incidents are numbered from 1 as they come up; a number once printed stands.
const incidents = new Incidents(readKnowledge())

await answerLines(
  parse,
  ({ id, text, at }) => ({ id, cluster: incidents.place(text, at).incident + 1 }),
  'each line must be one JSON object with "id" (string or number), "text" (string) and "at" (ISO time)',
)

/** The line's id, text and time, or what is wrong with it. */
function parse(line: string): { id: string | number; text: string; at: number } | string {
  const value = objectIn(line)
  if (typeof value === 'string') return value
  const asked = idAndText(value)
  if (typeof asked === 'string') return asked
  const at = typeof value.at === 'string' ? Date.parse(value.at) : Number.NaN
  return Number.isNaN(at) ? '"at" is missing or no ISO time' : { ...asked, at }
}
