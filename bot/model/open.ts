import type { Sql } from '../../db/client.ts'
import { addTokens } from '../../db/model-ledger.ts'
import { systemClock } from '../../matters/clock.ts'
import type { Model } from '../../prompts/prompt.ts'
import type { Config } from '../config.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { createModel } from './ask.ts'
import { createBreaker } from './breaker.ts'
import { createBudget } from './budget.ts'
import { createClient } from './client.ts'

type ModelConfig = Pick<
  Config,
  | 'LLM_BASE_URL'
  | 'LLM_API_KEY'
  | 'LLM_MODEL'
  | 'LLM_DAILY_TOKENS'
  | 'LLM_TIMEOUT_MS'
  | 'LLM_YUAN_PER_MILLION_IN'
  | 'LLM_YUAN_PER_MILLION_OUT'
>

/**
 * The configured model. Only who was told to by LLM_BASE_URL imports this file, and with it the package `openai`. Rest
 * and day go by the clock on the wall: the sandbox's, pushed ahead, would give a new budget at every push.
 */
export function openModel(
  config: ModelConfig,
  deps: { sql: Sql; metrics: Metrics; log: Logger; clock?: typeof systemClock },
): Model {
  const { sql, metrics, log, clock = systemClock } = deps
  const breaker = createBreaker(clock, (open) => {
    if (open)
      log.warn(
        'the model does not answer: it is left alone for a minute, and drafts stay as the rules read them',
      )
    metrics.modelResting.set(open ? 1 : 0)
  })
  return createModel({
    complete: createClient({
      baseUrl: config.LLM_BASE_URL ?? '',
      apiKey: config.LLM_API_KEY ?? '',
      clock,
    }),
    model: config.LLM_MODEL ?? '',
    timeoutMs: config.LLM_TIMEOUT_MS,
    breaker,
    budget: createBudget({
      perDay: config.LLM_DAILY_TOKENS,
      ledger: (day, tokens) => addTokens(sql, day, tokens),
      clock,
    }),
    ended(outcome, seconds) {
      metrics.modelAsked.inc({ outcome })
      metrics.modelSeconds.observe(seconds)
    },
    spent(tokens) {
      metrics.modelTokens.inc({ direction: 'in' }, tokens.in)
      metrics.modelTokens.inc({ direction: 'out' }, tokens.out)
      metrics.modelYuan.inc(
        (tokens.in * config.LLM_YUAN_PER_MILLION_IN + tokens.out * config.LLM_YUAN_PER_MILLION_OUT) / 1e6,
      )
    },
  })
}
