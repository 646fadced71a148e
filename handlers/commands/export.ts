import { whisper } from '../desk.ts'
import { type Held, heldBehind, heldOn } from '../held.ts'
import { findPassword } from '../password.ts'
import { exportCards } from '../replies/export.ts'
import { findOwn, isWrite } from './own-matter.ts'
import type { Verb } from './verb.ts'

/** Everything held on the asker, to read and to take along (rule Q-4); behind a password the one matter it opens. */
export const exportMine: Verb = {
  name: '导出',
  aliases: ['export'],
  args: '',
  help: '把存着的我的资料都发给我(可读文字和JSON)',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { desk, message, asker } = call
    let held: Partial<Held>
    if (findPassword(call.words)) {
      const own = await findOwn(call, exportMine)
      if (isWrite(own)) return own
      held = { exportedAt: desk.clock.now().toISOString(), reports: await heldBehind(desk, own) }
    } else held = await heldOn(desk, asker.identity)
    return {
      changes: [],
      posts: exportCards(held).map((card, part) => whisper(message, card, 'answer', part)),
    }
  },
}
