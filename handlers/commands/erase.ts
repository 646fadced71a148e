import { closeDraft, draftsOf } from '../../db/drafts.ts'
import { keepVote, openVotesOf } from '../../db/polls.ts'
import { changeProblem, type Problem, problemsAskedBy } from '../../db/problems.ts'
import { type OwnReport, ownReports } from '../../db/reporters.ts'
import { leaveTeams, teamsWith } from '../../db/teams.ts'
import { saying, type Write } from '../../db/write.ts'
import { type Desk, whisper } from '../desk.ts'
import { pollTexts } from '../replies/poll.ts'
import { erased, nothingToErase, whatGoes } from '../replies/rights.ts'
import { teamTexts } from '../replies/team.ts'
import { type TakeOut, takeOne, takeOutOf, takeWhole } from '../take-out.ts'
import { memberHash } from '../team-hash.ts'
import { voteHash } from '../vote-hash.ts'
import { echoCard } from './matter-verb.ts'
import { findOwn, isWrite } from './own-matter.ts'
import type { Call, Verb } from './verb.ts'

const sure = '确定'

/** All or one of what is held on one's reports goes; what has to stay is named with the reason (rule Q-3). */
export const erase: Verb = {
  name: '删除',
  aliases: ['del'],
  args: '编号/全部',
  help: '删除我反映的事;已在办的说明要留什么、为什么',
  where: 'direct',
  who: 'everyone',
  async run(call) {
    const said = call.words.at(-1) === sure
    const words = said ? call.words.slice(0, -1) : call.words
    const all = /^(?:全部|所有|all)$/iu.test(words[0] ?? '')
    if (all) return await eraseAll(call, said)
    if (words.length === 0) return await eraseAll(call, false)
    const own = await findOwn({ ...call, words }, erase)
    if (isWrite(own)) return own
    // A button would carry the password: it is typed again.
    const command = own.byPassword ? null : `/删除 ${own.matter.number}`
    return await carryOut(call, { reports: [own], drafts: [], command, said })
  },
}

async function eraseAll(call: Call, said: boolean): Promise<Write> {
  const { desk, message, asker } = call
  const hash = memberHash(desk.seal, asker.identity)
  const [reports, drafts, problems, teams, votes] = await Promise.all([
    ownReports(desk.db, desk.seal, asker.identity),
    draftsOf(desk.db, desk.seal, asker.identity),
    problemsAskedBy(desk.db, desk.seal, asker.identity),
    teamsWith(desk.db, hash),
    openVotesOf(desk.db, (id) => voteHash(desk.seal, asker.identity, id), desk.clock.now()),
  ])
  if (reports.length + drafts.length + problems.length + teams.length + votes.length === 0)
    return saying(whisper(message, nothingToErase))
  return await carryOut(call, { reports, drafts, problems, teams, votes, command: '/删除 全部', said })
}

async function carryOut(
  { desk, message }: Call,
  what: {
    reports: OwnReport[]
    drafts: Awaited<ReturnType<typeof draftsOf>>
    problems?: Problem[]
    teams?: Awaited<ReturnType<typeof teamsWith>>
    votes?: Awaited<ReturnType<typeof openVotesOf>>
    command: string | null
    said: boolean
  },
): Promise<Write> {
  const { reports, drafts, problems = [], teams = [], votes = [], command, said } = what
  const signed = [...teams.map(({ name }) => teamTexts.goes(name)), ...votes.map(pollTexts.goes)]
  const planned: { number: string; takeOut: TakeOut }[] = []
  for (const { matter } of reports)
    planned.push({ number: matter.number, takeOut: await takeOutOf(desk, matter) })
  if (!said) {
    const card = echoCard(command ?? '', [...signed, ...whatGoes(planned, drafts.length, problems.length)])
    return saying(whisper(message, command ? card : { ...card, actions: [] }))
  }
  const now = desk.clock.now()
  const changes = [
    ...votes.map(({ poll, hash }) => keepVote(poll, hash, null, now)),
    ...teams.map(({ id, member }) => leaveTeams(member.hash, [id])),
    ...drafts.map((draft) => closeDraft(draft, 'withdrawn')),
    // The colleague who listed it says from now on whether it is settled.
    ...problems.map((problem) => changeProblem(problem, { asker: null })),
  ]
  for (const [index, own] of reports.entries())
    changes.push(...(await takenOut(desk, own, planned[index]?.takeOut ?? 'kept')))
  const card = erased(planned, drafts.length)
  return { changes, posts: [whisper(message, { ...card, lines: [...signed, ...card.lines] })] }
}

async function takenOut(desk: Desk, own: OwnReport, takeOut: TakeOut) {
  return takeOut === 'whole' ? takeWhole(desk, own) : await takeOne(desk, own)
}
