import { isObject, listOf, objectOf, parsed, textOf } from './json.ts'
import type { Json } from './types.ts'

/** A piece of what is shown; in `marked` text tags and links are interpreted. */
interface Piece {
  text: string
  marked: boolean
}

/** The pieces of text a reader sees, in order, whatever the type. */
export function piecesOf(type: string, content: string): Piece[] {
  const value = objectOf(parsed(content))
  if (type === 'text') return [{ text: textOf(value.text), marked: true }]
  if (type === 'post') return inPost(value)
  return type === 'interactive' ? inCard(value) : []
}

function inPost(value: Json): Piece[] {
  const posts = value.content === undefined ? Object.values(value).map(objectOf) : [value]
  return posts.flatMap((post) => [
    ...(textOf(post.title) ? [{ text: textOf(post.title), marked: false }] : []),
    ...listOf(post.content).flatMap((line) => listOf(line).flatMap((part) => inPart(objectOf(part)))),
  ])
}

function inPart(part: Json): Piece[] {
  if (part.tag === 'at') return [{ text: `<at user_id="${textOf(part.user_id)}"></at>`, marked: true }]
  if (part.tag === 'a') return [{ text: `[${textOf(part.text)}](${textOf(part.href)})`, marked: true }]
  return [{ text: textOf(part.text), marked: part.tag === 'md' }]
}

/** Header and body in reading order; what a callback carries is not shown. */
export function inCard(part: unknown): Piece[] {
  if (Array.isArray(part)) return part.flatMap(inCard)
  if (!isObject(part)) return []
  const own =
    typeof part.content === 'string'
      ? [{ text: part.content, marked: part.tag === 'markdown' || part.tag === 'lark_md' }]
      : []
  return [
    ...own,
    ...Object.entries(part).flatMap(([name, value]) =>
      ['behaviors', 'value', 'config', 'chart_spec'].includes(name) ? [] : inCard(value),
    ),
  ]
}

/** As it reads on a screen: tags gone, people by name, entities of markdown resolved. */
export function readable(type: string, content: string, nameOf: NameOf = () => undefined): string {
  return shownPieces(piecesOf(type, content), type, nameOf).join('\n')
}

/** The lines of a card's body without its buttons. */
export function bodyLines(card: Json, nameOf: NameOf): string[] {
  return shownPieces(inCard(withoutButtons(objectOf(card.body))), 'interactive', nameOf)
}

type NameOf = (openId: string) => string | undefined

function shownPieces(pieces: Piece[], type: string, nameOf: NameOf): string[] {
  const called = (text: string) =>
    text.replace(at, (_, attributes, inside) => `@${nameOf(idIn(attributes)) ?? inside ?? idIn(attributes)}`)
  return pieces
    .map(({ text, marked }) => (marked ? called(text) : text))
    .map((text, index) => (pieces[index]?.marked && type !== 'text' ? unescaped(bare(text)) : text))
    .filter((text) => text.trim() !== '')
}

function withoutButtons(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutButtons)
  if (!isObject(part)) return part
  if (part.tag === 'button') return {}
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, withoutButtons(value)]))
}

/** A tag that calls somebody: its attributes, and what stands in it. */
export const at = /<at\b([^>]*)>(?:([^<]*)<\/at>)?/gi

export function idIn(attributes: string): string {
  return /(?:user_id|ids?|email)\s*=\s*["']?([^"'\s>/]+)/i.exec(attributes)?.[1] ?? ''
}

const bare = (text: string) =>
  text
    .replace(/<\/?(?:font|b|i|u|s|text_tag|number_tag)\b[^>]*>/g, '')
    .replace(/\\([\\`*_{}[\]()#+\-.!<>~|])/g, '$1')

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

const unescaped = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    return named[name] ?? whole
  })
