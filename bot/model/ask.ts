import { setTimeout as pause } from 'node:timers/promises'
import { TemporaryError } from '../../matters/errors.ts'
import type { Model, Prompt } from '../../prompts/prompt.ts'
import { readAnswer } from './answer.ts'
import type { Breaker } from './breaker.ts'
import type { Budget } from './budget.ts'
import type { Complete, Completion } from './client.ts'
import { type ChatRequest, mostTokens, repairOf, requestOf } from './request.ts'

/** How a question ended; `answered` and `repaired` brought something, the rest nothing. */
export const outcomes = [
  'answered',
  'repaired',
  'invalid',
  'late',
  'busy',
  'refused',
  'resting',
  'over_budget',
  'error',
] as const
export type Outcome = (typeof outcomes)[number]

export interface Asking {
  complete: Complete
  model: string
  /** For everything: a second try, a repair, waiting in between. */
  timeoutMs: number
  breaker: Breaker
  budget: Budget
  /** Told once a question. */
  ended(outcome: Outcome, seconds: number): void
  /** Told once a request that was answered. */
  spent(tokens: { in: number; out: number }): void
}

/** A second try without a Retry-After waits this long. */
const usualPauseMs = 250

/** The model behind a server, guarded: one deadline, one retry, one repair, a breaker, a budget. Never rejects. */
export function createModel(asking: Asking): Model {
  return {
    async ask(prompt, input) {
      const began = performance.now()
      const { outcome, answer = null } = await askOnce(asking, prompt, input).catch(() => ({
        outcome: 'error' as const,
        answer: null,
      }))
      asking.ended(outcome, (performance.now() - began) / 1000)
      return answer
    },
  }
}

async function askOnce<I, A>(
  asking: Asking,
  prompt: Prompt<I, A>,
  input: I,
): Promise<{ outcome: Outcome; answer?: A }> {
  const asked = requestOf(prompt, input, asking.model)
  const deadline = deadlineIn(asking.timeoutMs)
  try {
    const first = await paid(asking, asked, deadline)
    if (typeof first === 'string') return { outcome: first }
    const read = readAnswer(prompt, first.words)
    if (read.answer !== undefined) return { outcome: 'answered', answer: read.answer }
    const again = repairOf(asked, first.words, read.problem ?? '')
    const second = await paid(asking, again, deadline)
    if (typeof second === 'string') return { outcome: 'invalid' }
    const { answer } = readAnswer(prompt, second.words)
    return answer === undefined ? { outcome: 'invalid' } : { outcome: 'repaired', answer }
  } finally {
    deadline.end()
  }
}

/** One request within budget and breaker, or why there was none. */
async function paid(asking: Asking, asked: ChatRequest, deadline: Deadline): Promise<Completion | Outcome> {
  const { breaker, budget } = asking
  if (!breaker.mayAsk()) return 'resting'
  const most = mostTokens(asked)
  const taken = await budget.take(most)
  if (!taken) return 'over_budget'
  const said = await tried(asking, asked, deadline)
  if ('failure' in said) {
    breaker.failed()
    // A server that was too slow may have charged for it all the same.
    await taken.settle(said.failure === 'late' ? most : 0)
    return said.failure
  }
  // Nonsense is no failure here: hostile words could bring it about, and so switch the model off for everybody.
  breaker.worked()
  const tokens = {
    in: said.tokensIn ?? most - asked.max_tokens,
    out: said.tokensOut ?? said.words.length,
  }
  asking.spent(tokens)
  await taken.settle(tokens.in + tokens.out)
  return said
}

/** Once more where the server was busy or away, after what it asked for, if the deadline leaves that long. */
async function tried(
  asking: Asking,
  asked: ChatRequest,
  deadline: Deadline,
): Promise<Completion | { failure: Outcome }> {
  for (let again = 0; ; again++) {
    try {
      return await Promise.race([asking.complete(asked, deadline.signal), deadline.passed])
    } catch (error) {
      if (deadline.signal.aborted) return { failure: 'late' }
      if (!(error instanceof TemporaryError)) return { failure: 'refused' }
      const waitMs = (error.retryAfterSeconds ?? usualPauseMs / 1000) * 1000
      if (again > 0 || waitMs >= deadline.leftMs()) return { failure: 'busy' }
      await pause(waitMs)
    }
  }
}

interface Deadline {
  signal: AbortSignal
  /** Rejects when it is reached, whatever the client does with the signal. */
  passed: Promise<never>
  leftMs(): number
  end(): void
}

function deadlineIn(ms: number): Deadline {
  const controller = new AbortController()
  const at = performance.now() + ms
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort()
      reject(new Error('late'))
    }, ms)
  })
  passed.catch(() => {})
  return {
    signal: controller.signal,
    passed,
    leftMs: () => at - performance.now(),
    end: () => clearTimeout(timer),
  }
}
