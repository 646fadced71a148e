import { type Draft, draftsOf, reviseDraft } from '../db/drafts.ts'
import { nothing, saying, together, type Write } from '../db/write.ts'
import { type Card, type HeardMessage, type Post, priorities } from '../matters/message.ts'
import { categoryOf } from '../matters/taxonomy.ts'
import { aboutPolice } from '../matters/vault.ts'
import { runCommand } from './commands/index.ts'
import { withoutMention } from './commands/parse.ts'
import { answer, askerOf, type Desk } from './desk.ts'
import { judge } from './gate/index.ts'
import { promptAmend, promptCard, promptConfirmed, promptDiscarded } from './replies/prompt.ts'

/** A post that could not be delivered, as the outbox knows it. */
export interface Undelivered {
  platform: string
  chat: string
  chatKind: 'group' | 'direct'
  about: string
  card: Pick<Card, 'actions'>
}

/**
 * A draft whose reporter cannot be written to in private: the group where they told it gets a line that names them and
 * nothing of what they told. Of a tip, a complaint about police or anything confidential not even that: it expires.
 */
export async function promptInGroup(desk: Desk, post: Undelivered): Promise<Write> {
  if (post.about !== 'draft' || post.chatKind !== 'direct') return nothing
  const reporter = { platform: post.platform, externalId: post.chat }
  const draft = shownOn(post.card, await draftsOf(desk.db, desk.seal, reporter))
  const group = draft?.groupId ? desk.registry.groupById(draft.groupId) : undefined
  if (!draft || !group?.announcedAt || group.leftAt || !mayBePrompted(draft)) return nothing
  const prompt: Post = {
    platform: post.platform as Post['platform'],
    chat: { id: group.externalId, kind: 'group' },
    card: { ...promptCard(draft), mention: { id: post.chat, nick: '' } },
    about: 'receipt',
    priority: priorities.answer,
    key: `prompt:${draft.id}:${draft.version}`,
    groupId: group.id,
  }
  return saying(prompt)
}

/** By its buttons, which name it: of several drafts each is asked about. */
function shownOn({ actions = [] }: Undelivered['card'], drafts: Draft[]): Draft | undefined {
  return drafts.find(({ id }) => actions.some(({ command }) => command.split(' ')[1] === String(id)))
}

/**
 * What is said to the bot in the group where a draft was told: 1, 2 or 3, and after 2 the correction. Only by who told
 * it, since nobody else's drafts are looked up. Null: it answers no draft.
 */
export async function answerPrompt(message: HeardMessage, desk: Desk): Promise<Write | null> {
  const said = withoutMention(message.text).normalize('NFKC').trim()
  const choice = /^([123])(?:确认|修改|不报了?)?[。.!！]?$/u.exec(said.replace(/\s+/gu, ''))?.[1]
  const draft = await promptedDraft(message, desk)
  if (!draft) return null
  if (choice === '2') {
    const asked = saying(answer(message, promptAmend, 'receipt'))
    return { ...asked, changes: [reviseDraft(draft, { asks: 'amend' })] }
  }
  if (choice === '1') return await press(message, desk, `/确认 ${draft.id}`, promptConfirmed)
  if (choice === '3') return await press(message, desk, `/不报 ${draft.id}`, promptDiscarded)
  // A danger told meanwhile corrects nothing.
  if (draft.asks !== 'amend' || judge(said).danger) return null
  return await press(message, desk, `/修改 ${draft.id} ${said}`)
}

async function promptedDraft(message: HeardMessage, desk: Desk): Promise<Draft | undefined> {
  const group = desk.registry.group(message.platform, message.chat.id)
  const drafts = group ? await draftsOf(desk.db, desk.seal, askerOf(message, desk).identity) : []
  return drafts.find((one) => one.groupId === group?.id && one.asks !== 'category' && mayBePrompted(one))
}

/** Like the button it stands for; what the message quotes is no card of this draft. */
async function press(message: HeardMessage, desk: Desk, command: string, said?: Card): Promise<Write> {
  const { quotes: _, ...rest } = message
  const write = await runCommand({ ...rest, type: 'click', text: command }, desk)
  return said ? together(write, saying(answer(message, said, 'receipt', 1))) : write
}

function mayBePrompted({ reading }: Draft): boolean {
  if (reading.kind === 'tip' || reading.category === aboutPolice) return false
  return reading.category === null || categoryOf(reading.category).privacy !== 'confidential'
}
