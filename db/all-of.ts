/**
 * Statements of one transaction that do not rest on each other, sent without waiting in between. As Promise.all, but
 * it rejects only when nothing is under way any more: that would run on after the rollback, outside the transaction.
 */
export async function allOf(steps: (PromiseLike<unknown> | undefined)[]): Promise<void> {
  for (const step of await Promise.allSettled(steps)) if (step.status === 'rejected') throw step.reason
}
