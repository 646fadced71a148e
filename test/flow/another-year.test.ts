import { afterAll, beforeAll, expect, it } from 'vitest'
import { nextNumber } from '../../db/matters.ts'
import { openStory, type Story } from '../support/story.ts'

let story: Story
beforeAll(async () => {
  story = await openStory()
})
afterAll(async () => await story.end())

it('the same day of another year gives other numbers', async () => {
  const next = (day: string) => nextNumber(story.store.db, 'AH', day)
  expect([await next('2026-01-01'), await next('2026-01-01'), await next('2027-01-01')]).toEqual([
    'AH-0101-01',
    'AH-0101-02',
    'AH-0101-03',
  ])
  // As an earlier version counted.
  await story.store.sql`insert into serials (code, day, next) values ('AH', '2026-03-05', 7)`
  expect([await next('2027-03-05'), await next('2028-03-05')]).toEqual(['AH-0305-08', 'AH-0305-09'])
})
