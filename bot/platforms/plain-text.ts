import type { Card } from '../../matters/message.ts'

/** A card as plain text, for platforms without cards and for replays. */
export function plainText(card: Card): string {
  return [
    card.mention ? `@${card.mention.nick}` : '',
    card.title ? `【${card.title}】` : '',
    ...(card.fields ?? []).map((field) => `${field.name}:${field.value}`),
    ...card.lines,
  ]
    .filter(Boolean)
    .join('\n')
}
