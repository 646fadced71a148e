import { type Member, membersOf, type Team } from '../../db/teams.ts'
import { saying, type Write } from '../../db/write.ts'
import { type Card, type Post, priorities } from '../../matters/message.ts'
import { mayWithin, type Staff } from '../../matters/roles.ts'
import { endOfQuietHours, inQuietHours } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { mask } from '../read/mask.ts'
import { teamTexts } from '../replies/team.ts'
import { echoCard } from './matter-verb.ts'
import { ownTeams } from './own-teams.ts'
import type { Call } from './verb.ts'

const sure = '确定'

/** Something to come to, to each who signed up, in private; nobody has to answer. */
export async function tellTeam(call: Call, staff: Staff, name: string): Promise<Write> {
  const { desk, message, words } = call
  const own = await ownTeams(desk, staff)
  const found = own.find((one) => one.name === name)
  if (!found) return refused(call, teamTexts.noSuch(own.map((one) => one.name)))
  if (!mayWithin(staff, 'formTeam', found.areaId, desk.registry.areas))
    return refused(call, teamTexts.mayNotForm)
  const said = words.at(-1) === sure
  const text = mask(words.slice(2, said ? -1 : undefined).join(' '))
  if (text === '') return refused(call, teamTexts.howToTell(name))
  const members = await membersOf(desk.db, found.id)
  if (members.length === 0) return refused(call, teamTexts.nobodyYet(name))
  if (said) return sent(call, found, members, text)
  const lines = teamTexts.willTell(name, members.length, text)
  return saying(whisper(message, echoCard(`/团队 通知 ${name} ${text}`, lines)))
}

function sent({ desk, message }: Call, team: Team, members: readonly Member[], text: string): Write {
  const now = desk.clock.now()
  const posts = members.map(({ id, sealed }): Post => {
    const { platform, externalId } = desk.seal.open(sealed)
    return {
      platform: platform as Post['platform'],
      chat: { id: externalId, kind: 'direct' },
      card: teamTexts.news(team.name, text),
      key: `team:${team.id}:${message.messageId}:${id}`,
      about: 'reminder',
      priority: priorities.reminder,
      ...(inQuietHours(now) && { notBefore: endOfQuietHours(now) }),
    }
  })
  return saying(...posts, whisper(message, teamTexts.told(members.length, inQuietHours(now))))
}

function refused({ message }: Call, card: Card): Write {
  return saying(whisper(message, card, 'refusal'))
}
