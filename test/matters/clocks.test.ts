import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockTable, defaultClocks, type Tier, tiers } from '../../matters/clock-table.ts'
import { type Standing, turned } from '../../matters/clock-turns.ts'
import {
  type Clock,
  clockAt,
  elapsed,
  extended,
  instantAt,
  paused,
  recoloured,
  remaining,
  remindersPassed,
  resumed,
  tierOf,
} from '../../matters/clocks.ts'
import { ladderOf, overdueTwice, rungsDue } from '../../matters/ladder.ts'
import { fresh, type Matter } from '../../matters/matter.ts'
import { between, dueAt, later, parseSpan, type Span, units } from '../../matters/spans.ts'
import { colours } from '../../matters/taxonomy.ts'
import { atLocal, isWorkingDay, localDate, localIso, localTime } from '../../matters/working-time.ts'

const local = (text: string) => atLocal(text.slice(0, 10), text.slice(11))
const shown = (instant: Date) => localIso(instant).slice(0, 16)
const span = (text: string): Span => parseSpan(text) ?? { n: Number.NaN, unit: 'm' }
const hour = 3_600_000

function matterOf(tier: Tier): Matter {
  const colour = tier === 'emergency' ? 'red' : (colours.find((one) => one === tier) ?? null)
  return {
    ...fresh,
    colour,
    kind: tier === 'feedback' ? 'feedback' : tier === 'service' ? 'service' : 'dispute',
    urgency: tier === 'emergency' ? 'emergency' : 'normal',
    id: 1,
    leadId: null,
    state: 'new',
  } as Matter
}

const running = (clock: Partial<Clock>): Clock => ({
  id: 1,
  matterId: 1,
  kind: 'resolve',
  ofId: null,
  startedAt: local('2026-11-17 12:00'),
  dueAt: local('2026-11-24 12:00'),
  unit: 'd',
  pausedAt: null,
  stoppedAt: null,
  reminded: 0,
  rung: 0,
  extended: false,
  ...clock,
})

describe('the table of B9, opened on Tuesday 17 November 2026 at 14:00', () => {
  // Worked out by hand: the office is open 9:00–12:00 and 13:30–17:30.
  const table: [tier: Tier, kind: 'ack' | 'study' | 'assign' | 'contact' | 'resolve', due: string | null][] =
    [
      ['emergency', 'ack', '2026-11-17T14:05'],
      ['emergency', 'study', '2026-11-17T14:10'],
      ['emergency', 'assign', '2026-11-17T14:05'],
      ['emergency', 'contact', null],
      ['emergency', 'resolve', '2026-12-02T14:00'],
      ['red', 'ack', '2026-11-17T14:30'],
      ['red', 'study', '2026-11-17T16:00'],
      ['red', 'assign', '2026-11-17T16:00'],
      ['red', 'contact', '2026-11-18T14:00'],
      ['red', 'resolve', '2026-12-02T14:00'],
      ['yellow', 'ack', '2026-11-17T16:00'],
      ['yellow', 'study', '2026-11-17T22:00'],
      ['yellow', 'assign', '2026-11-17T22:00'],
      ['yellow', 'contact', '2026-11-18T14:00'],
      ['yellow', 'resolve', '2026-11-24T14:00'],
      ['blue', 'ack', '2026-11-17T16:00'],
      ['blue', 'study', '2026-11-18T14:00'],
      ['blue', 'assign', '2026-11-18T14:00'],
      ['blue', 'contact', '2026-11-18T14:00'],
      ['blue', 'resolve', '2026-11-20T14:00'],
      ['service', 'ack', '2026-11-18T09:30'],
      ['service', 'study', null],
      ['service', 'contact', null],
      ['service', 'resolve', '2026-12-01T17:30'],
      ['feedback', 'ack', '2026-11-18T17:30'],
      ['feedback', 'assign', null],
      ['feedback', 'contact', '2026-11-20T17:30'],
      ['feedback', 'resolve', '2026-12-01T17:30'],
    ]
  it.each(table)('%s %s', (tier, kind, due) => {
    const clock = clockAt(defaultClocks, matterOf(tier), kind, local('2026-11-17 14:00'))
    expect(clock && shown(clock.dueAt)).toBe(due)
  })

  it.each([
    ['emergency', '2026-11-17T14:15'],
    ['red', '2026-11-17T15:00'],
    ['yellow', '2026-11-17T18:00'],
    ['blue', '2026-11-18T14:00'],
  ] as const)('whistle to check-in, %s', (tier, due) => {
    const clock = clockAt(defaultClocks, matterOf(tier), 'whistle', local('2026-11-17 14:00'), { ofId: 7 })
    expect([clock?.ofId, clock && shown(clock.dueAt)]).toEqual([7, due])
  })

  it('30 days is the ceiling of all, three working days a session and a receipt', () => {
    for (const tier of tiers) {
      const of = (kind: 'ceiling' | 'joint' | 'receipt') =>
        clockAt(defaultClocks, matterOf(tier), kind, local('2026-11-17 14:00'))
      expect(shown(of('ceiling')?.dueAt ?? new Date(0))).toBe('2026-12-17T14:00')
      expect(shown(of('joint')?.dueAt ?? new Date(0))).toBe('2026-11-20T17:30')
      expect(shown(of('receipt')?.dueAt ?? new Date(0))).toBe('2026-11-20T17:30')
    }
    expect(defaultClocks.extension).toEqual({ red: 15, yellow: 8, blue: 4 })
  })
})

