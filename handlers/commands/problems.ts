import { record } from '../../db/events.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import { addProblem, changeProblem, openProblems, type Problem, problemById } from '../../db/problems.ts'
import { type Identity, sameIdentity } from '../../db/seal.ts'
import { type Change, saying, type Write } from '../../db/write.ts'
import { type Post, priorities } from '../../matters/message.ts'
import { isOrStandsFor, may, mayWithin, type Staff } from '../../matters/roles.ts'
import { localDate } from '../../matters/working-time.ts'
import { answer, type Desk, toStaff, whisper } from '../desk.ts'
import { areaOfGroup } from '../locate.ts'
import { ownAreas } from '../meetings/own-areas.ts'
import { numberSaid } from '../meetings/sitting.ts'
import { mask } from '../read/mask.ts'
import { dayOnly } from '../replies/minutes.ts'
import { problemLine, problemTexts } from '../replies/problems.ts'
import { plain } from '../replies/refusals.ts'
import { person, text } from './argument-kinds.ts'
import { until } from './argument-until.ts'
import { takeArguments } from './arguments.ts'
import { echoCard } from './matter-verb.ts'
import { outright } from './meet-move.ts'
import type { Call, Verb } from './verb.ts'

export const problemList: Verb = {
  name: '问题清单',
  aliases: ['issues'],
  args: '[新增/方案/关闭 …]',
  arguments: [{ label: '哪一项', type: 'text', optional: true }],
  help: '企业和居民的问题:谁来办、怎么办、提出人确认才关闭',
  where: 'anywhere',
  who: 'everyone',
  async run(call) {
    const { desk, message, words, asker } = call
    const [part = '', ...rest] = words
    if (part === '解决了' || part === '没解决') return await confirmedByAsker(call, part, rest[0] ?? '')
    const group = desk.registry.group(message.platform, message.chat.id)
    if (message.chat.kind === 'group' && group?.type !== 'enterprise' && group?.mode !== 'work')
      return saying(whisper(message, problemTexts.notHere, 'refusal'))
    const { staff } = asker
    // Whoever sees to a problem may plan and close it, wherever their own area lies.
    if (staff && part === '方案') return await plan(call, staff, rest)
    if (staff && part === '关闭') return await ask(call, staff, rest[0] ?? '')
    const areaId = areaHere(call)
    if (!staff || !areaId || !mayWithin(staff, 'listProblem', areaId, desk.registry.areas))
      return refused(call)
    if (part === '新增') return await add(call, staff, areaId, rest)
    if (part === '') return await list(call, areaId)
    return saying(answer(message, problemTexts.how))
  },
}

/** The community of the group it is said in; alone, one's own. */
function areaHere({ desk, message, asker }: Call): string | undefined {
  const { areas } = desk.registry
  const group = desk.registry.group(message.platform, message.chat.id)
  const area = group && areaOfGroup(group, desk.registry)
  if (area) return areas.upTo(area, 'community')?.id ?? area
  if (!asker.staff) return undefined
  return ownAreas(desk, asker.staff, []).areaId ?? asker.staff.roles[0]?.areaId
}

/** Who is mentioned asked it; nobody mentioned: the colleague did. */
async function add(call: Call, staff: Staff, areaId: string, words: string[]): Promise<Write> {
  const { desk, message } = call
  const [one] = message.mentions
  const member = one && { platform: message.platform, externalId: one.id }
  const asker = member && !desk.registry.staffOf(member) ? member : null
  const said = words.filter((word) => !/^[@＠]/u.test(word)).join(' ')
  if (said === '') return saying(answer(message, problemTexts.say))
  const problem = mask(said)
  const id = await nextIdOf(desk.db, 'problems')
  const groupId = desk.registry.group(message.platform, message.chat.id)?.id ?? null
  const sealed = asker && desk.seal.close(asker)
  const row = { id, areaId, groupId, problem, byId: staff.personId, asker: sealed, at: desk.clock.now() }
  return did(call, 'problem_listed', id, [addProblem(row)], [answer(message, problemTexts.kept(id, problem))])
}

const args = { owner: person('谁', 'attendMeeting'), by: until('期限'), what: text('怎么办', '划出卸货时段') }

async function plan(call: Call, staff: Staff, said: string[]): Promise<Write> {
  const { desk, message } = call
  const sure = said.at(-1) === '确定'
  const [number = '', ...words] = sure ? said.slice(0, -1) : said
  const problem = await own(call, staff, number)
  if (!problem) return saying(whisper(message, problemTexts.unknown(number), 'refusal'))
  const now = desk.clock.now()
  const taken = takeArguments(args, words, { desk, message, matter: null, areaId: problem.areaId, now })
  if ('problem' in taken) return saying(answer(message, plain(taken.problem)))
  if ('missing' in taken)
    return saying(answer(message, problemTexts.missing(taken.missing.label, problem.id)))
  const { owner, by, what } = taken.values
  const dueOn = localDate(by)
  if (!sure) {
    const command = `/问题清单 方案 ${problem.id} @${owner.name} ${what} ${outright(by)}`
    const lines = problemTexts.echo(problem.id, { solution: what, owner: owner.name, by: dayOnly(dueOn) })
    return saying(answer(message, echoCard(command, lines)))
  }
  const set = { solution: what, ownerId: owner.personId, dueOn, state: 'planned' }
  const line = problemLine({ ...problem, ...set }, owner.name, now)
  const told =
    owner.personId === staff.personId
      ? []
      : tell(desk, owner.personId, `plan:${problem.id}:${dueOn}`, problemTexts.yours(problem.id, line))
  return did(
    call,
    'problem_planned',
    problem.id,
    [changeProblem(problem, set)],
    [answer(message, problemTexts.planned(problem.id, what, owner.name, dayOnly(dueOn))), ...told],
  )
}

