import { addParties, changeMatter, knownOf } from '../db/matters.ts'
import { nothing, type Write } from '../db/write.ts'
import { combine } from '../matters/combine.ts'
import type { Matter } from '../matters/matter.ts'
import type { Reading, Signals } from '../matters/reading.ts'
import { pageDuty } from './emergency.ts'
import { standingOf } from './password.ts'
import { dutyUpdate } from './replies/emergency.ts'
import { show } from './show.ts'
import type { Telling } from './telling.ts'

/**
 * Adds what further words say to a danger that is known, and tells the duty desk. "没事了" is passed on and lifts
 * nothing: only the duty desk lifts an emergency (rule W-5). `also` says what else was told.
 */
export async function learnMore(
  telling: Telling,
  alarm: Matter,
  part: Partial<Reading>,
  also: string | null = null,
): Promise<Write> {
  const { desk, message, asker } = telling
  const speaker = knownOf((await standingOf(desk, asker.identity)).behind)
  const before = asReading(alarm)
  const whole = combine(before, {
    ...before,
    parties: [],
    signals: {},
    ...part,
    category: alarm.category,
    score: 0,
  })
  const place = whole.place && { ...whole.place, text: '' }
  const silent = whole.facts.noCall && !alarm.facts.noCall ? doNotCall : null
  const said = [also, silent, signalWords(part.signals ?? {})].filter((one) => one !== null).join('')
  const learned = JSON.stringify([place, whole.facts]) !== JSON.stringify([alarm.place, alarm.facts])
  if (!said && !learned) {
    // Who else was there is worth knowing, and nothing to page the desk for.
    const people = part.parties ?? []
    return people.length > 0
      ? { changes: [addParties(desk.seal, alarm.id, people, speaker)], posts: [] }
      : nothing
  }
  const set = { place, facts: whole.facts, colourRules: whole.rules, summary: whole.summary }
  const fresh: Matter = { ...alarm, ...set, version: alarm.version + 1 }
  const actorId = asker.staff?.personId ?? null
  const what = said || '补充了地点或情况'
  return {
    changes: [
      changeMatter(alarm, set, [
        { matterId: alarm.id, at: desk.clock.now(), actorId, kind: 'added', values: { what } },
      ]),
      addParties(desk.seal, alarm.id, part.parties ?? [], speaker),
    ],
    posts: await pageDuty(desk, fresh, `${message.platform}:${message.messageId}`, async (staff) => {
      const seen = await show(desk, { as: 'staff', staff }, fresh)
      return seen && dutyUpdate(seen, said || `地点或情况有补充:${seen.place}`)
    }),
  }
}

const doNotCall = '当事人不便接电话:请不要打过去,发消息或直接到场。'

function signalWords(signals: Signals): string | null {
  if (signals.saidOver) return '有人说没事了或是误会,请核实后决定是否解除。'
  if (signals.doubted) return '群里说法不一,请核实。'
  return null
}

/** A matter as a reading, so that further words can be laid beside it. */
export function asReading(matter: Matter): Reading {
  return {
    kind: matter.kind,
    category: matter.category,
    score: 1,
    choices: [],
    colour: matter.colour,
    rules: matter.colourRules,
    urgency: matter.urgency,
    danger: null,
    guard: null,
    place: matter.place,
    time: matter.occurred,
    amount: null,
    parties: [],
    facts: matter.facts,
    signals: {},
    summary: matter.summary,
  }
}
