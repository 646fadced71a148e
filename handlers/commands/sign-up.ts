import { allTeams, joinTeam, leaveTeams, type Team, teamsWith } from '../../db/teams.ts'
import { saying, type Write } from '../../db/write.ts'
import { type Card, priorities } from '../../matters/message.ts'
import { toStaff, whisper } from '../desk.ts'
import { mask } from '../read/mask.ts'
import { teamTexts } from '../replies/team.ts'
import { memberHash } from '../team-hash.ts'
import type { Call, Verb } from './verb.ts'

const agreed = '同意'
const longest = 12
const nameless = '志愿者'

/** A resident signs up for a team, after reading what is kept, and may leave at any time (requirement A105). */
export const signUp: Verb = {
  name: '报名',
  aliases: ['join'],
  args: '队伍 [称呼] | 退出 [队伍]',
  help: '报名志愿队伍,或随时退出',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const { desk, words, asker } = call
    const [first = '', ...rest] = words
    const hash = memberHash(desk.seal, asker.identity)
    const own = await teamsWith(desk.db, hash)
    if (/^(?:退出|退|取消)$/u.test(first)) return left(call, hash, own, rest[0] ?? '')
    const teams = await allTeams(desk.db)
    const named = teams.filter(({ name }) => name === first)
    const like = teams.filter(({ name }) => first.length >= 2 && name.includes(first))
    const [team, another] = named.length > 0 ? named : like
    if (!team || another) return refused(call, teamTexts.signUpHow(teams.map(({ name }) => name)))
    if (own.some(({ id }) => id === team.id))
      return saying(whisper(call.message, teamTexts.inAlready(team.name)))
    return rest.at(-1) === agreed
      ? joined(call, team, { hash, calledAs: calledAs(call, rest.slice(0, -1)) })
      : saying(whisper(call.message, teamTexts.consent(team.name, calledAs(call, rest))))
  },
}

/** As they say, else as they are shown here; without a door, a number or a whole name. */
function calledAs({ message }: Call, said: readonly string[]): string {
  const own = said.join('') || message.sender.nick.replace(/\s+/gu, '')
  const short = [...mask(own)].slice(0, longest).join('')
  return /^[*\s]*$/u.test(short) ? nameless : short
}

function joined({ desk, message, asker }: Call, team: Team, one: { hash: string; calledAs: string }): Write {
  const sealed = desk.seal.close(asker.identity)
  const at = desk.clock.now()
  return {
    changes: [joinTeam({ teamId: team.id, sealed, consentedAt: at, ...one })],
    posts: [
      whisper(message, teamTexts.joined(team.name)),
      ...toStaff(desk, team.madeById, teamTexts.somebodyJoined(team.name, one.calledAs), {
        key: `team:${team.id}:${message.messageId}`,
        about: 'answer',
        priority: priorities.reminder,
      }),
    ],
  }
}

function left(call: Call, hash: string, own: Team[], said: string): Write {
  const going = said === '' ? own : own.filter(({ name }) => name.includes(said))
  if (going.length === 0) return saying(whisper(call.message, teamTexts.notIn))
  return {
    changes: [
      leaveTeams(
        hash,
        going.map(({ id }) => id),
      ),
    ],
    posts: [whisper(call.message, teamTexts.left(going.map(({ name }) => name)))],
  }
}

function refused({ message }: Call, card: Card): Write {
  return saying(whisper(message, card, 'refusal'))
}
