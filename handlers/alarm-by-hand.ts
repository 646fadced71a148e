import { record } from '../db/events.ts'
import { together, type Write } from '../db/write.ts'
import type { HeardMessage } from '../matters/message.ts'
import type { Danger, Reading } from '../matters/reading.ts'
import type { Staff } from '../matters/roles.ts'
import { summarise } from '../matters/summary.ts'
import { type CategoryId, categoryOf } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { raiseAlarm } from './emergency.ts'
import { locate } from './locate.ts'
import { tellingOf } from './report.ts'
import { recentAlarm } from './story-continues.ts'
import { partOf, type Telling } from './telling.ts'

/**
 * A colleague says that it is an emergency: the chain runs now, for the danger and place in the words. Where they do not
 * tell what it is, it stands under 其他求助 and the duty desk is asked to put that right.
 */
export async function alarmByHand(
  message: HeardMessage,
  desk: Desk,
  said: { words: string; staff: Staff },
): Promise<Write> {
  const telling = tellingOf({ ...message, heard: 'mention' }, desk, said.words, {})
  const found = telling.readings.find((one) => one.urgency === 'emergency') ?? telling.readings[0]
  const reading = found ?? bare(telling, said.words)
  const category = reading.danger || reading.score >= sure ? reading.category : null
  // What goes on in this group already is what is meant.
  const known = category ? undefined : await recentAlarm(telling)
  const settled = category ?? known?.category ?? unclear
  const whole = { ...reading, category: settled, kind: categoryOf(settled).kind, colour: 'red' as const }
  const alarm = category || known ? 'clear' : 'unclear'
  const raised = await raiseAlarm(
    { ...telling, wish: { alarm } },
    {
      ...whole,
      danger: reading.danger ?? dangers[settled] ?? null,
      urgency: 'emergency',
      summary: summarise(whole),
    },
    undefined,
  )
  const matterId = raised.posts.find((post) => post.matterId !== undefined)?.matterId ?? null
  const { personId } = said.staff
  const event = { matterId, at: desk.clock.now(), actorId: personId, kind: 'alarmed' }
  return together(raised, { changes: [record(event)], posts: [] })
}

const unclear: CategoryId = 'care.other'

/** Certainty of the reader from which the duty desk need not be asked what it is. */
const sure = 0.5

const dangers: Record<CategoryId, Danger> = {
  'tip.violence': 'violence',
  'hazard.fire_active': 'fire',
  'hazard.gas': 'gas',
  'hazard.elevator': 'trapped',
  'care.trapped': 'trapped',
  'care.self_harm': 'self_harm',
  'care.domestic_violence': 'violence',
  'care.minor_abuse': 'child',
  'care.minor_bullying': 'child',
  'care.missing_person': 'missing',
  'care.medical_emergency': 'medical',
}

/** Words that the reader makes nothing of still tell where and when. */
function bare(telling: Telling, words: string): Reading {
  const { desk, group } = telling
  const part = partOf(telling, words)
  return {
    kind: null,
    category: null,
    score: 0,
    choices: [],
    colour: null,
    urgency: 'normal',
    danger: null,
    guard: null,
    amount: null,
    time: null,
    facts: {},
    parties: [],
    rules: [],
    signals: {},
    summary: '',
    ...part,
    place: part.place ? locate(part.place, group, desk.registry).place : null,
  }
}
