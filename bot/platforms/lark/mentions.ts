import { z } from 'zod'

/** In events `id` is an object, in answers of the API an open_id. */
export const mention = z.object({
  key: z.string(),
  id: z.union([z.string(), z.object({ open_id: z.string().nullish() })]).nullish(),
  name: z.string().default(''),
})
export type Mention = z.infer<typeof mention>

export interface Mentioned {
  text: string
  mentionsBot: boolean
  mentions: { id: string; nick: string }[]
}

/** In texts people stand as @_user_1; everybody as @_all, which is not the bot. */
const places = /@_(?:user_\d+|all)/g

/**
 * Puts names where the platform puts numbers. The bot's own name is left out: that it was addressed stands in
 * `mentionsBot`, and a name with blanks would spoil the command behind it. What only looks like a number stays.
 */
export function withNames(text: string, mentions: Mention[], botId: string): Mentioned {
  const named = new Map(mentions.map((one) => [one.key, { id: openIdOf(one), nick: flat(one.name) }]))
  const words = text.replace(places, (key) => {
    const who = named.get(key)
    if (key === '@_all') return '@所有人'
    if (!who) return key
    return who.id === botId ? '' : `@${who.nick}`
  })
  const people = [...named].filter(([key, { id }]) => key !== '@_all' && id !== '' && id !== 'all')
  return {
    text: words.trim(),
    mentionsBot: people.some(([, { id }]) => id === botId),
    mentions: people.map(([, who]) => who).filter(({ id }) => id !== botId),
  }
}

function openIdOf({ id }: Mention): string {
  return (typeof id === 'string' ? id : id?.open_id) ?? ''
}

/** A mention ends at the first blank; so names have none. */
function flat(name: string): string {
  return name.replace(/\s+/gu, '')
}
