import type { Draft } from '../../db/drafts.ts'
import type { HeardMessage } from '../../matters/message.ts'

/** As long as it takes for a new card to arrive and be read. */
const readingMs = 10_000

/**
 * Was this said when its sender may still have had the card in mind that the model's came in place of? A bare number
 * then means either; nothing may follow from it (rule M-5: only what was seen is confirmed).
 */
export function isJustRefined(draft: Pick<Draft, 'refinedAt'>, message: Pick<HeardMessage, 'at'>): boolean {
  return draft.refinedAt !== null && Date.parse(message.at) < draft.refinedAt.getTime() + readingMs
}
