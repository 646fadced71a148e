/** Seconds or milliseconds, as puppets please (wechaty-puppet src/schemas/message.ts), to milliseconds; nonsense is now. */
export function saidAtMs(stamp: number, nowMs: number): number {
  const ms = stamp < 1e11 ? stamp * 1000 : stamp
  // Of a telephone's clock that runs ahead nobody gains time.
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, nowMs) : nowMs
}
