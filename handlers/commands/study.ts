import { timeline } from '../../db/events.ts'
import { saying, together, type Write } from '../../db/write.ts'
import type { Matter } from '../../matters/matter.ts'
import type { Card } from '../../matters/message.ts'
import { categoryOf, colourNames } from '../../matters/taxonomy.ts'
import { whisper } from '../desk.ts'
import { graded } from '../grade.ts'
import { openLinkedHazard } from '../linked-hazard.ts'
import { moved } from '../move.ts'
import { recategorised } from '../recategorise.ts'
import {
  alreadyStudied,
  colourWasSet,
  hazardIsEmergency,
  hazardKnown,
  hazardOpened,
  noHazard,
  studiedCard,
  whichCategory,
} from '../replies/study.ts'
import { firstSteps, tellInspectors } from '../tell-officers.ts'
import { tellIfOfMinor, tellIfRed, tellLead } from '../tell-staff.ts'
import { category } from './argument-category.ts'
import { hazard } from './argument-hazard.ts'
import { colour, text } from './argument-kinds.ts'
import { optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'

const args = {
  category: optional(category),
  colour: optional({ ...colour, label: '级别', example: '级别=黄' }),
  hazard: optional(hazard),
  reason: optional(text('理由', '原话说的是漏水')),
}

export const study = matterVerb({
  name: '研判',
  aliases: ['study'],
  help: '确认或更正类别和级别',
  where: 'direct',
  rights: ['study'],
  states: ['new', 'studied', 'assigned', 'handling'],
  arguments: args,
  async run(given) {
    const { call, matter, staff, desk, values, refuse } = given
    const meant = values.category
    if (meant && !meant.plain)
      return saying(whisper(call.message, whichCategory(meant.word, meant.ids, again(given))))
    const plan = planOf(given)
    if ('refused' in plan) return refuse(plan.refused)
    const answered = await answeredHazard(given)
    if ('refused' in answered) return refuse(answered.refused)
    const isNew = matter.state === 'new'
    if (!isNew && plan.notes.length === 0 && answered.notes.length === 0)
      return refuse(values.hazard === undefined ? alreadyStudied(matter.number) : hazardKnown(matter.number))
    const { fresh, changes } = moved(desk, matter, staff, {
      steps: isNew ? [{ to: 'studied', values: { note: values.reason ?? '' } }] : [],
      set: plan.set,
      notes: [...plan.notes, ...answered.notes],
    })
    const only = answered.card && !isNew && plan.notes.length === 0
    const asksHazard = fresh.kind === 'dispute' && !answered.known && answered.notes.length === 0
    const card = studiedCard({
      number: fresh.number,
      said: plan.said,
      category: fresh.category,
      colour: fresh.colour,
      rules: fresh.colourRules,
      asksHazard,
      actions: fresh.leadId === null ? firstSteps(desk, fresh, staff) : [],
    })
    const news = { occasion: 'studied', lines: plan.said }
    return together(
      answered.write,
      {
        changes: [...plan.changes, ...changes],
        posts: [
          ...(only ? [] : [whisper(call.message, card)]),
          ...(answered.card ? [whisper(call.message, answered.card, 'answer', 1)] : []),
          ...(plan.said.length > 0 ? await tellLead(desk, fresh, staff, news) : []),
          ...(await tellIfRed(desk, matter, fresh, staff)),
          ...(await tellIfOfMinor(desk, matter, fresh, staff)),
        ],
      },
      matter.category === fresh.category ? saying() : await tellInspectors(desk, fresh),
    )
  },
})

/** What of category and colour is put right; the colour is judged on the matter with its new category. */
function planOf({ desk, matter, staff, values }: Given<typeof args>) {
  const { reason = '', colour: to } = values
  const [id = matter.category] = values.category?.ids ?? []
  const first =
    id === matter.category
      ? { set: {}, notes: [], changes: [], said: [] }
      : recategorised(desk, matter, staff, id, reason)
  if ('refused' in first) return first
  const then: Matter = { ...matter, ...first.set }
  if (!to || to === then.colour) return first
  const second = graded(desk, then, staff, to, reason)
  if ('refused' in second) return second
  return {
    set: { ...first.set, ...second.set },
    notes: [...first.notes.filter((note) => note.kind !== 'recoloured'), ...second.notes],
    changes: [...first.changes, ...second.changes],
    said: [
      ...first.said.filter((line) => !line.includes('没有自动')),
      colourWasSet(matter.colour, to, reason),
    ],
  }
}

interface Answered {
  notes: { kind: string; values?: Record<string, unknown> }[]
  write: Write
  card: Card | null
  /** It was answered before. */
  known: boolean
}

/** The answer to 是否存在后续隐患: yes opens a matter beside it, once. */
async function answeredHazard({
  call,
  desk,
  matter,
  values,
}: Given<typeof args>): Promise<Answered | { refused: string }> {
  const asked = (await timeline(desk.db, matter.id)).filter((event) => hazardEvents.has(event.kind))
  const known = asked.length > 0
  const none: Answered = { notes: [], write: saying(), card: null, known }
  if (values.hazard === undefined || asked.some((event) => event.kind === 'hazard')) return none
  if (values.hazard === null)
    return known ? none : { ...none, notes: [{ kind: 'no_hazard' }], card: noHazard(matter.number) }
  if (categoryOf(values.hazard).urgency === 'emergency') return { refused: hazardIsEmergency }
  const { number, write } = await openLinkedHazard(desk, matter, call.asker, values.hazard)
  const notes = [{ kind: 'hazard', values: { number, note: number } }]
  return { notes, write, card: hazardOpened(matter.number, number, values.hazard), known }
}

const hazardEvents: ReadonlySet<string> = new Set(['hazard', 'no_hazard'])

/** The same command without its category, for a choice to be put behind. */
function again({ matter, values }: Given<typeof args>): string {
  const { colour: to, reason } = values
  const words = [`/研判 ${matter.number}`, to && `级别=${colourNames[to]}`]
  return [...words, reason && `理由=${reason}`].filter(Boolean).join(' ')
}
