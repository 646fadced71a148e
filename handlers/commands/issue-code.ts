import { record } from '../../db/events.ts'
import { everybody, newCode, voidCodes, writeCode } from '../../db/people.ts'
import { saying } from '../../db/write.ts'
import { may, rolesOf } from '../../matters/roles.ts'
import { whisper } from '../desk.ts'
import { codeCard, codeTexts } from '../replies/code.ts'
import type { Verb } from './verb.ts'

/** Days a code works: long enough to be handed over in person. */
const validDays = 3

/** The administrator gives a colleague the one-time code by which they bind their identity (rule A-9). */
export const issueCode: Verb = {
  name: '发码',
  aliases: ['code'],
  args: '[同事姓名]',
  help: '给同事一次性绑定代码;单发看谁还没绑定',
  where: 'direct',
  who: rolesOf('issueCode'),
  async run({ desk, message, asker, words }) {
    const { staff } = asker
    if (!staff) return saying()
    const { areas } = desk.registry
    const own = (await everybody(desk.db)).filter(({ areaIds }) =>
      areaIds.some((areaId) => may(staff, 'issueCode', areaId, areas)),
    )
    const name = words.join('').replace(/^[@＠]/u, '')
    if (name === '')
      return saying(whisper(message, codeTexts.unbound(own.filter(({ bound }) => bound === 0))))
    const exactly = own.filter((one) => one.name === name)
    const [person, ...others] = exactly.length > 0 ? exactly : own.filter((one) => one.name.includes(name))
    if (!person) return saying(whisper(message, codeTexts.nobody, 'refusal'))
    if (others.length > 0)
      return saying(whisper(message, codeTexts.which([person, ...others].map((one) => one.name)), 'refusal'))
    const at = desk.clock.now()
    const until = new Date(at.getTime() + validDays * 24 * 3_600_000)
    const code = newCode()
    const event = { matterId: null, at, actorId: staff.personId, kind: 'code issued' }
    return {
      changes: [
        voidCodes(person.personId, at),
        writeCode(desk.seal, code, person.personId, until),
        record({ ...event, values: { personId: person.personId } }),
      ],
      posts: [whisper(message, codeCard(person.name, code, until))],
    }
  },
}
