import { avatar, groupAvatar } from './avatar.js'
import { byId, fill, h } from './dom.js'
import { known, now, personOf } from './live.js'
import { go, readRoute } from './route.js'
import { when } from './time.js'
import { unread } from './unread.js'
import { wordsOf } from './words.js'

/** The chats of a person: the one with the bot, then the groups. */
export function chatsOf(as) {
  const groups = known.groups
    .filter(({ members }) => members.some(({ id }) => id === as))
    .map(({ id, name, type, members }) => ({
      id,
      name,
      more: `${type} · ${members.length}人`,
      kind: 'group',
    }))
  return [{ id: `dm-${as}`, name: known.bot.name, more: '私聊', kind: 'direct' }, ...groups]
}

export function renderChats() {
  const { as, chat } = readRoute()
  const person = personOf(as)
  if (!person)
    return fill(byId('chats'), h('p', { class: 'empty-note' }, '先选一个人，这里就是这个人的聊天。'))
  const rows = chatsOf(as).map((one) => h('li', {}, chatButton(one, as, one.id === chat)))
  fill(byId('chats'), whoAmI(person), h('ul', { class: 'chat-list' }, rows))
}

function whoAmI({ id, name, title }) {
  return h(
    'header',
    { class: 'me' },
    avatar(id),
    h(
      'p',
      { class: 'row-words' },
      h('span', { class: 'row-more' }, '现在您是'),
      h('strong', { class: 'row-name' }, `${name} · ${title}`),
    ),
  )
}

function chatButton({ id, name, more, kind }, as, open) {
  const count = open ? 0 : unread(as, id)
  const last = known.chats[id]?.at(-1)
  const pick = () => go({ chat: id, view: 'chat' })
  const current = open && 'page'
  return h(
    'button',
    { type: 'button', class: 'row', 'data-key': id, 'aria-current': current, onclick: pick },
    kind === 'direct' ? avatar('bot') : groupAvatar(),
    h(
      'span',
      { class: 'row-words' },
      h(
        'span',
        { class: 'row-top' },
        h('span', { class: 'row-name' }, name),
        last && h('span', { class: 'row-time' }, when(last.at, now())),
      ),
      h('span', { class: 'row-more' }, last ? lastWords(last, as) : more),
    ),
    count > 0 &&
      h('span', { class: 'badge', 'aria-label': `${count}条未读` }, count > 99 ? '99+' : String(count)),
  )
}

function lastWords(message, as) {
  const who = message.from === as ? '我' : message.from === 'bot' ? '小助手' : message.nick
  return `${who}：${wordsOf(message)}`
}
