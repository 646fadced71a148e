import { elementRules, mostElements, mostTables, partRules } from './card-rules.ts'
import { isObject, listOf, objectOf, objectsIn, textOf } from './json.ts'
import { refusals } from './refusal.ts'
import type { Json } from './types.ts'

/** Refuses a card that JSON 2.0 refuses: unknown properties, too many elements, names used twice, foreign pictures. */
export function checkCard(card: unknown, ownsImage: (key: string) => boolean): Json {
  if (!isObject(card)) throw refusals.card(200621, 'parse card json err')
  if (card.schema !== '2.0') throw refusals.card(200861, 'this fake takes cards of schema 2.0 only')
  only(card, partRules.card, 'card')
  only(objectOf(card.config), partRules.config, 'config')
  only(objectOf(card.header), partRules.header, 'header')
  only(objectOf(card.body), partRules.body, 'body')
  const shown = tagged([card.header, card.body])
  for (const one of shown) checkElement(one, ownsImage)
  checkCounts(tagged(card.body))
  checkForms(listOf(objectOf(card.body).elements))
  return card
}

/** Everything with a tag that is an element; what a callback carries (`value`) and a chart's spec are not. */
function tagged(part: unknown): Json[] {
  if (Array.isArray(part)) return part.flatMap(tagged)
  if (!isObject(part)) return []
  const inner = Object.entries(part).flatMap(([name, value]) =>
    name === 'behaviors' || name === 'value' || name === 'chart_spec' ? [] : tagged(value),
  )
  return typeof part.tag === 'string' ? [part, ...inner] : inner
}

function only(part: Json, allowed: readonly string[], where: string): void {
  const strange = Object.keys(part).find((name) => !allowed.includes(name))
  if (strange !== undefined) throw refusals.card(200861, `unknown property ${strange} in ${where}`)
}

function checkElement(one: Json, ownsImage: (key: string) => boolean): void {
  const tag = textOf(one.tag)
  const allowed = elementRules[tag]
  if (!allowed) throw refusals.card(200861, `unsupported tag ${tag}`)
  only(one, [...allowed, 'tag', 'element_id', 'margin'], tag)
  if (tag === 'button') checkButton(one)
  if (tag === 'input' && Number(one.max_length ?? 1000) > 1000) throw refusals.card(11310, 'max_length')
  if (typeof one.img_key === 'string' && !ownsImage(one.img_key)) throw refusals.foreignResource()
  const id = one.element_id
  if (id !== undefined && !/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(textOf(id)))
    throw refusals.card(200861, 'invalid element_id')
}

function checkButton(one: Json): void {
  const label = textOf(objectOf(one.text).content)
  if (label.length > 100) throw refusals.card(11310, 'button text is too long')
  for (const does of listOf(one.behaviors)) {
    const { type, value, default_url } = objectOf(does)
    if (type === 'callback' && !isObject(value)) throw refusals.card(200621, 'callback value is no object')
    if (type === 'open_url' && typeof default_url !== 'string') throw refusals.card(200621, 'default_url')
  }
}

function checkCounts(elements: Json[]): void {
  if (elements.length > mostElements) throw refusals.card(11310, 'element exceeds the limit')
  if (elements.filter((one) => one.tag === 'table').length > mostTables)
    throw refusals.card(11310, 'card table number over limit')
  const ids = elements.map((one) => one.element_id).filter((id) => id !== undefined)
  if (new Set(ids).size < ids.length) throw refusals.card(200861, 'element_id is used twice')
}

/** A form stands at the root, has a submit button, and every control in it a name of its own. */
function checkForms(root: unknown[]): void {
  for (const one of root.filter(isObject)) {
    const inner = [...objectsIn(one.elements)].filter((each) => each.tag !== undefined)
    if (inner.some((each) => each.tag === 'form')) throw refusals.card(200861, 'form is not at the root')
    if (one.tag !== 'form') continue
    if (inner.some((each) => each.tag === 'table')) throw refusals.card(200861, 'table in form')
    if (!inner.some((each) => each.form_action_type === 'submit')) throw refusals.card(200530, 'no submit')
    const controls = inner.filter((each) => /button|input|select|picker|checker/.test(textOf(each.tag)))
    const names = controls.map((each) => textOf(each.name))
    if (names.includes('') || new Set(names).size < names.length)
      throw refusals.card(200530, 'form element name')
  }
}
