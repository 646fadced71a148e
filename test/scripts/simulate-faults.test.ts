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
  const faulty = (kind: string, time: string, raise: DueKind['raise']): DueKind => ({
    kind,
    missed: 'always raised',
    plan: async (desk, days) => {
      const [someone] = desk.registry.colleagues()
      return days.map((day) => ({ kind, subject: `person:${someone?.personId}`, occasion: day, day, time }))
    },
    raise,
  })
  const told = (desk: Desk, due: Due, part = '') => toPerson(desk, due, due.key, `${due.key}${part}`)

  it('each by its own name: what says it twice, never comes, wakes people, talks past the budget', async () => {
    const kinds = [
      faulty('twice', '10:00', async (desk, due) => ({
        changes: [],
        posts: [...told(desk, due), ...told(desk, due, ':again')],
      })),
      faulty('failing', '10:00', () => Promise.reject(new Error('no'))),
      faulty('nightly', '23:00', async (desk, due) => ({
        changes: [],
        posts: told(desk, due).map((post) => ({ ...post, notBefore: undefined })),
      })),
      faulty('talking', '11:00', async (desk, due) => ({
        changes: [],
        posts: told(desk, due).map((post) => ({ ...post, chat: { id: 'anhe3', kind: 'group' as const } })),
      })),
    ]
    const log: string[] = []
    const found = await play({ days: 24, kinds: [...probes, ...kinds], tell: (line) => void log.push(line) })
    const blamed = (kind: string, words: string) =>
      log.filter((line) => line.includes(`${kind}/`) && line.includes(`【错:${words}】`)).length
    expect(found.lost).toBeGreaterThan(5)
    expect(blamed('twice', '重复')).toBeGreaterThan(5)
    expect(blamed('nightly', '夜间')).toBeGreaterThan(5)
    expect(blamed('talking', '不在限额之内')).toBeGreaterThan(5)
    // And nothing is blamed that is in order.
    expect(found.doubled).toBe(blamed('twice', '重复'))
    expect(found.in_quiet_hours).toBe(blamed('nightly', '夜间'))
    expect(found.over_budget).toBe(blamed('talking', '不在限额之内'))
    expect(found.early).toBe(0)
  }, 120_000)

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
