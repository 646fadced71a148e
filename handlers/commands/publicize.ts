import { keepPublicity, publicityOn, timesTold } from '../../db/publicity.ts'
import type { Group } from '../../db/registry.ts'
import { saying, type Write } from '../../db/write.ts'
import { rolesOf, type Staff } from '../../matters/roles.ts'
import { localDate } from '../../matters/working-time.ts'
import { whisper } from '../desk.ts'
import { publicityCard, publicityTexts, type Topic, topicNamed } from '../replies/publicity.ts'
import { unaskedPost } from '../rhythm/unasked.ts'
import { groupMeant, ownGroups } from './group-meant.ts'
import type { Call, Verb } from './verb.ts'

/** A line of warning or neighbourly advice into a group: asked for by a colleague, unasked by the group (A220–A222). */
export const publicize: Verb = {
  name: '宣传',
  aliases: ['tips'],
  args: '反诈/消防/… [群]',
  help: '在群里发一条小提醒,每群每天最多一条',
  where: 'anywhere',
  who: rolesOf('publicize'),
  async run(call) {
    const { staff } = call.asker
    if (!staff) return saying()
    const topic = call.words.map(topicNamed).find((one) => one !== undefined)
    if (!topic) return refused(call, publicityTexts.which)
    const named = call.words.filter((word) => topicNamed(word) !== topic).join('')
    const group = groupMeant(call, named)
    const own = ownGroups(call.desk, staff, 'publicize')
    if (!group) return refused(call, publicityTexts.whichGroup(own.map(({ name }) => name)))
    if (!own.includes(group)) return refused(call, publicityTexts.notYours)
    return await posted(call, staff, group, topic)
  },
}

async function posted(call: Call, staff: Staff, group: Group, topic: Topic): Promise<Write> {
  const { desk, message } = call
  if (group.publicity === false) return refused(call, publicityTexts.off(group.name))
  const day = localDate(desk.clock.now())
  if (await publicityOn(desk.db, group.id, day)) return refused(call, publicityTexts.today(group.name))
  const times = await timesTold(desk.db, group.id, topic.name)
  const line = topic.lines[times % topic.lines.length] ?? ''
  const raised = await unaskedPost(desk, group, publicityCard(topic, line), {
    key: `publicity:${group.id}:${day}`,
    about: 'reminder',
    over: 'drop',
  })
  if ('later' in raised) return refused(call, publicityTexts.quiet)
  if ('drop' in raised)
    return refused(
      call,
      group.announcedAt ? publicityTexts.spent(group.name) : publicityTexts.silent(group.name),
    )
  const kept = keepPublicity({ groupId: group.id, day, topic: topic.name, byId: staff.personId })
  const here = message.chat.kind === 'group' && message.chat.id === group.externalId
  return {
    changes: [kept, ...raised.changes],
    posts: [...raised.posts, ...(here ? [] : [whisper(message, publicityTexts.posted(group.name, line))])],
  }
}

function refused({ message }: Call, card: Parameters<typeof whisper>[1]): Write {
  return saying(whisper(message, card, 'refusal'))
}
