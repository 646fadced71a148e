import { onlyTheBeginning, wordsAbove } from '../../../handlers/replies/too-long.ts'
import type { Card } from '../../../matters/message.ts'
import { plainText } from '../plain-text.ts'
import { cardJson, type Drawing, isOpenId, type LarkCard } from './card.ts'
import { shown } from './escape.ts'
import { longestPrefix, mostBytes, pieces, weight } from './size.ts'

/** What one post becomes: the texts first, then the card, which has the buttons and is what later cards replace. */
export interface Fitted {
  texts: string[]
  card: LarkCard
}

/** A card as it may go out: whole, or its words as texts of up to 150 KB ahead and the card with the rest. */
export function fitted(card: Card, drawing: Drawing = {}): Fitted {
  const whole = cardJson(card, drawing)
  if (weight(whole) <= mostBytes.card) return { texts: [], card: whole }
  const { mention, ...words } = card
  const text = shown(plainText(words), drawing.apart)
  // The same form as in cards does not call anybody in a text (facts 1.5).
  const call = mention && isOpenId(mention.id) ? `<at user_id="${mention.id}"></at>\n` : ''
  const [first = '', ...more] = pieces(text, mostBytes.text - call.length * 2)
  return { texts: [call + first, ...more], card: shortened({ ...words, fields: [] }, wordsAbove, drawing) }
}

/** A card that takes the place of another cannot become several: its beginning, and a line that says so. */
export function beginning(card: Card, drawing: Drawing = {}): LarkCard {
  const whole = cardJson(card, drawing)
  return weight(whole) <= mostBytes.card ? whole : shortened(card, onlyTheBeginning, drawing)
}

/** Fields and lines cut so that the card fits with this line at their end. Its title and buttons are ours and short. */
function shortened(card: Card, end: string, drawing: Drawing): LarkCard {
  const words = plainText({ tone: card.tone, lines: card.lines, ...(card.fields && { fields: card.fields }) })
  const draw = (part: string) =>
    cardJson({ ...card, fields: [], lines: [...(part ? [`${part}……`] : []), end] }, drawing)
  // Where the whole text stands above, a glimpse of it is enough.
  const most = end === wordsAbove ? Math.min(words.length, 120) : words.length
  const glimpse = words.slice(0, most)
  return draw(
    glimpse.slice(
      0,
      longestPrefix(glimpse, (part) => weight(draw(part)) <= mostBytes.card),
    ),
  )
}
