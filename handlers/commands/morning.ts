import { saying } from '../../db/write.ts'
import { localDate } from '../../matters/working-time.ts'
import { answer } from '../desk.ts'
import { morningOf, morningRoles } from '../morning.ts'
import type { Verb } from './verb.ts'

/** The morning's message as it stands now; by its button it takes the place of the earlier one. */
export const morning: Verb = {
  name: '早报',
  aliases: ['digest'],
  args: '',
  help: '今天到期、回访、超期、派驻和值班',
  where: 'direct',
  who: morningRoles,
  async run({ desk, message, asker }) {
    const { staff } = asker
    if (!staff) return saying()
    const card = await morningOf(desk, staff, localDate(desk.clock.now()))
    const post = answer(message, card)
    // Typed, it is a new message at the end of the chat: nobody scrolls up to see what changed.
    const replaces = message.type === 'click' ? message.quotes : undefined
    return saying(replaces === undefined ? post : { ...post, replaces })
  },
}
