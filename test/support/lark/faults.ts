/** What a call may meet. `…_after`: it was done, and the answer is lost. */
export type Fault =
  | 'hang'
  | 'hang_after'
  | 'reset_before'
  | 'reset_after'
  | { status: number }
  | { code: number; msg?: string; status?: number }

interface Planned {
  fault: Fault
  left: number
  api?: string
}

export type Faults = ReturnType<typeof createFaults>

/** Faults for the next calls, or by chance. `api` is the beginning of "POST /open-apis/im/v1/messages". */
export function createFaults(chance: () => number) {
  let planned: Planned[] = []
  let chances: { fault: Fault; probability: number; api?: string }[] = []
  let met = 0
  return {
    next(times: number, fault: Fault, api?: string): void {
      planned.push({ fault, left: times, api })
    },
    chance(probability: number, fault: Fault, api?: string): void {
      chances.push({ fault, probability, api })
    },
    none(): void {
      planned = []
      chances = []
    },
    /** How many calls met one. */
    met: () => met,
    /** The fault of this call, if any. */
    draw(call: string): Fault | undefined {
      const first = planned.find((one) => one.left > 0 && call.startsWith(one.api ?? ''))
      if (first) first.left -= 1
      const fault =
        first?.fault ??
        chances.find((one) => call.startsWith(one.api ?? '') && chance() < one.probability)?.fault
      if (fault) met += 1
      return fault
    },
  }
}
