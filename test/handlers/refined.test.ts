import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeFrom } from '../../handlers/refine/place-said.ts'
import { questionOf } from '../../handlers/refine/question.ts'
import { refined } from '../../handlers/refine/refined.ts'
import type { PlaceReading, Reading } from '../../matters/reading.ts'
import {
  categories,
  categoryOf,
  colours,
  kinds,
  partyRoles,
  privacies,
  urgencies,
} from '../../matters/taxonomy.ts'
import { type Extracted, openFields, partyWords } from '../../prompts/extract.ts'

const saidAt = new Date('2026-11-17T12:00:00+08:00')
const text = '那三千他一直没给 就在菜场东头老槐树底下说的 昨天晚上八点'

const open: Reading = {
  kind: null,
  category: null,
  score: 0.1,
  choices: ['dispute.debt'],
  colour: null,
  rules: [],
  urgency: 'normal',
  danger: null,
  guard: null,
  place: null,
  time: null,
  amount: null,
  parties: [],
  facts: {},
  signals: {},
  summary: '',
}
const silent: Extracted = { category: null, place: null, time: null, amount: null, parties: [] }

function after(reading: Reading, answer: Partial<Extracted>, more: { tied?: boolean; words?: string } = {}) {
  const question = questionOf(reading, more.words ?? text)
  if (!question) throw new Error('nothing is open')
  return refined(reading, { ...silent, ...answer }, { question, saidAt, tied: more.tied ?? false })
}

describe('a reading after a model', () => {
  it('has what was open: category with its colour, place, time, sum and parties', () => {
    const whole = after(open, {
      category: 'dispute.debt',
      place: '菜场东头老槐树底下',
      time: '昨天晚上八点',
      amount: '三千',
      parties: [{ role: 'respondent', who: '借款人' }],
    })
    expect(whole).toMatchObject({
      kind: 'dispute',
      category: 'dispute.debt',
      place: { certainty: 'inferred' },
      time: { text: '昨天晚上八点', at: '2026-11-16T20:00:00+08:00' },
      amount: { text: '三千', cny: 3000 },
      facts: { amountCny: 3000 },
      parties: [{ role: 'respondent', self: false, label: '借款人' }],
    })
    expect(whole.colour).not.toBeNull()
    expect(whole.summary).toContain('借贷债务')
  })

  it('is the same where the model has nothing to say', () => {
    expect(after(open, {})).toBe(open)
  })

  it('takes no word that was not said', () => {
    expect(after(open, { place: '市政府广场', time: '前天', amount: '九百万' })).toBe(open)
  })

  it('keeps what a rule was sure of', () => {
    const sure: Reading = {
      ...open,
      kind: 'hazard',
      category: 'hazard.fire_lane',
      score: 0.9,
      colour: 'yellow',
    }
    expect(after(sure, { category: 'dispute.debt' })).toEqual(sure)
    const kindOnly: Reading = { ...open, kind: 'hazard' }
    expect(after(kindOnly, { category: 'dispute.debt' }).category).toBeNull()
    const timed: Reading = {
      ...open,
      time: { text: '前天', at: null, from: null, to: null, granularity: 'day', recurring: false },
    }
    expect(after(timed, { time: '昨天晚上八点' }).time).toBe(timed.time)
  })

  it('gives a doubtful category up only for one that is as urgent, as coloured and as closed', () => {
    const doubtful: Reading = {
      ...open,
      kind: 'dispute',
      category: 'dispute.consumer',
      score: 0.2,
      colour: categoryOf('dispute.consumer').colour,
    }
    expect(after(doubtful, { category: 'dispute.debt' }).category).toBe('dispute.debt')
    expect(after({ ...doubtful, colour: 'red' }, { category: 'dispute.debt' }).category).toBe(
      'dispute.consumer',
    )
    expect(after(doubtful, { category: 'service.id_card' }).category).toBe('dispute.consumer')
    const tip: Reading = { ...doubtful, kind: 'tip', category: 'tip.drugs', colour: 'blue' }
    expect(after(tip, { category: 'hazard.other' }).category).toBe('tip.drugs')
  })

  it('keeps its category where rules found what it belongs to', () => {
    expect(after(open, { category: 'dispute.debt' }, { tied: true }).category).toBeNull()
  })

  it('asks about a danger that only the model saw, behind the other choices', () => {
    const asked = after(open, { category: 'care.trapped' })
    expect(asked).toMatchObject({
      category: null,
      urgency: 'normal',
      choices: ['dispute.debt', 'care.trapped'],
    })
    expect(after({ ...open, guard: '玩笑' }, { category: 'care.trapped' }).choices).toEqual(['dispute.debt'])
  })

  it('fires the rules of a large sum', () => {
    const told = '他欠的那八万 一直不给'
    const whole = after(
      { ...open, amount: null },
      { category: 'dispute.debt', amount: '八万' },
      { words: told },
    )
    expect(whole.amount?.cny).toBe(80_000)
    expect(whole.colour).toBe('red')
  })

  it('takes a sum for a sum only by itself', () => {
    for (const amount of ['1', '三', '他还说 回 1', '就在菜场东头老槐树底下说的'])
      expect([amount, after(open, { amount }, { words: `${amount} ${text}` }).amount]).toEqual([amount, null])
  })

  it('names the other side that the rules only knew to be there', () => {
    const known: Reading = { ...open, parties: [{ role: 'respondent', self: false, label: '对方' }] }
    expect(after(known, { parties: [{ role: 'respondent', who: '房东' }] }).parties).toEqual([
      { role: 'respondent', self: false, label: '房东' },
    ])
  })
})

