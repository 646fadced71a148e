import { createLog } from '../../bot/log.ts'
import { createLarkClient } from '../../bot/platforms/lark/client.ts'
import { createSending } from '../../bot/platforms/lark/send.ts'
import type { Card } from '../../matters/message.ts'
import { type FakeLark, type FakeLarkOptions, openFakeLark } from '../support/lark/index.ts'

const cast: FakeLarkOptions = {
  people: [
    { id: 'zhang', name: '张大妈', outside: true, reachable: true },
    { id: 'lin', name: '网格员小林' },
    { id: 'zhou', name: '周警官' },
    { id: 'wang', name: '王叔', outside: true, reachable: false },
  ],
  groups: [
    { id: 'anhe3', name: '安和花园三期业主群', members: ['zhang', 'lin', 'zhou'], external: true },
    { id: 'huati', name: '邻里话题群', members: ['zhang', 'lin'], threads: true },
    { id: 'gongzuo', name: '警网融合工作群', members: ['zhou', 'lin'] },
  ],
}

export type Speaker = Awaited<ReturnType<typeof openSpeaker>>

/** The bot's mouth over the real SDK, and the fake Lark it speaks to; its time stands still unless it is moved. */
export async function openSpeaker(options: FakeLarkOptions & { timeoutMs?: number } = {}) {
  const { timeoutMs, ...plan } = options
  const lark = await openFakeLark({ ...cast, ...plan })
  const lines: string[] = []
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  const { url: domain, appId, appSecret, clock } = lark
  const api = createLarkClient({ domain, appId, appSecret, clock, log, ...(timeoutMs && { timeoutMs }) })
  const sending = createSending(api, { clock, calendar: true })
  return { lark, api, log, sending, logged: () => lines.join('') }
}

let posts = 0
const number = () => (++posts).toString().padStart(12, '0')

/** One post to a group of the cast or, `direct`, to a person alone. */
export function post(lark: FakeLark, where: string, card: Partial<Card> = {}, who?: string) {
  const chat = who
    ? { id: lark.openIdOf(who), kind: 'direct' as const }
    : { id: lark.chatIdOf(where), kind: 'group' as const }
  return {
    uuid: `7b1f0c3e-0000-4000-8000-${number()}`,
    chat,
    card: { tone: 'plain' as const, lines: ['您好'], ...card },
  }
}

export const messages = 'POST /open-apis/im/v1/messages'
