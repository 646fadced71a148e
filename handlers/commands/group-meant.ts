import type { Group } from '../../db/registry.ts'
import { may, type Right, type Staff } from '../../matters/roles.ts'
import type { Desk } from '../desk.ts'
import type { Call } from './verb.ts'

/** Groups of residents, shops and volunteers in which this colleague holds that right for at least one grid. */
export function ownGroups(desk: Desk, staff: Staff, right: Right): Group[] {
  const { areas } = desk.registry
  return desk.registry
    .groups()
    .filter(
      (group) =>
        group.type !== 'grid_work' &&
        !group.leftAt &&
        group.gridIds.some((areaId) => may(staff, right, areaId, areas)),
    )
}

/**
 * The group that a word names (安和三期群 is 安和花园三期业主群: its characters in their order), or the one it is said in.
 * A word that fits several names none.
 */
export function groupMeant({ desk, message }: Call, word: string): Group | undefined {
  if (word === '')
    return message.chat.kind === 'group' ? desk.registry.group(message.platform, message.chat.id) : undefined
  const groups = desk.registry.groups().filter(({ leftAt }) => !leftAt)
  const exactly = groups.filter(({ name }) => name === word)
  const like = groups.filter(({ name }) => [...word].length >= 2 && runsThrough(word, name))
  const [only, another] = exactly.length > 0 ? exactly : like
  return another ? undefined : only
}

function runsThrough(word: string, name: string): boolean {
  let from = 0
  for (const letter of word) {
    const at = name.indexOf(letter, from)
    if (at < 0) return false
    from = at + letter.length
  }
  return true
}
