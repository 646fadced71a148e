import { refineLater } from '../../db/refinements.ts'
import type { Change } from '../../db/write.ts'
import type { HeardMessage } from '../../matters/message.ts'
import type { Reading } from '../../matters/reading.ts'
import { judge } from '../gate/index.ts'
import type { Telling } from '../telling.ts'
import { deidentify } from './deidentify.ts'
import { questionOf } from './question.ts'

/**
 * Puts a draft down to be looked at with the model afterwards, if there is one and the rules left something open. Comes
 * behind the change that makes this version of the draft. Nothing of the sender goes along, and no word unmasked.
 */
export function askLater(
  telling: Telling,
  draft: { id: number; version: number; reading: Reading },
): Change[] {
  const { desk, message } = telling
  // Of a message that holds several matters nobody can say which words are whose.
  if (!desk.model || telling.readings.length > 1 || message.type === 'image') return []
  // Earlier words lie in the inbox row for the rules; only what is a report by itself goes on from there (law 2).
  const earlier = message.neighbours.map(({ text }) => text).filter((text) => judge(text).listen)
  const said = [...earlier, message.text].join('\n')
  const words = deidentify(said, namesAround(telling), { tip: draft.reading.kind === 'tip' })
  if (!questionOf(draft.reading, words)) return []
  return [
    refineLater({ draftId: draft.id, draftVersion: draft.version, words, saidAt: new Date(message.at) }),
  ]
}

/** Whoever is known to be about: the sender, who is mentioned, colleagues, groups. */
function namesAround({ desk, message }: Telling): string[] {
  return [
    ...nicksIn(message),
    ...desk.registry.colleagues().map(({ name }) => name),
    ...desk.registry.groups().map(({ name }) => name),
  ]
}

function nicksIn({ sender, mentions, neighbours }: HeardMessage): string[] {
  return [sender, ...mentions, ...neighbours].map(({ nick }) => nick)
}
