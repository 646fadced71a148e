import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { extract, type Question } from '../../../prompts/extract.ts'
import { modelAt } from '../../support/model/asking.ts'
import { type FakeServer, openFakeServer } from '../../support/model/fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await openFakeServer()
})
afterAll(() => server.close())
beforeEach(() => {
  server.heard.length = 0
})

const question: Question = {
  text: '楼上天天半夜拖椅子',
  known: { category: null, choices: [], roles: [] },
  open: ['category', 'place', 'time'],
}
const good = { category: 'dispute.neighbor.noise', place: null, time: '天天半夜', amount: null, parties: [] }

describe('a question to a model', () => {
  it('is one request, answered and counted', async () => {
    server.behaves({ says: good, tokens: [2100, 40] })
    const { model, ended, spent, ledger } = modelAt(server.url)
    expect(await model.ask(extract, question)).toEqual(good)
    expect(ended).toEqual(['answered'])
    expect(spent).toEqual({ in: 2100, out: 40 })
    expect([...ledger.values()]).toEqual([2140])
    expect(server.heard).toHaveLength(1)
    const body = JSON.parse(server.heard[0]?.body ?? '')
    expect(body).toMatchObject({ model: 'fake-model', temperature: 0, max_tokens: extract.longestAnswer })
    expect(body.messages.map((one: { role: string }) => one.role)).toEqual(['system', 'user'])
  })

  it('sends no header that tells of this machine or of another account', async () => {
    process.env.OPENAI_ORG_ID = 'org-of-somebody'
    process.env.OPENAI_CUSTOM_HEADERS = 'X-Canary: canary'
    server.behaves({ says: good })
    await modelAt(server.url).model.ask(extract, question)
    delete process.env.OPENAI_ORG_ID
    delete process.env.OPENAI_CUSTOM_HEADERS
    const names = Object.keys(server.heard[0]?.headers ?? {})
    expect(names.filter((name) => /stainless|openai|canary/.test(name))).toEqual([])
    expect(names).toContain('authorization')
  })

  it('is understood in a code fence, behind thinking and chatter', async () => {
    server.behaves({ says: good, inFence: true, thinking: 'category 是 {"category":"hazard.gas"} 吗?' })
    expect(await modelAt(server.url).model.ask(extract, question)).toEqual(good)
  })

  it('is repaired once: the answer goes back with what is wrong with it', async () => {
    server.behaves({ says: { ...good, category: 'dispute.neighbour.noise' } }, { says: good })
    const { model, ended } = modelAt(server.url)
    expect(await model.ask(extract, question)).toEqual(good)
    expect(ended).toEqual(['repaired'])
    const roles = JSON.parse(server.heard[1]?.body ?? '').messages.map((one: { role: string }) => one.role)
    expect(roles).toEqual(['system', 'user', 'assistant', 'user'])
  })

  it('is given up after the repair', async () => {
    server.behaves({ says: { ...good, category: 'politics.petition' } })
    const { model, ended, breaker } = modelAt(server.url)
    for (let n = 0; n < 6; n++) expect(await model.ask(extract, question)).toBeNull()
    expect(ended).toEqual(Array(6).fill('invalid'))
    expect(server.heard).toHaveLength(12)
    expect(breaker.isOpen()).toBe(false)
  })

  it('is tried once more where the server is busy, after what it asks for', async () => {
    server.behaves({ status: 429, retryAfter: '0.3' }, { says: good })
    const { model, ended } = modelAt(server.url)
    const began = performance.now()
    expect(await model.ask(extract, question)).toEqual(good)
    expect(performance.now() - began).toBeGreaterThan(290)
    expect(ended).toEqual(['answered'])
    server.behaves({ status: 500 }, { status: 503 }, { says: good })
    expect(await model.ask(extract, question)).toBeNull()
    expect(ended).toEqual(['answered', 'busy'])
  })

  it('does not wait for a Retry-After beyond its deadline, in seconds or as a date', async () => {
    for (const retryAfter of ['60', 'Tue, 17 Nov 2026 04:01:00 GMT']) {
      server.heard.length = 0
      server.behaves({ status: 429, retryAfter }, { says: good })
      const { model, ended } = modelAt(server.url)
      const began = performance.now()
      expect(await model.ask(extract, question)).toBeNull()
      expect(performance.now() - began).toBeLessThan(1000)
      expect(ended).toEqual(['busy'])
      expect(server.heard).toHaveLength(1)
    }
  })

  it('ends at its deadline, whether the server is silent or endless', async () => {
    for (const manner of [{ slowMs: 3000, says: good }, { drips: true }] as const) {
      server.behaves(manner)
      const { model, ended } = modelAt(server.url, { timeoutMs: 200 })
      const began = performance.now()
      expect(await model.ask(extract, question)).toBeNull()
      expect(performance.now() - began).toBeLessThan(1000)
      expect(ended).toEqual(['late'])
    }
  })

  it('brings nothing where the server hangs up, refuses or talks nonsense', async () => {
    const { model, ended } = modelAt(server.url)
    const nonsense = ['null', '[]', '{}', '<html>502</html>', '{"choices":[{"message":{"content":7}}]}']
    for (const raw of nonsense) {
      server.behaves({ raw, type: raw.startsWith('<') ? 'text/html' : 'application/json' })
      expect([raw, await model.ask(extract, question)]).toEqual([raw, null])
    }
    server.behaves({ truncated: '{"category": "dispute.nei' })
    expect(await model.ask(extract, question)).toBeNull()
    server.behaves({ hangsUp: true })
    expect(await model.ask(extract, question)).toBeNull()
    server.behaves({ status: 400 })
    expect(await model.ask(extract, question)).toBeNull()
    expect(new Set(ended)).toEqual(new Set(['invalid', 'busy', 'refused']))
    expect(await modelAt(server.url, { key: 'wrong' }).model.ask(extract, question)).toBeNull()
    expect(await modelAt('http://127.0.0.1:9').model.ask(extract, question)).toBeNull()
  })

  it('is not carried to another server by a redirect', async () => {
    const other = await openFakeServer()
    server.behaves({ redirectsTo: `${other.url}/chat/completions` })
    const { model } = modelAt(server.url)
    expect(await model.ask(extract, question)).toBeNull()
    expect(other.heard).toEqual([])
    await other.close()
  })

  it('that is none of the prompt reaches nobody', async () => {
    const { model, ended } = modelAt(server.url)
    expect(await model.ask(extract, { ...question, text: '' })).toBeNull()
    expect(ended).toEqual(['error'])
    expect(server.heard).toEqual([])
  })
})

