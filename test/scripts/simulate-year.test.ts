import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { simulateYear } from '../../scripts/simulate/year.ts'
import { freshDatabase } from '../support/database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

describe('a simulated year', () => {
  it('owes much, and raises each once: none early, none lost, none at night, none above the budget', async () => {
    const log: string[] = []
    const found = await simulateYear({ url: database.url, seed: 7, tell: (line) => void log.push(line) })
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
})
