import { record } from '../../db/events.ts'
import { matterByNumber } from '../../db/matters.ts'
import { comingMeetings, type Meeting } from '../../db/meetings.ts'
import { nextIdOf } from '../../db/next-ids.ts'
import { addTopic, changeTopic, type Topic, topicById, topicsFor } from '../../db/topics.ts'
import { saying, type Write } from '../../db/write.ts'
import { mayWithin, rolesOf, type Staff } from '../../matters/roles.ts'
import { mayDo } from '../../matters/view.ts'
import { answer, whisper } from '../desk.ts'
import { faceOf } from '../meetings/face.ts'
import { belongsTo } from '../meetings/people.ts'
import { numberSaid } from '../meetings/sitting.ts'
import { topicLines } from '../meetings/topic-lines.ts'
import { mask } from '../read/mask.ts'
import { matterLine } from '../replies/matter-card.ts'
import { noSuchMatter } from '../replies/refusals.ts'
import { topicLine, topicTexts } from '../replies/topics.ts'
import { showInList } from '../show.ts'
import { findNumbers } from './matter-number.ts'
import type { Call, Verb } from './verb.ts'

export const topic: Verb = {
  name: '议题',
  aliases: ['topic'],
  args: '[联席] 编号/文字 | 列表 | 撤下 号 | 顺延 号',
  arguments: [{ label: '议题', type: 'text', optional: false }],
  help: '把一件事或一句话列入下一次会议',
  where: 'work',
  who: rolesOf('putTopic'),
  async run(call) {
    const { asker, words } = call
    const { staff } = asker
    if (!staff) return { changes: [], posts: [] }
    const [first = ''] = words
    if (first === '撤下' || first === '顺延') return await change(call, staff, first, words[1] ?? '')
    const joint = first === '联席'
    const rest = (joint ? words.slice(1) : words).filter((word) => word !== '新建')
    const meeting = await nextFor(call, staff, joint)
    if (!meeting) return saying(whisper(call.message, topicTexts.noMeeting, 'refusal'))
    if (rest.length === 0) return saying(answer(call.message, topicTexts.say))
    return rest[0] === '列表' ? await list(call, meeting) : await put(call, staff, meeting, rest)
  },
}

/** The next meeting this colleague belongs to; the joint one only where it is said, or where there is no other. */
async function nextFor({ desk }: Call, staff: Staff, joint: boolean): Promise<Meeting | undefined> {
  const coming = (await comingMeetings(desk.db, desk.clock.now())).filter(
    (one) => one.kind !== 'quarter' && belongsTo(desk, staff, one),
  )
  const wanted = coming.filter(({ kind }) => (kind === 'joint') === joint)
  return wanted[0] ?? (joint ? undefined : coming[0])
}

async function put({ desk, message }: Call, staff: Staff, meeting: Meeting, words: string[]): Promise<Write> {
  const now = desk.clock.now()
  const { numbers } = findNumbers(words)
  const [number] = numbers
  const matter = number ? await matterByNumber(desk.db, number) : undefined
  if (number && (!matter || !mayDo(staff, 'see', matter, desk.registry.areas)))
    return saying(whisper(message, noSuchMatter(number), 'refusal'))
  const seen = matter && (await showInList(desk, { as: 'group', type: 'grid_work' }, matter))
  const id = await nextIdOf(desk.db, 'topics')
  const made: Topic = {
    ...{ id, areaId: meeting.areaId, seriesId: meeting.seriesId, matterId: matter?.id ?? null },
    meetingId: meeting.seriesId === null ? meeting.id : null,
    ...{ words: matter ? null : mask(words.join(' ')), byId: staff.personId, at: now, state: 'open' },
  }
  const line = (one: Topic) => topicLine(one, { by: '', matter: seen ? matterLine(seen) : null })
  const already = matter && (await topicsFor(desk.db, meeting)).find(({ matterId }) => matterId === matter.id)
  if (already) return saying(answer(message, topicTexts.already(line(already))))
  const event = { matterId: matter?.id ?? null, at: now, actorId: staff.personId, kind: 'topic_put' }
  return {
    changes: [addTopic(made), record({ ...event, values: { topic: id, meeting: meeting.id } })],
    posts: [
      answer(message, topicTexts.put(id, faceOf(desk, meeting), line(made).replace(/^议题\d+\|/u, ''))),
    ],
  }
}

async function list({ desk, message }: Call, meeting: Meeting): Promise<Write> {
  const group = message.chat.kind === 'group'
  const type = desk.registry.group(message.platform, message.chat.id)?.type ?? 'resident'
  const staff = desk.registry.staffOf({ platform: message.platform, externalId: message.sender.id })
  const viewer = group || !staff ? ({ as: 'group', type } as const) : ({ as: 'staff', staff } as const)
  const lines = await topicLines({
    ...{ desk, meeting },
    shown: (matter) => showInList(desk, viewer, matter),
  })
  const face = faceOf(desk, meeting)
  return saying(answer(message, lines.length > 0 ? topicTexts.list(face, lines) : topicTexts.none(face)))
}

/** Taken off, or left for the next meeting: by whoever put it there, or arranges. */
async function change(
  { desk, message }: Call,
  staff: Staff,
  how: '撤下' | '顺延',
  word: string,
): Promise<Write> {
  const id = numberSaid(word.replace(/^议题/u, ''))
  const found = id === null ? undefined : await topicById(desk.db, id)
  const { areas } = desk.registry
  const able =
    found && (found.byId === staff.personId || mayWithin(staff, 'arrangeMeeting', found.areaId, areas))
  if (!found || !able) return saying(whisper(message, topicTexts.unknown(word), 'refusal'))
  if (found.state !== 'open') return saying(answer(message, topicTexts.settled(found.id)))
  if (how === '撤下')
    return {
      changes: [changeTopic(found, { state: 'dropped' })],
      posts: [answer(message, topicTexts.dropped(found.id))],
    }
  const [next] = (await comingMeetings(desk.db, desk.clock.now())).filter(
    ({ seriesId }) => seriesId !== null && seriesId === found.seriesId,
  )
  // Put down as if it had come in after this meeting's start: what is confirmed then leaves it open.
  const at = next ? new Date(next.startsAt.getTime() + 1) : desk.clock.now()
  return { changes: [changeTopic(found, { at })], posts: [answer(message, topicTexts.later(found.id))] }
}
