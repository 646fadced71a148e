import type { Group, Registry } from '../../db/registry.ts'
import type { Seal } from '../../db/seal.ts'
import { createEar } from '../../handlers/listen.ts'
import type { Incoming } from '../../matters/message.ts'

/** A stretch of a group's chat in which every message is known to belong to a matter (its letter) or to none (null). */
export interface Log {
  id: string
  group: string
  matters: Record<string, { kind: string; category: string; urgency: string }>
  /** `at` in seconds since the first. */
  messages: { at: number; nick: string; text: string; matter: string | null; quotes?: number }[]
}

export interface LogFigures {
  /** Messages of a matter that were heard, and how many there are. */
  heard: number
  ofMatters: number
  /** Other messages that were heard. */
  overheard: number
  others: number
  /** Matters of which at least one message was heard. */
  matters: number
  ofAll: number
  /** For reading: `missed` and `wrong` as log id and place of the message. */
  missed: string[]
  wrong: string[]
}

/** What the real ear of an assisted group lets through of each log. */
export function measureLogs(logs: readonly Log[]): LogFigures {
  const sum: LogFigures = {
    heard: 0,
    ofMatters: 0,
    overheard: 0,
    others: 0,
    matters: 0,
    ofAll: 0,
    missed: [],
    wrong: [],
  }
  for (const log of logs) {
    const heard = heardOf(log)
    const met = new Set<string>()
    log.messages.forEach(({ matter }, index) => {
      const place = `${log.id}:${index + 1}`
      if (matter === null) {
        sum.others++
        if (heard.has(index)) sum.wrong.push(place)
      } else {
        sum.ofMatters++
        if (heard.has(index)) met.add(matter)
        else sum.missed.push(place)
      }
    })
    sum.ofAll += Object.keys(log.matters).length
    sum.matters += met.size
  }
  sum.heard = sum.ofMatters - sum.missed.length
  sum.overheard = sum.wrong.length
  return sum
}

/** Places of the messages that were let through, alone or as neighbours that a later one pulled in. */
function heardOf(log: Log): Set<number> {
  let now = start
  const ear = createEar({ registry, seal, clock: { now: () => new Date(now) } })
  const heard = new Set<number>()
  log.messages.forEach((message, index) => {
    now = start + 1000 * message.at
    const kept = ear.listen(incoming(log, index))
    if (!kept) return
    heard.add(index)
    for (const { messageId } of kept.neighbours) heard.add(Number(messageId))
  })
  ear.close()
  return heard
}

const start = Date.parse('2026-11-22T10:00:00+08:00')

function incoming(log: Log, index: number): Incoming {
  const message = log.messages[index] as Log['messages'][number]
  return {
    platform: 'sandbox',
    messageId: String(index),
    chat: { id: 'log', kind: 'group' },
    sender: { id: message.nick, nick: message.nick },
    type: 'text',
    text: message.text,
    mentionsBot: false,
    mentions: [],
    ...(message.quotes !== undefined && { quotes: String(message.quotes) }),
    at: new Date(start + 1000 * message.at).toISOString(),
  }
}

const group: Partial<Group> = { id: 1, mode: 'assisted', announcedAt: new Date(0), leftAt: null }
const registry = { group: () => group, optedOut: () => false } as unknown as Registry
const seal = { hash: () => '' } as unknown as Seal
