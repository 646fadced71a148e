import { randomBytes } from 'node:crypto'
import { checkCard } from './check-card.ts'
import type { Delivery } from './delivery.ts'
import { isObject, listOf, objectOf, objectsIn, textOf } from './json.ts'
import { idsOf } from './say.ts'
import type { State } from './state.ts'
import type { Json, LarkMessage, Person } from './types.ts'

/** Which button: by its place from 0, its label, or what it carries. */
export type Which = number | string | RegExp | Json

/** What the client shows. 200340: nobody takes callbacks; 200341: no good answer in three seconds. */
export interface ClickAnswer {
  error?: 200340 | 200341
  toast?: { type: string; content: string }
  /** A card came along and stands in the place of the old one. */
  card?: Json
}

/** Presses a button of a card as it stands now. It is told once, never again, and waits for its answer. */
export async function click(
  { state, delivery }: { state: State; delivery: Delivery },
  who: Person,
  message: LarkMessage,
  which: Which,
  form?: Json,
): Promise<ClickAnswer> {
  const chat = state.world.chat(message.chatId)
  if (!chat.members.has(who.key)) throw new Error(`${who.key} does not see this card`)
  if (message.recalled) throw new Error('the card was taken back')
  const button = findButton(message, which)
  if (button.disabled === true) throw new Error('the button is grey')
  const told = triggered(who, message, button, form)
  const { ok, answer, nobody } = await delivery.call('card.action.trigger', told)
  if (!ok) return { error: nobody ? 200340 : 200341 }
  return accept(state, message, objectOf(answer))
}

/** The buttons of a card in reading order. */
export function buttonsOf(card: unknown): Json[] {
  return [...objectsIn(objectOf(card).body)].filter((one) => one.tag === 'button')
}

export const labelOf = (button: Json) => textOf(objectOf(button.text).content)

/** What a button's callback carries. */
export function carriedBy(button: Json): Json {
  const callback = listOf(button.behaviors).find((one) => objectOf(one).type === 'callback')
  return objectOf(objectOf(callback).value)
}

function findButton(message: LarkMessage, which: Which): Json {
  const buttons = buttonsOf(message.cards.at(-1))
  const wanted = (one: Json, index: number) => {
    if (typeof which === 'number') return index === which
    if (typeof which === 'string') return labelOf(one) === which
    if (which instanceof RegExp) return which.test(labelOf(one))
    return JSON.stringify(carriedBy(one)) === JSON.stringify(which)
  }
  const found = buttons.find(wanted)
  if (!found) throw new Error(`no button ${String(which)} among ${buttons.map(labelOf).join(', ')}`)
  return found
}

function triggered(who: Person, message: LarkMessage, button: Json, form?: Json): Json {
  return {
    operator: { tenant_key: who.tenantKey, ...idsOf(who) },
    token: `c-${randomBytes(20).toString('hex')}`,
    action: {
      ...{ value: carriedBy(button), tag: 'button', timezone: 'Asia/Shanghai' },
      ...(typeof button.name === 'string' && { name: button.name }),
      ...(button.form_action_type === 'submit' && { form_value: form ?? {} }),
    },
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: message.chatId },
  }
}

function accept(state: State, message: LarkMessage, { toast, card }: Json): ClickAnswer {
  const { type, content } = objectOf(toast)
  const shown = isObject(toast) ? { toast: { type: textOf(type), content: textOf(content) } } : {}
  const { type: kind, data } = objectOf(card)
  if (kind !== 'raw') return shown
  try {
    const good = checkCard(data, (key) => state.files.get(key)?.own === true)
    message.cards.push(good)
    Object.assign(message, { content: JSON.stringify(good), updatedMs: state.clock.ms() })
    state.tell(message)
    return { ...shown, card: good }
  } catch {
    return { error: 200341 }
  }
}
