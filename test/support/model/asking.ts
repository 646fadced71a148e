import { createModel, type Outcome } from '../../../bot/model/ask.ts'
import { createBreaker } from '../../../bot/model/breaker.ts'
import { createBudget } from '../../../bot/model/budget.ts'
import { createClient } from '../../../bot/model/client.ts'
import { apiKey } from './fake-server.ts'

/** The real client against a fake server, with a clock that stands, a ledger in memory, and a note of all that ended. */
export function modelAt(url: string, options: { timeoutMs?: number; perDay?: number; key?: string } = {}) {
  let at = new Date('2026-11-17T12:00:00+08:00')
  const clock = { now: () => at }
  const ended: Outcome[] = []
  const spent = { in: 0, out: 0 }
  const ledger = new Map<string, number>()
  const breaker = createBreaker(clock)
  const model = createModel({
    complete: createClient({ baseUrl: url, apiKey: options.key ?? apiKey, clock }),
    model: 'fake-model',
    timeoutMs: options.timeoutMs ?? 2000,
    breaker,
    budget: createBudget({
      perDay: options.perDay ?? 1_000_000,
      ledger: async (day, tokens) => {
        ledger.set(day, (ledger.get(day) ?? 0) + tokens)
        return ledger.get(day) ?? 0
      },
      clock,
    }),
    ended: (outcome) => void ended.push(outcome),
    spent(tokens) {
      spent.in += tokens.in
      spent.out += tokens.out
    },
  })
  return {
    model,
    breaker,
    ended,
    spent,
    ledger,
    forward(ms: number) {
      at = new Date(at.getTime() + ms)
    },
  }
}
