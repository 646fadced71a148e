import type { Card } from '../../matters/message.ts'

/** A card as plain text on a platform without cards: its buttons are numbers to answer with. */
export function numberedText(card: Card): string {
  const buttons = (card.actions ?? []).map(
    (action, index) => `${index + 1} ${action.label.replace(/^\d+\s*/u, '')}`,
  )
  // Only where the card says it of this very button: people's own words may hold "回 1 ".
  const said = card.lines.some((line) => line.includes(`回 ${buttons[0]}`))
  return [plainText(card), buttons.length > 0 && !said ? `回 ${buttons.join('  ')}` : '']
    .filter(Boolean)
    .join('\n')
}

/** A card as plain text, for replays and tests. */
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
