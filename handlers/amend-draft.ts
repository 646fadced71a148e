import type { Draft } from '../db/drafts.ts'
import { colourOf } from '../matters/colour.ts'
import { combine } from '../matters/combine.ts'
import type { HeardMessage } from '../matters/message.ts'
import type { Reading } from '../matters/reading.ts'
import { summarise } from '../matters/summary.ts'
import { categories, categoryOf } from '../matters/taxonomy.ts'
import type { Desk } from './desk.ts'
import { locate } from './locate.ts'
import { readPart } from './read/index.ts'

/**
 * A draft corrected by its reporter's own words: "类别=漏水", "地点=3栋2单元", or a plain sentence. What they now say of
 * place, time and amount stands; what they do not mention stays.
 */
export function amended(
  draft: Pick<Draft, 'reading' | 'groupId'>,
  said: string,
  message: HeardMessage,
  desk: Desk,
): Reading {
  const category = categorySaid(said)
  if (category) return withCategory(draft.reading, category)
  const words = said.replace(/^(?:地点|时间|金额|摘要|情况)\s*[=＝:：]\s*/u, '')
  const group = draft.groupId === null ? undefined : desk.registry.groupById(draft.groupId)
  const part = readPart(words, { nick: '', at: new Date(message.at), chatName: group?.name ?? '' })
  const place = part.place ? locate(part.place, group, desk.registry).place : draft.reading.place
  const base: Reading = {
    ...draft.reading,
    place,
    time: part.time ?? draft.reading.time,
    amount: part.amount ?? draft.reading.amount,
  }
  const whole = combine(base, { ...base, ...part, place, score: 0 })
  return { ...whole, place, summary: summarise({ ...whole, place }) }
}

/** The category of that id or Chinese name, as chosen by a button or typed. */
function categorySaid(said: string): string | null {
  const typed = /^类别\s*[=＝:：]\s*(\S+)/u.exec(said)?.[1]
  if (!typed) return null
  if (categories.has(typed)) return typed
  return (
    [...categories.values()].find(
      (one) => one.zh === typed || one.zh.includes(typed) || one.cueWords.includes(typed),
    )?.id ?? null
  )
}

export function withCategory(reading: Reading, id: string): Reading {
  const category = categoryOf(id)
  const coloured = colourOf({ category: id, rules: reading.rules })
  const changed = { ...reading, category: id, kind: category.kind, score: 1, choices: [], ...coloured }
  return { ...changed, summary: summarise(changed) }
}