describe('any answer the schema lets through', () => {
  const place: PlaceReading = {
    ...{ text: '5号楼', community: '安和花园', phase: null, building: '5', unit: null, floor: null },
    ...{ room: null, poi: null, precision: 'building', certainty: 'stated' },
  }
  const ids = [...categories.keys()]
  const readings = fc.record({
    category: fc.option(fc.constantFrom(...ids)),
    kind: fc.option(fc.constantFrom(...kinds)),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    colour: fc.option(fc.constantFrom(...colours)),
    urgency: fc.constantFrom(...urgencies),
    place: fc.option(fc.constant(place)),
    choices: fc.subarray(ids.slice(0, 6), { maxLength: 4 }),
    guard: fc.option(fc.constant('玩笑')),
  })
  const pieces = fc.tuple(fc.nat(text.length), fc.nat(20)).map(([at, length]) => text.slice(at, at + length))
  const words = fc.option(
    fc.oneof(pieces, fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 })),
  )
  const answers = fc.record({
    category: fc.option(fc.constantFrom(...ids)),
    place: words,
    time: words,
    amount: words,
    parties: fc.array(
      fc.record({
        role: fc.constantFrom(...partyRoles.filter((role) => role !== 'reporter')),
        who: fc.constantFrom(...partyWords),
      }),
      { maxLength: 6 },
    ),
  })

  it('lowers nothing, alarms nobody, and changes nothing that was certain', () => {
    fc.assert(
      fc.property(
        readings,
        answers,
        fc.subarray([...openFields], { minLength: 1 }),
        (part, answer, fields) => {
          const kind = part.category ? categoryOf(part.category).kind : part.kind
          const colour = part.category ? part.colour : null
          const before: Reading = { ...open, ...part, kind, colour }
          const known = { category: before.category, choices: before.choices, roles: [] }
          const question = { text, known, open: fields }
          const next = refined(before, answer as Extracted, { question, saidAt, tied: false })
          expect(urgencies.indexOf(next.urgency)).toBeGreaterThanOrEqual(urgencies.indexOf(before.urgency))
          expect(next.urgency === 'emergency').toBe(before.urgency === 'emergency')
          expect(rankOf(next.colour)).toBeGreaterThanOrEqual(rankOf(before.colour))
          expect(next.danger).toBe(before.danger)
          expect(next.guard).toBe(before.guard)
          if (before.place) expect(next.place).toEqual(before.place)
          if (before.category && before.score >= 0.5) expect(next.category).toBe(before.category)
          if (before.category && next.category) {
            const [was, is] = [categoryOf(before.category).privacy, categoryOf(next.category).privacy]
            expect(privacies.indexOf(is)).toBeGreaterThanOrEqual(privacies.indexOf(was))
          }
          expect(next.choices.slice(0, before.choices.length)).toEqual(before.choices)
          for (const taken of [next.place?.text, next.amount?.text, next.time?.text])
            if (taken && taken !== place.text) expect(text).toContain(taken)
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe('words taken for a place', () => {
  it('are a name of a place, not a sentence', () => {
    for (const words of ['菜场东头老槐树底下', '小广场南门', '3号楼后面', '老水塔旁边'])
      expect([words, placeFrom(words)?.certainty]).toEqual([words, 'inferred'])
    for (const words of [
      '立即转账到安全账户门口',
      '请点击链接门口',
      "#BestShowEver'",
      '他说要去门口',
      '全城通报',
      null,
      '*',
    ])
      expect([words, placeFrom(words)]).toEqual([words, null])
  })

  it('never bring a door along', () => {
    expect(placeFrom('8栋****室')?.room ?? null).toBeNull()
    expect(placeFrom('8栋1201')?.room ?? null).toBeNull()
  })
})

function rankOf(colour: string | null): number {
  return colour ? colours.indexOf(colour as (typeof colours)[number]) : -1
}
