import { expect, test } from 'vitest'
import { worse } from '../../scripts/evaluate/figures.ts'

test('of reports a smaller share that passes is worse, of chatter a larger one', () => {
  const before = new Map([
    ['reports', 90],
    ['chatter', 10],
    ['rumours', 10],
  ])
  const figures = [
    { name: 'reports', value: 89, of: 5000 },
    { name: 'chatter', value: 11, of: 5000, fewer: true as const },
    { name: 'rumours', value: 8, of: 5000, fewer: true as const },
    { name: 'unknown before', value: 0, of: 100 },
  ]
  expect(worse(figures, before).map(({ name }) => name)).toEqual(['reports', 'chatter'])
})

test('what is asked has to stay met, be it missed by a hair', () => {
  const before = new Map([
    ['met', 85.4],
    ['never met', 80],
  ])
  const figures = [
    { name: 'met', value: 84.9, of: 205, least: 85 },
    { name: 'never met', value: 79.6, of: 205, least: 85 },
  ]
  expect(worse(figures, before).map(({ name }) => name)).toEqual(['met'])
})

test('of few cases a fall by one or two is chance, of many it is not', () => {
  const before = new Map([
    ['few', 97],
    ['many', 97],
  ])
  const figures = [
    { name: 'few', value: 95, of: 200, least: 75 },
    { name: 'many', value: 96, of: 5000, least: 75 },
  ]
  expect(worse(figures, before).map(({ name }) => name)).toEqual(['many'])
})