/** A colleague thinks it is settled: who asked is asked, and only their yes closes it. */
async function ask(call: Call, staff: Staff, number: string): Promise<Write> {
  const { desk, message } = call
  const problem = await own(call, staff, number)
  if (!problem) return saying(whisper(message, problemTexts.unknown(number), 'refusal'))
  if (!problem.solution) return saying(answer(message, problemTexts.planFirst(problem.id)))
  const key = `problem:${problem.id}:${message.messageId}`
  const card = problemTexts.ask(problem)
  const posts: Post[] = problem.asker
    ? [direct(desk.seal.open(problem.asker), card, key)]
    : toStaff(desk, problem.byId, card, { key, about: 'answer', priority: priorities.answer })
  return did(
    call,
    'problem_asked',
    problem.id,
    [changeProblem(problem, { state: 'asked' })],
    [answer(message, problemTexts.askedNow(problem.id)), ...posts],
  )
}

/** The word of who asked. Nobody else's counts, and nobody else learns that the problem is there. */
async function confirmedByAsker(call: Call, part: '解决了' | '没解决', number: string): Promise<Write> {
  const { desk, message, asker } = call
  const id = numberSaid(number)
  const problem = id === null ? undefined : await problemById(desk.db, id)
  const theirs =
    problem &&
    (problem.asker
      ? sameIdentity(desk.seal.open(problem.asker), asker.identity)
      : problem.byId === asker.staff?.personId)
  if (!problem || !theirs || problem.state === 'closed')
    return saying(whisper(message, problemTexts.unknown(number), 'refusal'))
  const owner = problem.ownerId ?? problem.byId
  const key = `problem:${problem.id}:${message.messageId}`
  if (part === '没解决')
    return did(
      call,
      'problem_again',
      problem.id,
      [changeProblem(problem, { state: 'planned' })],
      [
        whisper(message, problemTexts.again(problem.id)),
        ...tell(desk, owner, key, problemTexts.againForOwner(problem.id, problem.problem)),
      ],
    )
  const set = { state: 'closed', closedAt: desk.clock.now(), asker: null }
  return did(
    call,
    'problem_closed',
    problem.id,
    [changeProblem(problem, set)],
    [
      whisper(message, problemTexts.closed(problem.id)),
      ...(owner === asker.staff?.personId
        ? []
        : tell(desk, owner, key, problemTexts.closedForOwner(problem.id))),
    ],
  )
}

async function list({ desk, message }: Call, areaId: string): Promise<Write> {
  const { areas } = desk.registry
  const within = areas.all().flatMap(({ id }) => (areas.within(id, areaId) ? [id] : []))
  const name = (id: number | null) => (id === null ? null : (desk.registry.staff(id)?.name ?? null))
  const lines = (await openProblems(desk.db, within)).map((one) =>
    problemLine(one, name(one.ownerId), desk.clock.now()),
  )
  return saying(answer(message, problemTexts.list(lines)))
}

async function own({ desk }: Call, staff: Staff, number: string): Promise<Problem | undefined> {
  const id = numberSaid(number.replace(/^问题/u, ''))
  const problem = id === null ? undefined : await problemById(desk.db, id)
  if (!problem || problem.state === 'closed') return undefined
  const able =
    isOrStandsFor(staff, problem.ownerId) || may(staff, 'listProblem', problem.areaId, desk.registry.areas)
  return able ? problem : undefined
}

function tell(desk: Desk, personId: number, key: string, card: Post['card']): Post[] {
  return toStaff(desk, personId, card, { key, about: 'reminder', priority: priorities.answer })
}

function direct({ platform, externalId }: Identity, card: Post['card'], key: string): Post {
  return {
    ...{ platform: platform as Post['platform'], chat: { id: externalId, kind: 'direct' }, card, key },
    ...{ about: 'answer', priority: priorities.answer },
  }
}

function did({ desk, asker }: Call, kind: string, problem: number, changes: Change[], posts: Post[]): Write {
  const actorId = asker.staff?.personId ?? null
  const event = { matterId: null, at: desk.clock.now(), actorId, kind, values: { problem } }
  return { changes: [...changes, record(event)], posts }
}

function refused({ desk, message, asker }: Call): Write {
  const actorId = asker.staff?.personId ?? null
  const event = {
    matterId: null,
    at: desk.clock.now(),
    actorId,
    kind: 'refused',
    values: { what: '问题清单' },
  }
  return { changes: [record(event)], posts: [whisper(message, problemTexts.notYours, 'refusal')] }
}
