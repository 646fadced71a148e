import type { Mention } from './types.ts'
import { at, idIn, piecesOf } from './words.ts'

const link = /\[[^\]]*\]\(\s*([^)\s]+)[^)]*\)|<a\b[^>]*href=["']?([^"'>\s]+)/gi

/**
 * Who is called by a message. Tags are read more kindly than the platform reads them (quotes or none, `id` or
 * `user_id`), so that words a resident slipped in are caught calling somebody in any form.
 */
export function mentionsIn(type: string, content: string, nameOf: (openId: string) => string | undefined) {
  const ids = piecesOf(type, content)
    .filter(({ marked }) => marked)
    .flatMap(({ text }) => [...text.matchAll(at)].map(([, attributes]) => idIn(attributes ?? '')))
  return ids.map(
    (openId, index): Mention => ({
      key: openId === 'all' ? '@_all' : `@_user_${index + 1}`,
      ...{ openId, name: openId === 'all' ? '所有人' : (nameOf(openId) ?? ''), bot: false },
    }),
  )
}

/** Where a tap would lead. */
export function linksIn(type: string, content: string): string[] {
  return piecesOf(type, content)
    .filter(({ marked }) => marked)
    .flatMap(({ text }) => [...text.matchAll(link)].map(([, inBrackets, inTag]) => inBrackets ?? inTag ?? ''))
}

/** The text with keys in place of the tags, as it is kept: "@_user_1 您好". */
export function withKeys(text: string): string {
  let index = 0
  return text.replace(at, (_, attributes) => {
    index += 1
    return idIn(attributes) === 'all' ? '@_all' : `@_user_${index}`
  })
}