describe('a time', () => {
  it('of two hours by day waits for seven in the morning', () => {
    expect(shown(dueAt(span('2h*'), local('2026-11-17 23:10')))).toBe('2026-11-18T09:00')
    expect(shown(dueAt(span('2dh'), local('2026-11-17 03:00')))).toBe('2026-11-17T09:00')
    expect(shown(dueAt(span('2h*'), local('2026-11-17 21:00')))).toBe('2026-11-18T08:00')
    expect(shown(dueAt(span('2h*'), local('2026-11-17 20:00')))).toBe('2026-11-17T22:00')
  })

  it('in office hours leaps over noon, the night and the weekend', () => {
    expect(shown(dueAt(span('4wh'), local('2026-11-20 10:00')))).toBe('2026-11-20T15:30')
    expect(shown(dueAt(span('4wh'), local('2026-11-20 16:30')))).toBe('2026-11-23T12:00')
    expect(shown(dueAt(span('4wh'), local('2026-11-21 10:00')))).toBe('2026-11-23T14:30')
  })

  it('in working days does not count the day it starts on and ends at the close', () => {
    expect(shown(dueAt(span('1wd'), local('2026-11-20 09:00')))).toBe('2026-11-23T17:30')
    expect(shown(dueAt(span('1wd'), local('2026-11-20 23:00')))).toBe('2026-11-23T17:30')
  })

  it('knows the holidays of 2026 and the days worked for them', () => {
    // National Day 1–7 October; Saturday the 10th is worked. Spring Festival 15–23 February; Saturday the 28th is worked.
    expect(shown(dueAt(span('1wd'), local('2026-09-30 15:00')))).toBe('2026-10-08T17:30')
    expect(shown(dueAt(span('3wd'), local('2026-09-30 15:00')))).toBe('2026-10-10T17:30')
    expect(shown(dueAt(span('4wh'), local('2026-10-09 16:30')))).toBe('2026-10-10T12:00')
    expect(shown(dueAt(span('1wd'), local('2026-02-14 10:00')))).toBe('2026-02-24T17:30')
    expect(shown(dueAt(span('4wh'), local('2026-02-14 16:30')))).toBe('2026-02-24T12:00')
    expect(shown(dueAt(span('5wd'), local('2026-02-23 10:00')))).toBe('2026-02-28T17:30')
  })

  it('to resolve blue or yellow on a day off moves to the next working day; red does not', () => {
    const due = (tier: Tier, start: string) =>
      shown(clockAt(defaultClocks, matterOf(tier), 'resolve', local(start))?.dueAt ?? new Date(0))
    expect(due('blue', '2026-11-18 10:00')).toBe('2026-11-23T10:00')
    expect(due('yellow', '2026-09-26 10:00')).toBe('2026-10-08T10:00')
    expect(due('blue', '2026-10-07 10:00')).toBe('2026-10-10T10:00')
    expect(due('red', '2026-11-13 10:00')).toBe('2026-11-28T10:00')
    expect(due('yellow', '2026-02-10 08:00')).toBe('2026-02-24T08:00')
  })

  const instants = fc
    .integer({ min: local('2026-01-01 00:00').getTime(), max: local('2027-01-31 00:00').getTime() })
    .map((ms) => new Date(ms))
  const lengths = fc.integer({ min: 1, max: 60 * hour })

  it('is never due outside its hours', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('dh', 'wh', 'wd'),
        fc.integer({ min: 1, max: 40 }),
        instants,
        (unit, n, start) => {
          const due = dueAt({ n, unit }, start)
          const time = localTime(due)
          if (unit === 'dh') return time >= '07:00' && time <= '22:00'
          const open = (time >= '09:00' && time <= '12:00') || (time >= '13:30' && time <= '17:30')
          return open && isWorkingDay(localDate(due)) && due > start
        },
      ),
    )
  })

  it('passes as much as is added, in parts as in one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), instants, lengths, lengths, (unit, start, one, two) => {
        const end = later(unit, start, one)
        expect(between(unit, start, end)).toBe(one)
        expect(later(unit, end, two)).toEqual(later(unit, start, one + two))
      }),
    )
  })

  it('that stood still moves on by exactly as long as it stood, in its own time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        instants,
        lengths,
        fc.array(fc.tuple(lengths, lengths), { maxLength: 4 }),
        (unit, start, length, pauses) => {
          const total = length + 60 * hour
          let clock = running({ kind: 'contact', unit, startedAt: start, dueAt: later(unit, start, total) })
          let at = start
          let stood = 0
          for (const [run, pause] of pauses) {
            at = later(unit, at, run)
            const left = remaining(clock, at)
            clock = paused(clock, at)
            at = new Date(at.getTime() + pause)
            // While it stands, nothing passes.
            expect(remaining(clock, at)).toBe(left)
            stood += between(unit, clock.pausedAt ?? at, at)
            clock = resumed(clock, matterOf('yellow'), at)
            expect(remaining(clock, at)).toBe(left)
          }
          expect(clock.dueAt).toEqual(later(unit, start, total + stood))
          expect(between(unit, clock.startedAt, clock.dueAt)).toBe(total)
        },
      ),
    )
  })

  it('has its half and its four fifths in its own time', () => {
    const clock = clockAt(defaultClocks, matterOf('service'), 'ack', local('2026-11-20 16:30'))
    if (!clock) throw new Error('no clock')
    expect(shown(instantAt(clock, 0.5))).toBe('2026-11-23T10:00')
    expect(shown(instantAt(clock, 0.8))).toBe('2026-11-23T11:12')
    expect(remindersPassed(clock, local('2026-11-22 10:00'))).toBe(0)
    expect(remindersPassed(clock, local('2026-11-23 11:12'))).toBe(2)
    expect(remindersPassed(clock, local('2026-11-23 12:00'))).toBe(3)
    expect(elapsed(running({ ...clock }), local('2026-11-23 10:00'))).toBe(2 * hour)
  })
})

