/**
 * Worth trying again: the platform or the database was busy, away or limiting us. `retryAfterSeconds` is given only where
 * the other side said no and when to come back: then nothing was done. Without it, it may have been done all the same.
 */
export class TemporaryError extends Error {
  override name = 'TemporaryError'
  constructor(
    message: string,
    readonly retryAfterSeconds?: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** Held by our own restraint, not by the platform: tried again after the time it names, and counts as no failure. */
export class HeldError extends TemporaryError {
  override name = 'HeldError'
}

/** Never worth trying again: chat gone, no right, content refused. Somebody is told. */
export class PermanentError extends Error {
  override name = 'PermanentError'
}

/** Somebody else changed the row first: read again and decide anew. */
export class StaleError extends Error {
  override name = 'StaleError'
}
