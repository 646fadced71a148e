import type { HeardMessage } from '../../matters/message.ts'
import type { Staff } from '../../matters/roles.ts'
import type { Desk } from '../desk.ts'

/** Colleagues named among words, by @ or by (part of) the name, and the words that are left. */
export function colleaguesNamed(
  words: readonly string[],
  { desk, message }: { desk: Desk; message: HeardMessage },
): { people: Staff[]; rest: string[]; unclear: Staff[] } {
  const people: Staff[] = []
  const rest: string[] = []
  const unclear: Staff[] = []
  for (const word of words) {
    const found = namedBy(word, desk, message)
    if (found.length === 0) rest.push(word)
    else if (found.length === 1) people.push(...found)
    else unclear.push(...found)
  }
  return { people: [...new Set(people)], rest, unclear: [...new Set(unclear)] }
}

/** Whom one word names. */
export function namedBy(word: string, desk: Desk, message?: HeardMessage): Staff[] {
  const name = word.replace(/^[@＠]/u, '').replace(/[,，。、;；:：!！]+$/u, '')
  if ([...name].length < 2) return []
  const mentioned = message?.mentions.find((one) => one.nick === name)
  const by =
    mentioned && message && desk.registry.staffOf({ platform: message.platform, externalId: mentioned.id })
  if (by) return [by]
  const like = desk.registry.colleagues().filter((staff) => staff.name.includes(name))
  const exactly = like.filter((staff) => staff.name === name)
  return exactly.length > 0 ? exactly : like
}
