import { levelNames, loopNames, type Matter } from '../../matters/matter.ts'
import { openStates } from '../../matters/moves.ts'
import { holds } from '../../matters/roles.ts'
import { moved } from '../move.ts'
import { raised, raisesTo, wasRaised } from '../replies/level.ts'
import { plain } from '../replies/refusals.ts'
import { tellStaff } from '../tell-staff.ts'
import { text } from './argument-kinds.ts'
import { type Rung, rung } from './argument-rung.ts'
import { matterVerb } from './matter-verb.ts'

export const raiseLevel = matterVerb({
  name: '升级',
  aliases: ['up'],
  help: '升到街道、区,或进中环、大环',
  where: 'direct',
  rights: ['raiseLevel'],
  states: [...openStates, 'transferred'],
  arguments: { rung, reason: text('理由', '要街道协调两个部门') },
  // Nothing but this raises it, and nothing lowers it again.
  echo: ({ matter, values }) =>
    raisesTo(matter.number, nameOf(standing(matter, values.rung)), nameOf(values.rung), values.reason),
  async run({ desk, matter, staff, values, reply }) {
    const { rung: to, reason } = values
    const { fresh, changes } = moved(desk, matter, staff, {
      set: to,
      notes: [
        {
          kind: 'levelled',
          values: { ...to, from: standing(matter, to), note: `${nameOf(to)}:${reason}` },
        },
      ],
    })
    const concerned = desk.registry
      .colleagues()
      .filter((one) => one.personId === fresh.leadId || holds(one, 'chief'))
      .filter((one) => one.personId !== staff.personId)
    return {
      changes,
      posts: [
        reply(plain(raised(matter.number, nameOf(to)))),
        ...(await tellStaff(desk, concerned, fresh, {
          occasion: 'levelled',
          lines: [wasRaised(nameOf(to), reason)],
        })),
      ],
    }
  },
})

/** Where it stands on the same ladder. */
function standing(matter: Matter, to: Rung): Rung {
  return 'level' in to ? { level: matter.level } : { loop: matter.loop }
}

function nameOf(to: Rung): string {
  return 'level' in to ? levelNames[to.level] : loopNames[to.loop]
}