describe('an extension', () => {
  it('adds its days to the end, moved to a working day, and begins reminders and ladder anew', () => {
    const late = running({ reminded: 3, rung: 2, dueAt: local('2026-11-24 12:00') })
    const longer = extended(late, matterOf('yellow'), 4, local('2026-11-25 12:00'))
    expect(shown(longer.dueAt)).toBe('2026-11-30T12:00')
    expect(longer).toMatchObject({ extended: true, reminded: 1, rung: 0 })
  })

  it('over again raises yellow, and only yellow, and only after it was used', () => {
    const due = local('2026-12-01 12:00')
    const clock = { dueAt: due, extended: true }
    expect(overdueTwice({ colour: 'yellow', colourRules: [] }, clock, due)).toBe(true)
    expect(overdueTwice({ colour: 'yellow', colourRules: [] }, clock, new Date(due.getTime() - 1))).toBe(
      false,
    )
    expect(overdueTwice({ colour: 'yellow', colourRules: [] }, { ...clock, extended: false }, due)).toBe(
      false,
    )
    expect(overdueTwice({ colour: 'yellow', colourRules: ['R6'] }, clock, due)).toBe(false)
    for (const colour of ['blue', 'red', null] as const)
      expect(overdueTwice({ colour, colourRules: [] }, clock, due)).toBe(false)
  })
})

