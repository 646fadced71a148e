import type { Shown } from '../../test/support/lark/index.ts'
import { account } from './community.ts'
import type { Report } from './plan.ts'
import type { Town } from './town.ts'

export type Ears = ReturnType<typeof listenIn>

/** What people were shown by the bot, as the platforms showed it. */
export function listenIn({ lark, wechat, store }: Town) {
  /** By chat and words, and by idempotency key: the messages that were one. */
  const shown = new Map<string, Shown>()
  const direct = new Map<string, Shown[]>()
  const called = new Set<string>()
  lark.onChange((one) => {
    if (one.from !== 'bot' || one.recalled || shown.has(one.messageId)) return
    shown.set(one.messageId, one)
    const chat = lark.chats.get(one.chatId)
    for (const who of one.mentions) called.add(who)
    if (chat?.kind === 'p2p') direct.set(chat.key, [...(direct.get(chat.key) ?? []), one])
  })
  const drafted = new Set<string>()
  const idOf = new Map<Report, string>()
  const inPrivate = (who: string) => direct.get(who) ?? []

  return {
    /** Under which id a report was said. */
    said: (report: Report, messageId: string) => void idOf.set(report, messageId),
    /** Looks which messages became drafts, before those are forgotten. */
    async look(): Promise<void> {
      const rows = await store.sql<{ id: string }[]>`select unnest(message_ids) as id from drafts`
      for (const { id } of rows) drafted.add(id.split('/').at(-1) ?? '')
    },
    /** All there is of a confidential one whose reporter cannot be written to: nobody is shown anything. */
    isDrafted: (report: Report) => drafted.has(idOf.get(report) ?? ''),
    /** The reporter was told what was understood, or called where they cannot be written to. */
    isAnswered({ on, who, door, room }: Report): boolean {
      if (on === 'lark') return called.has(who) || inPrivate(who).some(({ text }) => text.includes(door))
      return wechat.sent.some(({ to, kind, text }) =>
        kind === 'person' ? to === who && text.includes(door) : to === room.key && text.includes(`@${who}`),
      )
    },
    /** The card that asks a reporter on Lark to confirm. */
    asked: (who: string) =>
      inPrivate(who).findLast(({ buttons }) => buttons.some(({ label }) => /确认/.test(label))),
    /** Posts that came more than once under one key, or with the same words to a reporter. */
    doubledOnLark(reports: readonly Report[]): number {
      const keys = [...shown.values()].flatMap(({ uuid }) => uuid ?? [])
      const words = reports.flatMap(({ who }) =>
        inPrivate(who).map((one) => `${who} ${one.uuid ?? one.text}`),
      )
      const same = reports.flatMap(({ who }) => inPrivate(who).map(({ text }) => `${who} ${text}`))
      return Math.max(repeated(keys), repeated(words), repeated(same))
    },
    /** Pairs of messages with the same words to the same room or person, the later as long as the earlier stands unsettled. */
    doubledOnWechat() {
      const first = new Map<string, (typeof wechat.sent)[number]>()
      return wechat.sent
        .filter((one) => one.account === account)
        .flatMap((one) => {
          const key = `${one.to} ${one.text}`
          const before = first.get(key)
          first.set(key, one)
          return before ? [{ before, again: one }] : []
        })
    },
  }
}

const repeated = (keys: string[]) => keys.length - new Set(keys).size
