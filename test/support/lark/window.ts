import type { PageChat, Said } from '../../../bot/platforms/sandbox/chat.ts'
import { demoWorld } from '../../../bot/platforms/sandbox/demo-community.ts'
import { mentionsBot, readMentions } from '../../../bot/platforms/sandbox/mentions.ts'
import { Refused } from '../../../bot/platforms/sandbox/refused.ts'
import type { SandboxMessage } from '../../../bot/platforms/sandbox/types.ts'
import type { Card } from '../../../matters/message.ts'
import type { FakeLark, Shown } from './index.ts'
import { objectOf, textOf } from './json.ts'

/** The fake Lark through the sandbox's page: the same people and groups, cards as they came over the wire. */
export function windowOn(lark: FakeLark, onToast: (who: string, words: string) => void): PageChat {
  // Lark shows people by their own names.
  const nameOf = (id: string) => lark.people.get(id)?.name ?? id
  const groups = demoWorld.groups.map((group) => ({
    ...group,
    members: group.members.map(({ id }) => ({ id, nick: nameOf(id) })),
  }))
  const chatOf = (chatId: string) => (chatId.startsWith('dm-') ? lark.directIdOf(chatId.slice(3)) : chatId)
  const windowId = (chatId: string) => {
    const chat = lark.chats.get(chatId)
    return chat?.kind === 'p2p' ? `dm-${chat.key}` : (chat?.key ?? chatId)
  }
  const seen = (shown: Shown): SandboxMessage => messageOf(shown, windowId(shown.chatId), lark)

  function say({ as, chatId, text, type, quotes, toBot }: Said): SandboxMessage {
    if (text.trim() === '') throw new Refused(400, '不能发空消息。')
    const named = lark.people.get(as) ? groups.flatMap((group) => group.members) : []
    const id = tried(() =>
      lark.says(as, chatOf(chatId), type === 'image' ? { type: 'image', content: {} } : text, {
        mentionBot: toBot === true || mentionsBot(text, lark.botName),
        mentions: [...new Set(readMentions(text, named).map((one) => one.id))],
        ...(quotes && { quotes }),
      }),
    )
    return seen(lark.message(id))
  }

  return {
    life: lark.appId + lark.url.slice(-5),
    botName: lark.botName,
    world: { people: demoWorld.people, groups },
    say,
    recall({ as, messageId }) {
      if (lark.message(messageId).from !== as) throw new Refused(403, '只能撤回自己发的消息。')
      lark.recalls(as, messageId)
      return seen(lark.message(messageId))
    },
    click({ as, messageId, action }) {
      const pressed = tried(() => lark.clicks(as, messageId, action))
      pressed
        .then(({ toast, error }) => onToast(nameOf(as), toast?.content ?? (error ? `出错了 ${error}` : '')))
        .catch((error: Error) => onToast(nameOf(as), error.message))
    },
    messages: (chatId) => lark.shown(chatOf(chatId)).filter(isSaid).map(seen),
    onChange: (listener) =>
      lark.onChange((shown) => {
        if (!isSaid(shown)) return
        const type = shown.recalled ? 'recalled' : shown.patched > 0 ? 'changed' : 'message'
        listener({ type, message: seen(shown) })
      }),
  }
}

/** Not one of the grey lines of the platform. */
const isSaid = ({ type }: Shown) => type !== 'system'

function tried<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new Refused(409, error instanceof Error ? error.message : String(error))
  }
}

function messageOf(shown: Shown, chatId: string, lark: FakeLark): SandboxMessage {
  const { messageId: id, from, recalled, patched, replyTo, at } = shown
  const nick = from === 'bot' ? lark.botName : (lark.people.get(from)?.name ?? from)
  const nameOf = (id: string) => (id === 'bot' ? lark.botName : (lark.people.get(id)?.name ?? id))
  const mentions = shown.mentions.map((id) => ({ id, nick: nameOf(id) }))
  const called = (text: string) =>
    text.replace(/@_user_(\d+)/g, (key, n) => (mentions[n - 1] ? `@${mentions[n - 1]?.nick}` : key))
  const words = { ...{ id, chatId, from, nick, at: at.toISOString(), mentions, recalled, edition: patched } }
  const quoted = replyTo === undefined ? {} : { quotes: replyTo }
  if (from === 'bot' && !recalled) return { ...words, ...quoted, type: 'card', text: '', card: cardOf(shown) }
  return {
    ...words,
    ...quoted,
    type: shown.type === 'image' ? 'image' : 'text',
    text: called(shown.text) || shown.type,
  }
}

const tones: Record<string, Card['tone']> = { blue: 'blue', yellow: 'yellow', red: 'red', grey: 'grey' }

function cardOf({ card, title, lines, buttons, text }: Shown): Card {
  if (!card) return { tone: 'plain', lines: [text] }
  return {
    tone: tones[textOf(objectOf(card.header).template)] ?? 'plain',
    ...(title && { title }),
    lines: lines.flatMap((line) => line.split('\n')),
    actions: buttons.map(({ label, value }) => ({ label, command: textOf(value.command) })),
  }
}