describe('the ladder', () => {
  const due = local('2026-11-24 12:00')
  const levels = (colour: 'red' | 'yellow' | 'blue' | null, rung: number, afterHours: number) =>
    rungsDue(colour, { dueAt: due, rung }, new Date(due.getTime() + afterHours * hour)).map(
      (one) => one.level,
    )

  it('of yellow goes chief, brigade, bureau at 0, 24 and 72 hours', () => {
    expect(levels('yellow', 0, -0.01)).toEqual([])
    expect(levels('yellow', 0, 0)).toEqual(['chief'])
    expect(levels('yellow', 1, 23.9)).toEqual([])
    expect(levels('yellow', 1, 24)).toEqual(['brigade'])
    expect(levels('yellow', 2, 71.9)).toEqual([])
    expect(levels('yellow', 2, 72)).toEqual(['bureau'])
    expect(levels('yellow', 3, 720)).toEqual([])
    expect(levels('yellow', 0, 100)).toEqual(['chief', 'brigade', 'bureau'])
  })

  it('of red has the chief from the first minute, of blue the chief alone a day later, of services nobody', () => {
    expect(levels('red', 0, -15 * 24)).toEqual(['chief'])
    expect(levels('red', 1, 24)).toEqual(['brigade'])
    expect(levels('blue', 0, 23.9)).toEqual([])
    expect(levels('blue', 0, 24)).toEqual(['chief'])
    expect(levels('blue', 1, 999)).toEqual([])
    expect(levels(null, 0, 999)).toEqual([])
    expect(ladderOf('yellow')).toHaveLength(3)
  })
})

