import { patrolledBy } from '../../db/patrols.ts'
import { allTeams, endTeam, helpedBy, makeTeam, membersOf, type Team } from '../../db/teams.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Area } from '../../matters/areas.ts'
import type { Card } from '../../matters/message.ts'
import { mayWithin, rolesOf, type Staff } from '../../matters/roles.ts'
import { isAboutSomebody } from '../about-somebody.ts'
import { type Desk, whisper } from '../desk.ts'
import { slotsCard, teamCard, teamTexts } from '../replies/team.ts'
import { slotsOf } from '../slots.ts'
import { memberHash } from '../team-hash.ts'
import { ownTeams } from './own-teams.ts'
import { tellTeam } from './team-tell.ts'
import type { Call, Verb } from './verb.ts'

/** Who belongs to a community's round of 1+1+2+N+N, and its teams of volunteers (requirements A041, A104). */
export const team: Verb = {
  name: '团队',
  aliases: ['team'],
  args: '[社区 | 队名] | 新建 队名 [社区] | 通知 队名 内容 | 解散 队名',
  help: '看社区1+1+2+N+N齐不齐、志愿队的合计数字',
  where: 'direct',
  who: rolesOf('seeTeams'),
  async run(call) {
    const { staff } = call.asker
    if (!staff) return saying()
    const [first = '', name = ''] = call.words
    if (/^(?:新建|建队|成立)$/u.test(first)) return await formed(call, staff)
    if (/^(?:解散|结束)$/u.test(first)) return await ended(call, staff, name)
    if (/^(?:通知|告诉)$/u.test(first)) return await tellTeam(call, staff, name)
    const found = await teamNamed(call, staff, first)
    return found ? await looked(call, staff, found) : await slots(call, staff, first)
  },
}

async function teamNamed({ desk }: Call, staff: Staff, name: string): Promise<Team | undefined> {
  return name === '' ? undefined : (await ownTeams(desk, staff)).find((one) => one.name === name)
}

function communitiesOf({ desk }: Call, staff: Staff): Area[] {
  const { areas } = desk.registry
  return areas
    .all()
    .filter((area) => area.kind === 'community' && mayWithin(staff, 'seeTeams', area.id, areas))
}

async function slots(call: Call, staff: Staff, said: string): Promise<Write> {
  const own = communitiesOf(call, staff)
  const named = said === '' ? own : own.filter(({ name }) => name.includes(said.replace(/社区$/u, '')))
  const [community, another] = named
  if (!community || another) return refused(call, teamTexts.whichCommunity(own.map(({ name }) => name)))
  const { areas } = call.desk.registry
  const names = (await ownTeams(call.desk, staff))
    .filter(({ areaId }) => areas.within(areaId, community.id))
    .map(({ name }) => name)
  return saying(whisper(call.message, slotsCard(community.name, slotsOf(call.desk, community.id), names)))
}

async function formed(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, words } = call
  const [, name = '', where = ''] = words
  if (name === '' || [...name].length > 20) return refused(call, teamTexts.howToForm)
  if (isAboutSomebody(name)) return refused(call, teamTexts.aboutSomebody)
  const own = communitiesOf(call, staff)
  const [community, another] = where === '' ? own : own.filter((area) => area.name.includes(where))
  if (!community || another) return refused(call, teamTexts.whichCommunity(own.map((area) => area.name)))
  if (!mayWithin(staff, 'formTeam', community.id, desk.registry.areas))
    return refused(call, teamTexts.mayNotForm)
  const there = (await allTeams(desk.db)).some((one) => one.name === name)
  if (there) return refused(call, teamTexts.exists(name))
  const row = { areaId: community.id, name, madeById: staff.personId, madeAt: desk.clock.now() }
  return { changes: [makeTeam(row)], posts: [whisper(message, teamTexts.formed(name, community.name))] }
}

async function ended(call: Call, staff: Staff, name: string): Promise<Write> {
  const { desk, message } = call
  const own = await ownTeams(desk, staff)
  const found = own.find((one) => one.name === name)
  if (!found) return refused(call, teamTexts.noSuch(own.map((one) => one.name)))
  if (!mayWithin(staff, 'formTeam', found.areaId, desk.registry.areas))
    return refused(call, teamTexts.mayNotForm)
  return { changes: [endTeam(found.id, desk.clock.now())], posts: [whisper(message, teamTexts.ended(name))] }
}

async function looked({ desk, message }: Call, staff: Staff, found: Team): Promise<Write> {
  const members = await membersOf(desk.db, found.id)
  const [walked, helped] = await Promise.all([
    patrolledBy(desk.db, found.id),
    helpedBy(desk.db, colleaguesAmong(desk, new Set(members.map(({ hash }) => hash)))),
  ])
  const figures = { members: members.length, patrols: walked.times, minutes: walked.minutes, ...helped }
  const knows = mayWithin(staff, 'formTeam', found.areaId, desk.registry.areas)
  const called = knows ? members.map(({ calledAs }) => calledAs) : []
  return saying(whisper(message, teamCard(found, figures, called)))
}

/** Members who also have a part of their own in matters. */
function colleaguesAmong(desk: Desk, hashes: ReadonlySet<string>): number[] {
  return desk.registry
    .colleagues()
    .filter(({ personId }) =>
      desk.registry.identitiesOf(personId).some((one) => hashes.has(memberHash(desk.seal, one))),
    )
    .map(({ personId }) => personId)
}

function refused({ message }: Call, card: Card): Write {
  return saying(whisper(message, card, 'refusal'))
}
