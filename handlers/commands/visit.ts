import { timeline } from '../../db/events.ts'
import { followUpsOf } from '../../db/follow-ups.ts'
import type { Write } from '../../db/write.ts'
import { questionsOf } from '../../matters/closing.ts'
import { isAboutPolice } from '../../matters/view.ts'
import { moved } from '../move.ts'
import { postpone } from '../postpone-visit.ts'
import { askHazardCard, askScoreCard, noEntryCard, unreachedCard, visitTexts } from '../replies/visit.ts'
import { countVisit, reopenAfterVisit, type Visited } from '../settle-visit.ts'
import { takeOverVisit } from '../take-over-visit.ts'
import { hazardLeft } from './argument-hazard-left.ts'
import { choice, person, score, text } from './argument-kinds.ts'
import { moveTo } from './argument-move-to.ts'
import { named, optional } from './arguments.ts'
import { type Given, matterVerb } from './matter-verb.ts'
import { asksForList, listVisits } from './visit-list.ts'

const howTo = (number: string) =>
  `例如:/回访 ${number} 已解决 5 隐患=无,或 /回访 ${number} 没解决 1,或 /回访 ${number} 没让进门`

const args = {
  moveTo,
  along: named(person('同去', 'visit')),
  deed: optional(choice('接手', { 接手: 'take', 我来: 'take', 我接手: 'take' })),
  unrated: optional(choice('不评', { 不评: 'unrated', 不愿评: 'unrated' })),
  satisfaction: optional(score),
  hazard: hazardLeft,
  result: optional(text('结果', '已解决')),
}

const onMatter = matterVerb({
  name: '回访',
  aliases: ['visit', 'fu'],
  help: '记回访结果、改期、接手;/回访 列表 看要做的',
  where: 'direct',
  rights: ['visit'],
  states: ['followup'],
  arguments: args,
  async run(given) {
    const { desk, matter, staff, values, reply, refuse } = given
    const owed = (await followUpsOf(desk.db, [matter.id])).filter((one) => one.state === 'open')
    const [next, later] = owed
    if (!next) return refuse(`${matter.number} 没有待做的回访。看经过:/看 ${matter.number}`)
    const on = { desk, matter, staff, next, reply, refuse }
    if (values.deed) return takeOverVisit(on)
    if (values.moveTo) return await postpone({ ...on, to: values.moveTo })
    const { satisfaction = null, result = '', hazard, along } = values
    if (satisfaction === null && result === '') return refuse(`写上结果和满意度,${howTo(matter.number)}`)
    const visited = { ...on, later, result, satisfaction, hazard, along }
    if (satisfaction === null && unreached.test(result)) return notMet(visited)
    if (satisfaction === null && shut.test(result)) return await notLetIn(visited)
    // Two went, or it was none: both names, or it is not done (requirement A197).
    const joint = along !== undefined || /联合|同去|一起(?:去|上门)/u.test(result)
    if (joint && (!along || along.personId === staff.personId))
      return refuse(visitTexts.tellBoth(matter.number))
    if (unsettled(result, satisfaction)) return await reopenAfterVisit(visited)
    return asked(given, visited) ?? (await countVisit(visited))
  },
})

/** The verb, and what is owed altogether: /回访 列表. */
export const visit = {
  ...onMatter,
  run: (call: Parameters<typeof onMatter.run>[0]) =>
    asksForList(call.words) ? listVisits(call) : onMatter.run(call),
}

/** What is still to be answered, with the answers one tap away; null: nothing. */
function asked({ matter, values, reply }: Given<typeof args>, visited: Visited): Write | null {
  const { result, satisfaction, hazard, along } = visited
  const words = [
    along ? `同去=${along.name}` : '',
    result,
    satisfaction ?? (values.unrated ? '不评' : ''),
    hazard === null ? '隐患=无' : hazard ? '隐患=有' : '',
  ]
    .filter(Boolean)
    .join(' ')
  if (satisfaction === null && !values.unrated)
    return { changes: [], posts: [reply(askScoreCard(matter.number, words))] }
  const leavesDanger = questionsOf(matter.kind).includes('danger') && !isAboutPolice(matter)
  if (leavesDanger && hazard === undefined)
    return { changes: [], posts: [reply(askHazardCard(matter.number, words))] }
  return null
}

function notMet({ desk, matter, staff, next, result, reply }: Visited): Write {
  const values = { note: result, day: next.day }
  const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'unreached', values }] })
  return { changes, posts: [reply(unreachedCard(matter.number, next.day))] }
}

/** Refused entry is an outcome (requirement A194): noted the first time with gentler ways, counted the second. */
async function notLetIn(visited: Visited): Promise<Write> {
  const { desk, matter, staff, next, result, reply } = visited
  const before = (await timeline(desk.db, matter.id)).some(
    ({ kind, values }) => kind === 'no_entry' && values?.followUpId === next.id,
  )
  if (before) return await countVisit({ ...visited, result: visitTexts.refusedTwice, hazard: undefined })
  const values = { note: result, day: next.day, followUpId: next.id }
  const { changes } = moved(desk, matter, staff, { notes: [{ kind: 'no_entry', values }] })
  return { changes, posts: [reply(noEntryCard(matter.number, next.day))] }
}

/** Nobody was met: that is no visit. */
const unreached =
  /(?:没|未)(?:能)?联系(?:上|到)|联系不[上到]|没人(?:接|在|应)|无人(?:接|应)|(?:没|未|不)接(?:电话|听)?|打不通|关机|(?:没|不)在家/u

/** Somebody was there and did not let them in. */
const shut =
  /(?:没|未|不)(?:能|肯|愿|让|给)*(?:进|入|开)(?:了|去)?(?:门|户|屋)|拒绝(?:入户|进门|开门|见面|配合|回访)|no_entry/u

/** "没解决", or a satisfaction of 1–2, opens it again. */
function unsettled(result: string, satisfaction: number | null): boolean {
  return (
    /没解决|未解决|没好|又犯|不满意|没人管|还在/u.test(result) || (satisfaction !== null && satisfaction <= 2)
  )
}