describe('the steps of a matter', () => {
  const opened = local('2026-11-17 14:00')
  function play(
    tier: Tier,
    ...steps: { at: string; kind?: string; from?: string; to?: string; set?: Partial<Matter>; by?: number }[]
  ) {
    let before: Matter | null = null
    let after = matterOf(tier)
    let ids = 0
    const write = (clocks: Standing[]) =>
      clocks.map((clock) => ({ ...clock, id: clock.id ?? ++ids }) as Clock)
    let clocks = write(
      turned([], {
        before,
        after,
        happenings: [{ kind: 'opened', to: 'new', actorId: null }],
        table: defaultClocks,
        at: opened,
        grantedDays: 0,
      }),
    )
    for (const { at, kind, from, to, set, by } of steps) {
      before = after
      after = { ...after, ...set, ...(to && { state: to as Matter['state'] }) }
      const happening = { kind: kind ?? to ?? '', from, to, actorId: by ?? 1 }
      clocks = write(
        turned(clocks, {
          before,
          after,
          happenings: [happening],
          table: defaultClocks,
          at: local(at),
          grantedDays: 8,
        }),
      )
    }
    return {
      running: () => clocks.filter((one) => !one.stoppedAt && !one.pausedAt).map((one) => one.kind),
      standing: () => clocks.filter((one) => !one.stoppedAt && one.pausedAt).map((one) => one.kind),
      resolve: () => clocks.findLast((one) => one.kind === 'resolve') as Clock,
      clocks,
    }
  }

  it('start, stop and pause what they should', () => {
    expect(play('yellow').running()).toEqual(['ack', 'study', 'assign', 'contact', 'resolve', 'ceiling'])
    const studied = { at: '2026-11-17 15:00', from: 'new', to: 'studied' }
    expect(play('yellow', studied).running()).not.toContain('study')
    const assigned = { at: '2026-11-17 15:00', from: 'studied', to: 'assigned', set: { leadId: 9 } }
    expect(play('yellow', studied, assigned).running()).toEqual(['contact', 'resolve', 'ceiling'])
    const taken = {
      at: '2026-11-17 15:00',
      from: 'assigned',
      to: 'handling',
      kind: 'taken',
      set: { leadId: 9 },
    }
    const logged = { at: '2026-11-18 10:00', kind: 'logged' }
    expect(play('yellow', studied, assigned, taken, logged).running()).toEqual(['resolve', 'ceiling'])
    const resolved = { at: '2026-11-18 12:00', from: 'handling', to: 'resolved' }
    const done = play('yellow', studied, assigned, taken, logged, resolved)
    expect([done.running(), done.standing()]).toEqual([[], ['resolve', 'ceiling']])
    const back = { at: '2026-11-20 12:00', from: 'resolved', to: 'handling' }
    const again = play('yellow', studied, assigned, taken, logged, resolved, back)
    expect(again.running()).toEqual(['resolve', 'ceiling'])
    expect(shown(again.resolve().dueAt)).toBe('2026-11-26T14:00')
    const concluded = { at: '2026-11-19 12:00', from: 'resolved', to: 'concluded' }
    const over = play('yellow', studied, assigned, taken, logged, resolved, concluded)
    expect([over.running(), over.standing()]).toEqual([[], []])
    const reopened = { at: '2026-11-26 12:00', kind: 'reopened', from: 'followup', to: 'handling' }
    const anew = play('yellow', studied, assigned, taken, logged, resolved, concluded, reopened)
    expect(anew.running()).toEqual(['resolve', 'contact', 'ceiling'])
    expect(shown(anew.resolve().dueAt)).toBe('2026-12-03T12:00')
  })

  it('what the bot notes is no contact', () => {
    const noted = play('yellow', { at: '2026-11-17 15:00', kind: 'logged', by: undefined })
    expect(noted.running()).not.toContain('contact')
    const bot = turned(noted.clocks, {
      before: matterOf('yellow'),
      after: matterOf('yellow'),
      happenings: [{ kind: 'visited', actorId: null }],
      table: defaultClocks,
      at: opened,
      grantedDays: 0,
    })
    expect(bot).toEqual(noted.clocks)
  })

  it('handed over they stand still, and taken back they go on', () => {
    const away = { at: '2026-11-18 14:00', from: 'new', to: 'transferred' }
    const back = { at: '2026-11-20 14:00', from: 'transferred', to: 'assigned', set: { leadId: 9 } }
    expect(play('yellow', away).standing()).toEqual(['contact', 'resolve'])
    expect(shown(play('yellow', away, back).resolve().dueAt)).toBe('2026-11-26T14:00')
  })

  it('a merge that is undone lets run what ran, by what it stood', () => {
    const studied = { at: '2026-11-17 15:00', from: 'new', to: 'studied' }
    const merged = { at: '2026-11-18 14:00', from: 'studied', to: 'merged' }
    const apart = { at: '2026-11-19 14:00', from: 'merged', to: 'studied' }
    expect(play('yellow', studied, merged).running()).toEqual([])
    const again = play('yellow', studied, merged, apart)
    expect(again.running()).toEqual(['ack', 'assign', 'contact', 'resolve', 'ceiling'])
    expect(shown(again.resolve().dueAt)).toBe('2026-11-25T14:00')
  })

  it('given back, a lead is owed again', () => {
    const led = { at: '2026-11-17 15:00', from: 'studied', to: 'assigned', set: { leadId: 9 } }
    const back = { at: '2026-11-18 09:00', kind: 'given_back', set: { leadId: null } }
    const again = play('yellow', led, back)
    expect(again.running()).toContain('assign')
    expect(again.clocks.filter((one) => one.kind === 'assign')).toHaveLength(2)
  })

  it('another colour spans the time to resolve anew from its own start, with pauses and extension', () => {
    const resolved = { at: '2026-11-18 14:00', from: 'handling', to: 'resolved' }
    const back = { at: '2026-11-19 14:00', from: 'resolved', to: 'handling' }
    const red = { at: '2026-11-20 10:00', kind: 'raised_colour', set: { colour: 'red' as const } }
    expect(shown(play('yellow', resolved, back, red).resolve().dueAt)).toBe('2026-12-03T14:00')
    const clock = { ...play('yellow', resolved, back).resolve(), extended: true }
    const anew = recoloured(clock, defaultClocks, matterOf('red'), local('2026-11-20 10:00'), 8)
    expect(shown(anew.dueAt)).toBe('2026-12-11T14:00')
  })

  it('a stricter colour owes the rest sooner from then on, a milder one takes nothing back', () => {
    const red = { at: '2026-11-17 14:30', kind: 'raised_colour', set: { colour: 'red' as const } }
    const due = (tier: Tier, step: typeof red, kind: string) =>
      shown(play(tier, step).clocks.find((one) => one.kind === kind)?.dueAt ?? new Date(0))
    expect(due('yellow', red, 'ack')).toBe('2026-11-17T15:00')
    expect(due('yellow', red, 'assign')).toBe('2026-11-17T16:30')
    const blue = { ...red, set: { colour: 'blue' as const } } as unknown as typeof red
    expect(due('yellow', blue, 'assign')).toBe('2026-11-17T22:00')
  })

  it('an emergency that is lifted is a matter of its colour', () => {
    const lifted = { at: '2026-11-17 14:20', kind: 'lifted', set: { emergencyLiftedAt: opened } }
    expect(tierOf({ ...matterOf('emergency'), emergencyLiftedAt: opened })).toBe('red')
    expect(play('emergency', lifted).running()).toEqual(['study', 'assign', 'resolve', 'ceiling'])
  })
})

