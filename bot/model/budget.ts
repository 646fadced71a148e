import type { Clock } from '../../matters/clock.ts'
import { localDate } from '../../matters/working-time.ts'

/** Where a day's tokens are counted, for all processes: adds to the day's sum and resolves what it is then. */
export type Ledger = (day: string, tokens: number) => Promise<number>

export interface Budget {
  /** Sets tokens aside before they are spent; null where the day has not that many left. */
  take(tokens: number): Promise<Taken | null>
}

export interface Taken {
  /** What it took in the end; the rest goes back. */
  settle(used: number): Promise<void>
}

/**
 * So many tokens a day (Shanghai time) and no more. They are set aside before the question goes out, so that several
 * that go out together keep within the sum too; what a crash left unsettled counts as spent.
 */
export function createBudget(options: { perDay: number; ledger: Ledger; clock: Clock }): Budget {
  const { perDay, ledger, clock } = options
  return {
    async take(tokens) {
      const day = localDate(clock.now())
      const sum = await ledger(day, tokens)
      if (sum > perDay) {
        await ledger(day, -tokens)
        return null
      }
      return {
        async settle(used) {
          if (used !== tokens) await ledger(day, used - tokens)
        },
      }
    },
  }
}
