import {
  addDecision,
  changeDecision,
  type Decision,
  decisionById,
  openDecisions,
} from '../../db/decisions.ts'
import { owe, supersede } from '../../db/dues.ts'
import { matterByNumber } from '../../db/matters.ts'
import { meetingById } from '../../db/meetings.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import { saying, type Write } from '../../db/write.ts'
import { priorities } from '../../matters/message.ts'
import { isOrStandsFor } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { localDate } from '../../matters/working-time.ts'
import { toStaff, whisper } from '../desk.ts'
import { decisionDues, decisionSubject } from '../meetings/decision-dues.ts'
import { decisionLines } from '../meetings/decision-lines.ts'
import { faceOf } from '../meetings/face.ts'
import { done, echoed, mayAt, meetingMeant, numberSaid, type Sitting, said } from '../meetings/sitting.ts'
import { moved } from '../move.ts'
import { mask } from '../read/mask.ts'
import { decisionTexts } from '../replies/meet.ts'
import { dayOnly } from '../replies/minutes.ts'
import { noSuchMatter, plain } from '../replies/refusals.ts'
import { person, text } from './argument-kinds.ts'
import { until } from './argument-until.ts'
import { takeArguments } from './arguments.ts'
import { findNumbers } from './matter-number.ts'
import { outright } from './meet-move.ts'

const args = {
  owner: person('谁', 'attendMeeting'),
  by: until('期限'),
  what: text('什么', '车棚选址方案'),
}

/** 谁 什么 期限: a task that comes back until it is done. Of a matter it becomes the matter's plan (requirement A161). */
export async function decide(sitting: Sitting): Promise<Write> {
  const { call, desk, now, staff, sure } = sitting
  if (sitting.words.length === 0) return await openOnes(sitting)
  const meant = await meetingMeant(sitting, 'begun', 'meet')
  if ('posts' in meant) return meant
  const { meeting } = meant
  const { numbers, rest } = findNumbers(meant.rest)
  const matter = numbers[0] ? await matterByNumber(desk.db, numbers[0]) : undefined
  if (numbers[0] && (!matter || !mayDo(staff, 'log', matter, desk.registry.areas)))
    return saying(whisper(call.message, noSuchMatter(numbers[0]), 'refusal'))
  const taking = { desk, message: call.message, matter: null, areaId: meeting.areaId, now }
  const taken = takeArguments(args, rest, taking)
  if ('problem' in taken) return said(call, plain(taken.problem))
  if ('missing' in taken) return said(call, decisionTexts.missing(taken.missing.label))
  const { owner, by, what } = taken.values
  const face = faceOf(desk, meeting)
  const dueOn = localDate(by)
  const line = { what, owner: owner.name, by: dayOnly(dueOn), number: matter?.number ?? null }
  if (!sure) {
    const command = [meeting.id, matter?.number, `@${owner.name}`, what, outright(by)]
      .filter(Boolean)
      .join(' ')
    return echoed(sitting, command, decisionTexts.echo(face, line))
  }
  const id = await nextIdOf(desk.db, 'decisions')
  const decision = {
    ...{ id, meetingId: meeting.id, seriesId: meeting.seriesId, areaId: meeting.areaId, words: what, dueOn },
    ...{ matterId: matter?.id ?? null, ownerId: owner.personId, createdAt: now, createdBy: staff.personId },
  }
  const plan = matter && {
    kind: 'planned',
    values: {
      note: `会议决议${id}:${what}|${owner.name}负责,${dayOnly(dueOn)}前`,
      ...{ ownerId: owner.personId, by: dueOn, meeting: meeting.id },
    },
  }
  const told =
    owner.personId === staff.personId
      ? []
      : toStaff(desk, owner.personId, decisionTexts.yours(id, line, face), {
          ...{ key: `decision:${id}`, about: 'reminder', priority: priorities.answer },
        })
  return done(
    sitting,
    'decided',
    { meeting: meeting.id, decision: id },
    {
      changes: [
        ...(plan ? moved(desk, matter, staff, { notes: [plan] }).changes : []),
        addDecision(decision),
        owe(decisionDues(decision, now)),
      ],
      card: decisionTexts.kept(id, line),
      posts: told,
    },
  )
}

