import { timeline } from '../../db/events.ts'
import { saying } from '../../db/write.ts'
import type { State } from '../../matters/moves.ts'
import { type Desk, whisper } from '../desk.ts'
import { moved } from '../move.ts'
import { mask } from '../read/mask.ts'
import { lowRating, notYetRated, ratedAlready, sayScore, thanksForRating } from '../replies/rights.ts'
import { tellHandlers } from '../tell-handlers.ts'
import { score } from './argument-kinds.ts'
import { findOwn, isWrite, type Own } from './own-matter.ts'
import type { Verb } from './verb.ts'

const closed: readonly State[] = ['concluded', 'followup', 'archived']
const longest = 100

/** How the matter went, by who reported it, once a closing. It is about the matter, never about a person. */
export const rate: Verb = {
  name: '评价',
  aliases: ['rate'],
  args: '编号 1–5 [话]',
  help: '办结后评价这件事办得怎么样',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { desk, message } = call
    const own = await findOwn(call, rate)
    if (isWrite(own)) return own
    const { matter } = own
    const now = desk.clock.now()
    if (!closed.includes(matter.state)) return saying(whisper(message, notYetRated(matter.number), 'refusal'))
    const taken = score.take(own.rest, { desk, message, matter, now })
    if (!taken || 'problem' in taken) return saying(whisper(message, sayScore(matter.number), 'refusal'))
    const by = raterOf(desk, own)
    if (await rated(desk, matter.id, by))
      return saying(whisper(message, ratedAlready(matter.number), 'refusal'))
    const said = [...mask(taken.rest.join(' '))].slice(0, longest).join('')
    const { fresh, changes } = moved(desk, matter, null, {
      set: { satisfaction: taken.value },
      notes: [
        {
          kind: 'rated',
          values: { by, score: taken.value, note: `${taken.value}分${said ? ` ${said}` : ''}` },
        },
      ],
    })
    const low = taken.value <= 2
    return {
      changes,
      posts: [
        whisper(message, thanksForRating(taken.value, own.byPassword ? null : matter.number)),
        ...(low
          ? await tellHandlers(desk, fresh, {
              lines: lowRating(taken.value, said),
              occasion: `rated:${matter.version}`,
            })
          : []),
      ],
    }
  },
}

/** Tells two who rate the same matter apart, and leads to neither. */
function raterOf(desk: Desk, { matter, reporterId }: Own): string {
  return desk.seal.hash('giver', `rates:${matter.id}:${reporterId}`).slice(0, 12)
}

/** Since it was closed last. */
async function rated(desk: Desk, matterId: number, by: string): Promise<boolean> {
  const events = await timeline(desk.db, matterId)
  const since = events.slice(events.findLastIndex(({ kind }) => kind === 'concluded') + 1)
  return since.some(({ kind, values }) => kind === 'rated' && values?.by === by)
}
