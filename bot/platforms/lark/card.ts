import { moreCommands } from '../../../handlers/replies/too-long.ts'
import type { Action, Card } from '../../../matters/message.ts'
import { type Apart, shown } from './escape.ts'

/** A card as JSON 2.0 (open.feishu.cn, feishu-cards/card-json-v2-structure). An unknown property is an error there. */
export interface LarkCard {
  schema: '2.0'
  config: { update_multi: true; width_mode: 'fill' }
  header?: { title: PlainText; template: string }
  body: { direction: 'vertical'; elements: object[] }
}

interface PlainText {
  tag: 'plain_text'
  content: string
}

export interface Drawing {
  /** Key of the uploaded picture; without one its words are shown. */
  imageKey?: string
  apart?: Apart
}

const templates = { plain: 'default', blue: 'blue', yellow: 'yellow', red: 'red', grey: 'grey' } as const

/** 200 elements a card, nested ones counted (11310); a button takes three, and lines and fields one each. */
const mostButtons = 50
/** Characters of a button's text. */
const longestLabel = 100

/**
 * Draws a neutral card. Every word stands in a plain_text, where Lark interprets nothing; the one markdown element holds
 * an id of ours and no words. `update_multi` has to stand from the beginning, or the card can never be changed.
 */
export function cardJson(card: Card, { imageKey, apart = ' ' }: Drawing = {}): LarkCard {
  const plain = (words: string): PlainText => ({ tag: 'plain_text', content: shown(words, apart) })
  const actions = card.actions ?? []
  const says = card.picture && !imageKey ? [card.picture.says] : []
  const hidden = actions.length > mostButtons ? [moreCommands] : []
  const words = [
    (card.fields ?? []).map(({ name, value }) => `${name}:${value}`).join('\n'),
    [...card.lines, ...says, ...hidden].join('\n'),
  ]
  return {
    schema: '2.0',
    config: { update_multi: true, width_mode: 'fill' },
    ...(card.title && { header: { title: plain(card.title), template: templates[card.tone] } }),
    body: {
      direction: 'vertical',
      elements: [
        ...called(card),
        ...words.filter((part) => part.trim() !== '').map((part) => ({ tag: 'div', text: plain(part) })),
        ...(imageKey && card.picture
          ? [{ tag: 'img', img_key: imageKey, alt: plain(card.picture.says) }]
          : []),
        ...buttons(actions.slice(0, mostButtons), plain),
      ],
    },
  }
}

/** The person in front of the text. An id that is none calls nobody. */
function called({ mention }: Card): object[] {
  if (!mention || !isOpenId(mention.id)) return []
  return [{ tag: 'markdown', content: `<at id=${mention.id}></at>` }]
}

/** An open id as Lark makes them; above all not `all`. */
export function isOpenId(id: string): boolean {
  return /^ou_[0-9a-zA-Z_-]{1,64}$/.test(id)
}

/** Side by side while there is room. A click brings `value` back, and its command is the slash text. */
function buttons(actions: Action[], plain: (words: string) => PlainText): object[] {
  if (actions.length === 0) return []
  const columns = actions.map(({ label, command }, index) => ({
    tag: 'column',
    width: 'auto',
    elements: [
      {
        tag: 'button',
        text: plain(Array.from(label).slice(0, longestLabel).join('')),
        type: index === 0 ? 'primary' : 'default',
        behaviors: [{ type: 'callback', value: { command } }],
      },
    ],
  }))
  return [{ tag: 'column_set', flex_mode: 'flow', horizontal_spacing: '8px', columns }]
}
