import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Due } from '../../db/dues.ts'
import type { Desk } from '../../handlers/desk.ts'
import { raiseDuesOf } from '../../handlers/duties/raise-dues.ts'
import type { DueKind } from '../../handlers/rhythm/due-kind.ts'
import { probes, toPerson } from '../../scripts/simulate/probes.ts'
import { simulateYear, type YearOptions } from '../../scripts/simulate/year.ts'
import { freshDatabase } from '../support/database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const play = (options: Partial<YearOptions> = {}) => simulateYear({ url: database.url, seed: 7, ...options })

describe('a simulated year', () => {
  it('owes much, and raises each once: none early, none lost, none at night, none above the budget', async () => {
    const log: string[] = []
    const found = await play({ tell: (line) => void log.push(line) })
    expect(found).toMatchObject({ early: 0, lost: 0, doubled: 0, in_quiet_hours: 0, over_budget: 0 })
    expect(found.obligations).toBeGreaterThan(1000)
    expect(found.raised + found.dropped_by_policy).toBe(found.obligations)
    expect(found.restarts).toBeGreaterThan(5)
    expect(found.outage_days).toBe(3)
    // Made-up Saturdays and Sundays are worked, holidays are not; the log is for people.
    const lists = (day: string) =>
      log.filter((line) => line.startsWith(`${day}`) && line.includes('走访清单'))
    expect(lists('2月28日(周六,调休上班)').length + lists('9月20日(周日,调休上班)').length).toBeGreaterThan(0)
    expect(log.filter((line) => /国庆节\)08:4\d/.test(line) && line.includes('走访清单'))).toEqual([])
  }, 600_000)

  it('comes out the same for the same seed', async () => {
    const one: string[] = []
    const two: string[] = []
    const first = await play({ days: 25, tell: (line) => void one.push(line) })
    await database.drop()
    database = await freshDatabase()
    const second = await play({ days: 25, tell: (line) => void two.push(line) })
    expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 })
    expect(two).toEqual(one)
  }, 120_000)
})

describe('a fault put into it is found', () => {
  const daily = (time: string, raise: DueKind['raise']): DueKind => ({
    kind: 'faulty',
    missed: 'always raised',
    plan: async (desk, days) => {
      const [someone] = desk.registry.colleagues()
      return days.map((day) => ({
        kind: 'faulty',
        subject: `person:${someone?.personId}`,
        occasion: day,
        day,
        time,
      }))
    },
    raise,
  })
  const withFault = (kind: DueKind) => play({ days: 24, kinds: [...probes, kind] })
  const told = (desk: Desk, due: Due, part = '') => toPerson(desk, due, due.key, `${due.key}${part}`)

  it('a kind that says it twice', async () => {
    const twice = daily('10:00', async (desk, due) => ({
      changes: [],
      posts: [...told(desk, due), ...told(desk, due, ':again')],
    }))
    expect((await withFault(twice)).doubled).toBeGreaterThan(5)
  }, 60_000)

  it('a kind that never comes to it', async () => {
    const failing = daily('10:00', () => Promise.reject(new Error('no')))
    expect((await withFault(failing)).lost).toBeGreaterThan(5)
  }, 60_000)

  it('a kind that wakes people', async () => {
    const nightly = daily('23:00', async (desk, due) => ({
      changes: [],
      posts: told(desk, due).map((post) => ({ ...post, notBefore: undefined })),
    }))
    expect((await withFault(nightly)).in_quiet_hours).toBeGreaterThan(5)
  }, 60_000)

  it('a kind that talks past the budget', async () => {
    const talking = daily('10:00', async (desk, due) => ({
      changes: [],
      posts: told(desk, due).map((post) => ({ ...post, chat: { id: 'anhe3', kind: 'group' as const } })),
    }))
    expect((await withFault(talking)).over_budget).toBeGreaterThan(5)
  }, 60_000)

  it('a duty that is an hour early', async () => {
    const early = raiseDuesOf(probes)
    const found = await play({
      days: 24,
      change: (duty) =>
        duty.name === early.name
          ? {
              ...duty,
              due: (desk) =>
                early.due({
                  ...desk,
                  clock: { now: () => new Date(desk.clock.now().getTime() + 3_600_000) },
                }),
            }
          : duty,
    })
    expect(found.early).toBeGreaterThan(5)
  }, 60_000)
})
