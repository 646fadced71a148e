import type { HeardMessage } from '../matters/message.ts'
import type { Desk } from './desk.ts'

/** Delivered again after an outage, or read afterwards: so much later that it has to be said. */
const lateMinutes = 10

export interface Lateness {
  saidAt: Date
  minutes: number
}

/** How much later a message was heard than said, where that is long enough to matter; else null. */
export function heardLate({ at }: Pick<HeardMessage, 'at'>, desk: Pick<Desk, 'clock'>): Lateness | null {
  const minutes = Math.floor((desk.clock.now().getTime() - Date.parse(at)) / 60_000)
  return minutes >= lateMinutes ? { saidAt: new Date(at), minutes } : null
}