describe("a station's own table", () => {
  it('stands over the defaults', () => {
    const own = clockTable(
      { ack: { blue: '4h*' }, receipt: '2wd', contact: { yellow: null }, extension: { red: 10 } },
      'here',
    )
    expect(own.spans.ack.blue).toEqual({ n: 4, unit: 'dh' })
    expect(own.spans.ack.red).toEqual({ n: 30, unit: 'm' })
    expect(own.spans.receipt.feedback).toEqual({ n: 2, unit: 'wd' })
    expect(own.spans.contact.yellow).toBeNull()
    expect(own.extension).toEqual({ red: 10, yellow: 8, blue: 4 })
    expect(defaultClocks.spans.contact.yellow).not.toBeNull()
  })

  it.each([
    [{ ack: { blue: 'soon' } }, /ack/],
    [{ ack: { purple: '2h' } }, /ack/],
    [{ acknowledge: '2h' }, /acknowledge|whole/],
    [{ extension: { red: -1 } }, /extension\.red/],
    [{ resolve: '0d' }, /resolve/],
    ['2h', /whole/],
  ])('that cannot be meant is refused with its place and a remedy: %j', (value, path) => {
    expect(() => clockTable(value, 'table settings, key clocks:station')).toThrow(path)
    expect(() => clockTable(value, 'table settings, key clocks:station')).toThrow(
      /^table settings, key clocks:station: .*put it right or delete/s,
    )
  })
})
