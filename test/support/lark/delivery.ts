import { eventOf, type LarkEvent } from './envelope.ts'
import { newEventId } from './ids.ts'
import type { State } from './state.ts'
import type { Json } from './types.ts'

/** Brings one event over once. */
export type Carrier = (event: LarkEvent) => Promise<Carried>

export interface Carried {
  /** It was acknowledged in time. */
  ok: boolean
  status?: number
  answer?: unknown
  /** There was no one to bring it to. */
  nobody?: true
}

export type Way = 'webhook' | 'socket'

export interface Attempt {
  at: Date
  way: Way
  ok: boolean
  status?: number
}

export interface Delivered {
  eventId: string
  type: string
  /** The message it tells of, where it does. */
  messageId?: string
  attempts: Attempt[]
  /** Acknowledged once at least. */
  ok: boolean
}

/** Seconds after which what was not acknowledged comes again (facts 1.3). */
export const retriesSeconds = [15, 300, 3600, 21_600] as const

export type Delivery = ReturnType<typeof createDelivery>

/** Delivers events, again and again where nobody acknowledged, and as badly as levers ask. */
export function createDelivery(state: State, carriers: Record<Way, Carrier>, isSubscribed: () => boolean) {
  const { clock, chance } = state
  const record: Delivered[] = []
  const notes = new Map<string, Delivered>()
  const sent: LarkEvent[] = []
  const flying = new Set<Promise<unknown>>()
  const ways = new Set<Way>()
  let held: LarkEvent[] | undefined
  let losing = 0
  let doubling = 0
  const odds = { lose: 0, double: 0, again: 0 }

  const waysNow = () =>
    ways.size > 0 ? [...ways] : [isSubscribed() ? ('webhook' as const) : ('socket' as const)]

  function fly<T>(work: Promise<T>): Promise<T> {
    flying.add(work)
    void work.finally(() => flying.delete(work)).catch(() => {})
    return work
  }

  function noteOf(event: LarkEvent): Delivered {
    const known = notes.get(event.id)
    if (known) return known
    const note: Delivered = { eventId: event.id, type: event.type, attempts: [], ok: false }
    const messageId = messageIdOf(event)
    if (messageId !== undefined) note.messageId = messageId
    record.push(note)
    notes.set(event.id, note)
    return note
  }

  async function carry(event: LarkEvent, way: Way, tried: number): Promise<void> {
    const note = noteOf(event)
    const at = clock.now()
    const { ok, status } = await carriers[way](event)
    note.attempts.push({ at, way, ok, ...(status !== undefined && { status }) })
    note.ok ||= ok
    const again = retriesSeconds[tried]
    if (!ok && again !== undefined) clock.after(again * 1000, () => fly(carry(event, way, tried + 1)))
  }

  function launch(event: LarkEvent): void {
    const doubled = doubling > 0 || chance() < odds.double
    if (doubling > 0) doubling -= 1
    for (const way of waysNow())
      for (let one = 0; one < (doubled ? 2 : 1); one++) void fly(carry(event, way, 0))
    if (chance() < odds.again) clock.after(15_000, () => launch({ ...event, id: newEventId() }))
  }

  return {
    record,
    /** Sends an event on its way. */
    push(type: string, body: Json): LarkEvent {
      const event = eventOf(type, body, clock.ms())
      sent.push(event)
      const lost = losing > 0 || chance() < odds.lose
      if (losing > 0) losing -= 1
      if (lost) return event
      if (held) held.push(event)
      else launch(event)
      return event
    },
    /** A callback: once, and what was answered. */
    async call(type: string, body: Json) {
      const [way = 'socket'] = waysNow()
      return await fly(carriers[way](eventOf(type, body, clock.ms())))
    },
    /** Delivers by these from now on; none: the webhook once a URL is subscribed, else the socket. */
    by(...next: Way[]) {
      ways.clear()
      for (const way of next) ways.add(way)
    },
    /** The next events never arrive. */
    loseNext(times: number) {
      losing += times
    },
    /** The next events arrive twice at the same moment. */
    doubleNext(times: number) {
      doubling += times
    },
    /** Chances of 0 to 1: lost, twice at once, again after 15 s under another event id. */
    chances: (next: Partial<typeof odds>) => void Object.assign(odds, next),
    /** Keeps events back until released. */
    hold() {
      held ??= []
    },
    release(order: 'as said' | 'reversed' = 'as said') {
      const kept = held ?? []
      held = undefined
      for (const event of order === 'reversed' ? kept.reverse() : kept) launch(event)
    },
    /** The event of a message once more: with its own event id, or the same message under a new one. */
    again(messageId: string, newId: boolean) {
      const event = sent.find((one) => messageIdOf(one) === messageId)
      if (!event) throw new Error(`no event told of ${messageId}`)
      launch(newId ? { ...event, id: newEventId() } : event)
    },
    /** Resolves when nothing is on its way; what waits for its time does not count. */
    async settled(): Promise<void> {
      while (flying.size > 0) await Promise.allSettled([...flying])
    },
  }
}

function messageIdOf({ body }: LarkEvent): string | undefined {
  const id = (body.message as Json | undefined)?.message_id ?? body.message_id
  return typeof id === 'string' ? id : undefined
}
