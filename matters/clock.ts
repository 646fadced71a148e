/** Where the business time comes from. Machine things (leases, back-off, buckets) use the database's own clock. */
export interface Clock {
  now(): Date
}
export const systemClock: Clock = { now: () => new Date() }
