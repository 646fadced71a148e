import type { Matter } from './matter.ts'

/**
 * A merged matter for those who reported it: their own number, words and place, with the state, lead and time of the one
 * it goes on in. Id and version are the survivor's, so that whatever they do lands there.
 */
export function asTold(own: Matter, survivor: Matter): Matter {
  if (own.id === survivor.id) return survivor
  const { number, kind, category, colour, colourRules, urgency, privacy } = own
  const { summary, place, needsClarify, occurred, facts, groupId, openedAt } = own
  const face = { number, kind, category, colour, colourRules, urgency, privacy }
  return { ...survivor, ...face, summary, place, needsClarify, occurred, facts, groupId, openedAt }
}
