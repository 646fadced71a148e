interface Waiting {
  atMs: number
  run(): Promise<void>
  done(result: Promise<void>): void
}

/**
 * Puts what comes in a wrong order right, chat by chat: everything waits `holdMs` from the first that came, and is then run
 * in the order in which it was said, one after the other. A third of a second is far more than two messages overtake
 * each other by, and nobody notices it.
 */
export function createOrder(holdMs: number) {
  const waiting = new Map<string, Waiting[]>()
  const running = new Map<string, Promise<unknown>>()

  function release(chat: string): void {
    const batch = (waiting.get(chat) ?? []).toSorted((a, b) => a.atMs - b.atMs)
    waiting.delete(chat)
    const before = running.get(chat) ?? Promise.resolve()
    let turn = before
    for (const one of batch) {
      const result = turn.then(() => one.run())
      one.done(result)
      turn = result.catch(() => {})
    }
    running.set(chat, turn)
    void turn.then(() => {
      if (running.get(chat) === turn) running.delete(chat)
    })
  }

  /** Resolves or rejects with `run`. */
  return function inOrder(chat: string, atMs: number, run: () => Promise<void>): Promise<void> {
    return new Promise((done) => {
      const queue = waiting.get(chat)
      const one = { atMs, run, done }
      if (queue) queue.push(one)
      else {
        waiting.set(chat, [one])
        setTimeout(release, holdMs, chat)
      }
    })
  }
}
