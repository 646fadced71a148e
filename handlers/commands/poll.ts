import { closePoll, nextPollId, openPoll, openPollOf, pollById, pollsOf } from '../../db/polls.ts'
import type { Group } from '../../db/registry.ts'
import { saying, type Write } from '../../db/write.ts'
import type { Card } from '../../matters/message.ts'
import { rolesOf, type Staff } from '../../matters/roles.ts'
import { addDays, localDate, localTime } from '../../matters/working-time.ts'
import { isAboutSomebody } from '../about-somebody.ts'
import { whisper } from '../desk.ts'
import { pollCard, pollList, pollTexts, usualOptions } from '../replies/poll.ts'
import { closingOf, resultOf } from '../rhythm/poll-dues.ts'
import { unaskedPost } from '../rhythm/unasked.ts'
import { groupMeant, ownGroups } from './group-meant.ts'
import type { Call, Verb } from './verb.ts'

const openDays = 3
const most = { options: 6, question: 30, option: 10, listed: 8 } as const

/** A question to a group, answered by who wants to, without a name (requirement A136). */
export const poll: Verb = {
  name: '征集',
  aliases: ['poll'],
  args: '[群] 题 选项 选项… | 结束 [号]',
  help: '在群里不记名问一件事,三天后公布人数;单发看列表',
  where: 'anywhere',
  who: rolesOf('poll'),
  async run(call) {
    const { staff } = call.asker
    if (!staff) return saying()
    if (call.words.length === 0) return await listed(call, staff)
    return call.words[0] === '结束' ? await ended(call, staff) : await asked(call, staff)
  },
}

async function asked(call: Call, staff: Staff): Promise<Write> {
  const { desk, words } = call
  const own = ownGroups(desk, staff, 'poll')
  const here = groupMeant(call, '')
  const group = here ?? groupMeant(call, words[0] ?? '')
  if (!group) return refused(call, pollTexts.whichGroup(own.map(({ name }) => name)))
  if (!own.includes(group)) return refused(call, pollTexts.notYours)
  const { question, options } = questionOf(here ? words : words.slice(1))
  if (question === '' || options.length < 2 || options.length > most.options)
    return refused(call, pollTexts.how)
  if ([...question].length > most.question || options.some((one) => [...one].length > most.option))
    return refused(call, pollTexts.tooLong)
  if ([question, ...options].some(isAboutSomebody)) return refused(call, pollTexts.aboutSomebody)
  const open = await openPollOf(desk.db, group.id)
  if (open) return refused(call, pollTexts.stillOpen(open))
  return await posted(call, staff, group, { question, options })
}

/** 题目 and options, with the numbers in front of them taken off; no options: yes, no, later. */
function questionOf(words: readonly string[]): { question: string; options: string[] } {
  const [question = '', ...rest] = words.flatMap((word) => word.split(/[|｜]/u)).filter(Boolean)
  const options = rest.map((one) => one.replace(/^(?:\d{1,2}|[A-Fa-f])[.、::)]\s*/u, '')).filter(Boolean)
  return { question, options: [...new Set(options.length === 0 ? usualOptions : options)] }
}

async function posted(
  call: Call,
  staff: Staff,
  group: Group,
  { question, options }: { question: string; options: string[] },
): Promise<Write> {
  const { desk, message } = call
  const now = desk.clock.now()
  const id = await nextPollId(desk.db)
  const closing = closingOf(id, addDays(localDate(now), openDays), localTime(now))
  const closesAt = new Date(now.getTime() + openDays * 24 * 3_600_000)
  const asking = { id, groupId: group.id, question, options, byId: staff.personId, openedAt: now, closesAt }
  const raised = await unaskedPost(desk, group, pollCard(asking), {
    key: `poll:${id}`,
    about: 'reminder',
    over: 'drop',
  })
  if ('later' in raised) return refused(call, pollTexts.quiet)
  if ('drop' in raised)
    return refused(call, group.announcedAt ? pollTexts.spent(group.name) : pollTexts.silent(group.name))
  const here = message.chat.id === group.externalId
  return {
    changes: [openPoll(asking, closing), ...raised.changes],
    posts: [...raised.posts, ...(here ? [] : [whisper(message, pollTexts.posted(group.name, asking))])],
  }
}

async function ended(call: Call, staff: Staff): Promise<Write> {
  const { desk, message, words } = call
  const own = ownGroups(desk, staff, 'poll')
  const here = groupMeant(call, '')
  const id = Number(/\d+/u.exec((words[1] ?? '').normalize('NFKC'))?.[0] ?? 0)
  const found = id > 0 ? await pollById(desk.db, id) : here && (await openPollOf(desk.db, here.id))
  if (!found || !own.some((group) => group.id === found.groupId)) return refused(call, pollTexts.noSuch)
  if (found.closedAt) return refused(call, pollTexts.endedAlready)
  const now = desk.clock.now()
  return {
    changes: [closePoll(found, now, resultOf(found.id, now))],
    posts: [whisper(message, pollTexts.ended)],
  }
}

async function listed({ desk, message }: Call, staff: Staff): Promise<Write> {
  const own = ownGroups(desk, staff, 'poll')
  const found = await pollsOf(
    desk.db,
    own.map(({ id }) => id),
    most.listed,
  )
  const rows = found.map((one) => ({ poll: one, group: desk.registry.groupById(one.groupId)?.name ?? '' }))
  return saying(whisper(message, pollList(rows)))
}

function refused({ message }: Call, card: Card): Write {
  return saying(whisper(message, card, 'refusal'))
}
