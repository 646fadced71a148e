import { addGroup, leaveGroup, nextGroupId, rejoinGroup, renameGroup } from '../db/groups.ts'
import { nothing, saying, type Write } from '../db/write.ts'
import { type HeardMessage, priorities } from '../matters/message.ts'
import { localDate, localTime } from '../matters/working-time.ts'
import { askerOf, type Desk, whisper } from './desk.ts'
import { postNotice } from './notice-post.ts'
import { helloCard } from './replies/hello.ts'
import { noticeCard } from './replies/notice.ts'

/**
 * The bot came into a group, left it, or somebody joined; a group was renamed, a conversation with the bot opened. Coming in, it knows the group and posts its notice before
 * it reads a word; newcomers are shown the notice, those of the same minute together (rule N-3).
 */
export async function membership(message: HeardMessage, desk: Desk): Promise<Write> {
  const group = desk.registry.group(message.platform, message.chat.id)
  const at = desk.clock.now()
  if (message.type === 'bot_removed') return group ? { changes: [leaveGroup(group, at)], posts: [] } : nothing
  if (message.type === 'entered') return greet(message, desk)
  if (message.type === 'renamed') {
    const name = message.text.trim()
    return group && name && name !== group.name ? { changes: [renameGroup(group, name)], posts: [] } : nothing
  }
  if (message.type === 'joined') {
    if (!group?.announcedAt) return nothing
    const minute = `${localDate(at)}T${localTime(at)}`
    const post = {
      ...postNotice(group, desk, `joined:${minute}`),
      card: noticeCard(group, desk.operator),
      noticeVersion: undefined,
      priority: priorities.notice,
    }
    return { changes: [], posts: [post] }
  }
  if (!group) return await takeUp(message, desk)
  if (!group.leftAt)
    return group.announcedAt
      ? nothing
      : { changes: [], posts: [postNotice(group, desk, `v${group.noticeVersion}`)] }
  const back = { ...group, noticeVersion: group.noticeVersion + 1 }
  return { changes: [rejoinGroup(group)], posts: [postNotice(back, desk, `v${back.noticeVersion}`)] }
}

/** Who opens the conversation is told what the bot does, at most once a day; colleagues know it. */
function greet(message: HeardMessage, desk: Desk): Write {
  const { identity, staff } = askerOf(message, desk)
  if (staff) return nothing
  // Whom it greets is no business of the row that stays when it is said.
  const who = desk.seal.hash('greeted', `${identity.platform}:${identity.externalId}`)
  const key = `hello:${who}:${localDate(desk.clock.now())}`
  return saying({ ...whisper(message, helloCard(desk.operator)), key })
}

/** A group nobody has set up: the least mode, and no grid until somebody binds one. Its notice goes out at once. */
async function takeUp(message: HeardMessage, desk: Desk): Promise<Write> {
  const { platform, chat, text } = message
  const id = await nextGroupId(desk.db)
  const group = { id, platform, externalId: chat.id, name: text, type: 'resident', mode: 'mention' as const }
  const unset = {
    proposedMode: null,
    announcedAt: null,
    noticeVersion: 1,
    noticeDueAt: null,
    leftAt: null,
    gridIds: [],
  }
  return {
    changes: [addGroup(group, desk.clock.now())],
    posts: [postNotice({ ...group, ...unset }, desk, 'v1')],
  }
}
