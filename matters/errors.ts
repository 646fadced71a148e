/** Worth trying again: the platform or the database was busy, away or limiting us. */
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

/** Never worth trying again: chat gone, no right, content refused. Somebody is told. */
export class PermanentError extends Error {
  override name = 'PermanentError'
}

/** Somebody else changed the row first: read again and decide anew. */
export class StaleError extends Error {
  override name = 'StaleError'
}
