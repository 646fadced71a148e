import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LedgerFile, openLedger } from '../../bot/platforms/wechat/ledger.ts'
import { createPace } from '../../bot/platforms/wechat/pace.ts'
import { longestText, splitText } from '../../bot/platforms/wechat/split.ts'
import { priorities } from '../../matters/message.ts'

let folder: string
let ledger: LedgerFile
let at: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fengqiao-pace-'))
  ledger = openLedger(join(folder, 'counts.json'))
  at = Date.parse('2026-11-17T12:00:00+08:00')
})
afterEach(() => rmSync(folder, { recursive: true }))

let capped = 0
const onCapped = () => {
  capped += 1
}
const pace = (dailyCap = 200, random = seeded()) =>
  createPace({ now: () => new Date(at), random, dailyCap, ledger, onCapped })

/** The same luck every run. */
function seeded() {
  let state = 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

interface Waiting {
  uuid: string
  priority: (typeof priorities)[keyof typeof priorities]
}

/** Tries whatever waits again and again, the least urgent first: the worst order there is. Gives when each went. */
function sendAll(
  one: ReturnType<typeof pace>,
  posts: Waiting[],
  untilMs: number,
): [uuid: string, at: number][] {
  const sent: [string, number][] = []
  const next = new Map(posts.map(({ uuid }) => [uuid, at]))
  for (; at < untilMs && next.size > 0; at += 50)
    for (const post of posts.toSorted((a, b) => b.priority - a.priority)) {
      if ((next.get(post.uuid) ?? Number.POSITIVE_INFINITY) > at) continue
      const wait = one.wait(post)
      if (wait > 0) next.set(post.uuid, at + wait)
      else {
        one.sent(post.uuid)
        next.delete(post.uuid)
        sent.push([post.uuid, at])
      }
    }
  return sent
}

const notices = (count: number): Waiting[] =>
  Array.from({ length: count }, (_, index) => ({ uuid: `n${index}`, priority: priorities.notice }))

describe('the pace of a WeChat account', () => {
  it('leaves three to five seconds between two messages, never the same', () => {
    const times = sendAll(pace(), notices(40), at + 600_000).map(([, when]) => when)
    expect(times).toHaveLength(40)
    const gaps = times.slice(1).map((when, index) => when - (times[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000)
    expect(gaps.reduce((sum, gap) => sum + gap) / gaps.length).toBeLessThan(5_500)
    expect(new Set(gaps).size).toBeGreaterThan(10)
  })

  it('lets an emergency pass everything that waits, after the gap', () => {
    const one = pace()
    sendAll(one, notices(1), at + 1_000)
    const posts: Waiting[] = [...notices(5), { uuid: 'fire', priority: priorities.emergency }]
    const begun = at
    const [first] = sendAll(one, posts, at + 60_000)
    expect(first?.[0]).toBe('fire')
    expect((first?.[1] ?? 0) - begun).toBeLessThanOrEqual(5_100)
  })

  it('sends no more than the daily cap, but emergencies; the next morning it goes on', () => {
    const one = pace(10)
    const noon = at
    capped = 0
    expect(sendAll(one, notices(15), noon + 3_600_000)).toHaveLength(10)
    expect(capped).toBe(1)
    const fire = { uuid: 'fire', priority: priorities.emergency }
    expect(one.wait(fire)).toBe(0)
    const wait = one.wait({ uuid: 'n12', priority: priorities.answer })
    const morning = Date.parse('2026-11-18T06:00:00+08:00')
    expect(at + wait).toBeGreaterThanOrEqual(morning)
    expect(at + wait).toBeLessThanOrEqual(morning + 600_000)
  })

  it('rests from midnight to six, but for emergencies', () => {
    at = Date.parse('2026-11-18T00:00:00+08:00')
    const one = pace()
    const wait = one.wait({ uuid: 'a', priority: priorities.answer })
    expect(wait).toBeGreaterThanOrEqual(6 * 3_600_000)
    expect(wait).toBeLessThanOrEqual(6 * 3_600_000 + 600_000)
    expect(one.wait({ uuid: 'b', priority: priorities.emergency })).toBe(0)
    at = Date.parse('2026-11-17T23:59:00+08:00')
    expect(pace().wait({ uuid: 'c', priority: priorities.notice })).toBe(0)
  })

  it('keeps gap and cap over a restart', () => {
    pace(2).sent('a')
    ledger = openLedger(join(folder, 'counts.json'))
    const again = pace(2)
    expect(again.wait({ uuid: 'b', priority: priorities.notice })).toBeGreaterThanOrEqual(3_000)
    at += 6_000
    expect(again.wait({ uuid: 'b', priority: priorities.notice })).toBe(0)
    again.sent('b')
    at += 6_000
    expect(again.wait({ uuid: 'c', priority: priorities.notice })).toBeGreaterThan(3_600_000)
  })
})

describe('a long text for WeChat', () => {
  it('is cut at the ends of lines and loses nothing', () => {
    const text = Array.from({ length: 90 }, (_, line) => `${line} ${'说'.repeat(30)}`).join('\n')
    const pieces = splitText(text)
    expect(pieces.every((piece) => [...piece].length <= longestText)).toBe(true)
    expect(pieces.join('\n')).toBe(text)
  })

  it('is never cut within a character', () => {
    const pieces = splitText('🚒'.repeat(2_500))
    expect(pieces).toHaveLength(3)
    expect(pieces.join('')).toBe('🚒'.repeat(2_500))
    expect(splitText('')).toEqual([])
  })
})