describe('the breaker', () => {
  afterEach(() => server.behaves({ says: good }))

  it('leaves a server alone for a minute after five failures, then tries it once', async () => {
    server.behaves({ status: 400 })
    const { model, ended, forward, breaker } = modelAt(server.url)
    for (let n = 0; n < 5; n++) await model.ask(extract, question)
    expect(breaker.isOpen()).toBe(true)
    await model.ask(extract, question)
    expect(ended.at(-1)).toBe('resting')
    expect(server.heard).toHaveLength(5)
    forward(61_000)
    await Promise.all([model.ask(extract, question), model.ask(extract, question)])
    expect(server.heard).toHaveLength(6)
    expect(ended.slice(-2).sort()).toEqual(['refused', 'resting'])
    forward(61_000)
    server.behaves({ says: good })
    expect(await model.ask(extract, question)).toEqual(good)
    expect(breaker.isOpen()).toBe(false)
    expect(await model.ask(extract, question)).toEqual(good)
  })
})

describe('the budget', () => {
  it('lets nothing out that the day has no tokens for, also of questions side by side', async () => {
    server.behaves({ says: good, tokens: [3000, 100] })
    const { model, ended, forward } = modelAt(server.url, { perDay: 12_000 })
    await Promise.all(Array.from({ length: 8 }, () => model.ask(extract, question)))
    const heard = server.heard.length
    expect(heard).toBeGreaterThan(0)
    expect(heard).toBeLessThan(4)
    expect(ended.filter((one) => one === 'over_budget')).toHaveLength(8 - heard)
    forward(24 * 3_600_000)
    expect(await model.ask(extract, question)).toEqual(good)
  })

  it('gives back what was not used, and nothing for an answer that never came', async () => {
    server.behaves({ says: good, tokens: [10, 10] })
    const { model, ledger } = modelAt(server.url)
    await model.ask(extract, question)
    expect([...ledger.values()]).toEqual([20])
    server.behaves({ status: 500 })
    await model.ask(extract, question)
    expect([...ledger.values()]).toEqual([20])
  })
})
