import { expect, test } from 'vitest'
import { worse } from '../../scripts/evaluate/figures.ts'

test('of reports a smaller share that passes is worse, of chatter a larger one', () => {
  const before = new Map([
    ['reports', 90],
    ['chatter', 10],
    ['rumours', 10],
  ])
  const figures = [
    { name: 'reports', value: 89, of: 100 },
    { name: 'chatter', value: 11, of: 100, fewer: true as const },
    { name: 'rumours', value: 8, of: 100, fewer: true as const },
    { name: 'unknown before', value: 0, of: 100 },
  ]
  expect(worse(figures, before).map(({ name }) => name)).toEqual(['reports', 'chatter'])
})