export async function finishDecision(sitting: Sitting): Promise<Write> {
  const found = await own(sitting)
  if ('posts' in found) return found
  return settle(sitting, found.decision, 'done', found.rest, decisionTexts.finished(found.decision.id))
}

/** A decision is given up, by whoever chairs or arranges, with the reason. */
export async function dropDecision(sitting: Sitting): Promise<Write> {
  const found = await own(sitting, true)
  if ('posts' in found) return found
  if (found.rest.length === 0) return said(sitting.call, decisionTexts.droppedWhy(found.decision.id))
  return settle(sitting, found.decision, 'dropped', found.rest, decisionTexts.dropped(found.decision.id))
}

/** Another day for a decision: 改限 7 下周五. */
export async function newTerm(sitting: Sitting): Promise<Write> {
  const { call, desk, now, sure } = sitting
  const found = await own(sitting)
  if ('posts' in found) return found
  const { decision, rest } = found
  const taken = until('期限').take(rest, { desk, message: call.message, matter: null, now })
  if (!taken) return said(call, decisionTexts.missing('期限'))
  if ('problem' in taken) return said(call, plain(taken.problem))
  const dueOn = localDate(taken.value)
  if (!sure)
    return echoed(
      sitting,
      `${decision.id} ${outright(taken.value)}`,
      decisionTexts.echoTerm(decision.id, decision.words, dayOnly(dueOn)),
    )
  return done(
    sitting,
    'decision_moved',
    { decision: decision.id, to: dueOn },
    {
      changes: [
        changeDecision(decision, { dueOn }),
        supersede(decisionSubject(decision), now),
        owe(decisionDues({ id: decision.id, dueOn }, now)),
      ],
      card: decisionTexts.newTerm(decision.id, dayOnly(dueOn)),
    },
  )
}

function settle(
  sitting: Sitting,
  decision: Decision,
  state: 'done' | 'dropped',
  words: string[],
  card: ReturnType<typeof decisionTexts.finished>,
): Write {
  const { staff, now } = sitting
  const result = words.length > 0 ? mask(words.join(' ')) : null
  const set = { state, settledAt: now, settledBy: staff.personId, result }
  return done(
    sitting,
    `decision_${state}`,
    { decision: decision.id },
    {
      changes: [changeDecision(decision, set), supersede(decisionSubject(decision), now)],
      card,
    },
  )
}

/** A decision of this number that is the colleague's own or of whom they stand in for, or of a meeting they arrange. */
async function own({ call, desk, staff, words }: Sitting, arranging = false) {
  const [first = ''] = words
  const id = numberSaid(first.replace(/^决议/u, ''))
  const decision = id === null ? undefined : await decisionById(desk.db, id)
  const meeting = decision && (await meetingById(desk.db, decision.meetingId))
  const isOwner = isOrStandsFor(staff, decision?.ownerId ?? null) && !arranging
  const arranges = meeting && mayAt(desk, staff, 'arrangeMeeting', meeting)
  if (!decision || !(isOwner || arranges))
    return saying(whisper(call.message, decisionTexts.unknown(first), 'refusal'))
  if (decision.state !== 'open') return said(call, decisionTexts.settledAlready(decision.id))
  return { decision, rest: words.slice(1) }
}

/** What is still open around here, one's own marked by name. */
async function openOnes({ call, desk, staff }: Sitting): Promise<Write> {
  const { areas } = desk.registry
  const near = areas
    .all()
    .flatMap(({ id }) =>
      staff.roles.some(({ areaId }) => areas.within(id, areaId) || areas.within(areaId, id)) ? [id] : [],
    )
  const open = await openDecisions(desk.db, near)
  const viewer = { as: 'staff' as const, staff }
  return saying(whisper(call.message, decisionTexts.list(await decisionLines(desk, open, viewer))))
}
