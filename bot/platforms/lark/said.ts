import type { Group } from '../../../db/registry.ts'
import { PermanentError } from '../../../matters/errors.ts'
import type { Card } from '../../../matters/message.ts'
import type { Outgoing, Platform } from '../platform.ts'
import type { LarkApi } from './api.ts'
import { cardJson } from './card.ts'
import { beginning, fitted } from './fit.ts'
import { historyOf } from './history.ts'

/** Lark folds a `uuid` for an hour (im-v1/message/create); ten minutes less for clocks that differ. */
const rememberedSeconds = 50 * 60
/** Their clock may be behind ours. */
const skewMs = 120_000

export interface LookUp {
  group(chatId: string): Group | undefined
  /** The conversation with that person, if it was seen. */
  directChat(openId: string): string | undefined
  now(): Date
}

/**
 * Finds what the bot said by its words: history gives neither `uuid` nor the card, only a lossy rendering. Of what others
 * said there nothing is looked at. A group where the bot may hear mentions only, or nothing yet, is not read even for
 * this: then a person has to look.
 */
export function createLookUp(api: LarkApi, known: LookUp): NonNullable<Platform['said']> {
  return {
    rememberedSeconds,
    async find({ chat, card }: Outgoing, since: Date) {
      const id =
        chat.kind === 'direct'
          ? known.directChat(chat.id)
          : isHeard(known.group(chat.id))
            ? chat.id
            : undefined
      if (!id) return 'unknown'
      try {
        return await alike(api, id, card, { from: new Date(since.getTime() - skewMs), to: known.now() })
      } catch (error) {
        if (error instanceof PermanentError) return 'unknown'
        throw error
      }
    },
  }
}

/** Announced, and heard beyond mentions: then reading it is nothing new to anybody in it. */
function isHeard(group: Group | undefined): boolean {
  return (
    group !== undefined && group.announcedAt !== null && group.leftAt === null && group.mode !== 'mention'
  )
}

async function alike(api: LarkApi, chatId: string, card: Card, span: { from: Date; to: Date }) {
  const forms = formsOf(card)
  const found: string[] = []
  for await (const page of historyOf(api, chatId, span)) {
    for (const { message_id, msg_type, sender, body } of page) {
      if (!message_id || sender?.sender_type !== 'app' || msg_type !== 'interactive') continue
      const words = wordsOf(body?.content ?? '').join('')
      // "Please upgrade to see this" and the like: a card of somebody's, and no telling which.
      if (words === '' || /升级.{0,12}查看|upgrade/i.test(words)) return 'unknown'
      if (forms.some((form) => form.every((part) => words.includes(part)))) found.push(message_id)
    }
  }
  return found
}

/** As it may have gone out: whole or shortened. Buttons and pictures are left aside, since a rendering may drop them. */
function formsOf({ actions: _, picture: __, mention: ___, ...card }: Card): string[][] {
  const drawings = [cardJson(card), fitted(card).card, beginning(card)]
  return drawings.map((drawing) => wordsOf(JSON.stringify(drawing)))
}

/** The letters and digits that are shown, piece by piece, whatever they stand in. */
function wordsOf(content: string): string[] {
  const words: string[] = []
  try {
    JSON.parse(content, (name, value) => {
      if (typeof value === 'string' && ['content', 'text', 'title'].includes(name)) words.push(value)
      return value
    })
  } catch {
    return []
  }
  return words.map((part) => part.replace(/<at[^>]*>(?:<\/at>)?|[^\p{L}\p{N}]/gu, '')).filter(Boolean)
}
