/** A question that failed is not asked again for so long: an event cannot wait for it each time. */
const failedMs = 30_000

/**
 * Answers kept for a while, the least lately used forgotten first. Time is the machine's: pushing a business clock
 * makes nothing old.
 */
export class KeptAnswers<Value> {
  private readonly kept = new Map<string, { value: Promise<Value>; until: number }>()
  constructor(private readonly limits: { most: number; forMs: number }) {}

  /** The answer that is kept, else a new one. */
  of(key: string, ask: () => Promise<Value>): Promise<Value> {
    const known = this.kept.get(key)
    if (!known || known.until <= performance.now()) return this.renew(key, ask)
    this.kept.delete(key)
    this.kept.set(key, known)
    return known.value
  }

  /** Asks, whatever is kept. */
  renew(key: string, ask: () => Promise<Value>): Promise<Value> {
    const entry = { value: ask(), until: performance.now() + this.limits.forMs }
    entry.value.catch(() => {
      entry.until = performance.now() + failedMs
    })
    this.kept.delete(key)
    this.kept.set(key, entry)
    const [oldest] = this.kept.keys()
    if (this.kept.size > this.limits.most && oldest !== undefined) this.kept.delete(oldest)
    return entry.value
  }

  delete(key: string): void {
    this.kept.delete(key)
  }
}
