import type { Write } from '../../db/write.ts'
import type { Card, HeardMessage } from '../../matters/message.ts'
import type { State } from '../../matters/moves.ts'
import type { Right, Role } from '../../matters/roles.ts'
import type { Kind } from '../../matters/taxonomy.ts'
import type { Asker, Desk } from '../desk.ts'
import type { Argument } from './arguments.ts'

/** One use of a verb, by whichever door it came: slash text, a mention, a button. */
export interface Call {
  desk: Desk
  message: HeardMessage
  asker: Asker
  /** The words behind the name, and the same split at white space. */
  rest: string
  words: string[]
}

export interface Verb {
  name: string
  /** Short English and other names. */
  aliases: string[]
  /** Arguments as shown in help. */
  args: string
  /** The same one by one, where they are typed. */
  arguments?: readonly Pick<Argument, 'label' | 'type' | 'optional'>[]
  help: string
  /** 群私, 私 only, 私 and staff groups. Elsewhere it is answered in private and not carried out. */
  where: 'anywhere' | 'direct' | 'work'
  /** Roles that may use it somewhere; the verb checks area and state itself. */
  who: 'everyone' | readonly Role[]
  /** Of verbs about a matter: any one of them is needed, and the states in which it can be done. */
  rights?: readonly Right[]
  states?: readonly State[]
  /** Where it is for matters of these kinds only. */
  kinds?: readonly Kind[]
  /** What a card shows, without buttons, once its button for this verb was used; absent or null: it stays as it is. */
  used?(call: Call): Promise<Card | null>
  /** What follows is told in free words: a report. */
  words?: true
  /** Stands behind a button or a short answer and not in the help. */
  hidden?: true
  run(call: Call): Promise<Write>
}
