import { chatsOf } from './chats.js'
import { byId, fill, h, icon } from './dom.js'
import { known, now, personOf, post } from './live.js'
import { messageItem } from './message.js'
import { go, readRoute } from './route.js'
import { when } from './time.js'

/** A pause after which the time is shown between two messages. */
const pauseMs = 5 * 60_000
/** So close to the end, in pixels, new messages pull the view along. */
const nearEnd = 120

let deeds = {}
let atEnd = true

/** `quoteMessage` and `fail` belong to the composer: what is quoted and what went wrong is shown there. */
export function startConversation({ quoteMessage, fail }) {
  const talk = byId('talk')
  byId('newer').addEventListener('click', toEnd)
  talk.addEventListener('scroll', () => {
    atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < nearEnd
    if (atEnd) byId('newer').hidden = true
  })
  // The composer grows, a phone's keyboard rises: who was reading the end goes on reading it.
  new ResizeObserver(() => atEnd && toEnd()).observe(talk)
  listenForLongPress(talk)
  for (const leaving of ['pointerdown', 'focusin']) {
    document.addEventListener(leaving, ({ target }) => shutMenus(target))
  }
  deeds = {
    quote: quoteMessage,
    recall: ({ id }) => post('/sandbox/recalls', { as: readRoute().as, messageId: id }).catch(fail),
    click: (messageId, action, button) => press(messageId, action, button).catch(fail),
  }
}

export function renderConversation() {
  const { as, chat } = readRoute()
  const open = personOf(as) && chatsOf(as).find(({ id }) => id === chat)
  const messages = open ? (known.chats[chat] ?? []) : []
  byId('talk-head').hidden = !open
  byId('talk').classList.toggle('direct', open?.kind === 'direct')
  byId('talk').hidden = messages.length === 0
  byId('composer').hidden = !open
  byId('newer').hidden = true
  if (open) renderHead(open)
  renderEmpty(as, open, messages)
  fill(
    byId('talk'),
    messages.flatMap((message, place) => withTime(message, messages[place - 1], as)),
  )
  toEnd()
}

/** Appends a message of the open chat; the view follows if it was at the end or the message is one's own. */
export function addMessage(message) {
  const { as } = readRoute()
  const messages = known.chats[message.chatId]
  if (messages.length === 1) return renderConversation()
  const follow = atEnd || message.from === as
  byId('talk').append(...withTime(message, messages.at(-2), as))
  if (follow) toEnd()
  else byId('newer').hidden = false
}

export function changeMessage(message) {
  const item = byId('talk').querySelector(`[data-id="${CSS.escape(message.id)}"]`)
  item?.replaceWith(messageItem(message, readRoute().as, deeds))
}

function renderHead({ name, kind, more }) {
  const back = () => go({ chat: '', view: 'chats' })
  const matters = () => {
    if (document.body.classList.toggle('matters-open')) byId('matters').focus()
  }
  fill(
    byId('talk-head'),
    h(
      'button',
      {
        type: 'button',
        class: 'plain back',
        'aria-label': '返回聊天列表',
        'data-key': 'back',
        onclick: back,
      },
      icon('back'),
    ),
    h('h1', {}, name, kind === 'group' && h('span', { class: 'talk-more' }, more)),
    h(
      'button',
      { type: 'button', class: 'plain show-matters', 'data-key': 'matters', onclick: matters },
      '事项',
    ),
  )
}

function renderEmpty(as, open, messages) {
  const box = byId('talk-empty')
  box.hidden = Boolean(open) && messages.length > 0
  if (box.hidden) return
  if (!personOf(as))
    return fill(
      box,
      h('h2', {}, '先选一个人'),
      h('p', {}, '左边每个人都是一个角色。选中谁，您就以谁的身份说话；另开一个窗口可以同时当另一个人。'),
    )
  if (!open)
    return fill(
      box,
      h('h2', {}, '打开一个聊天'),
      h('p', {}, '在群里 @小助手 说一件事，或者直接和小助手私聊。'),
    )
  const example = open.kind === 'group' ? '@小助手 5号楼楼道里堆了好多电动车' : '/帮助'
  fill(box, h('h2', {}, '还没有人说话'), h('p', {}, `可以试试：${example}`))
}

function withTime(message, before, as) {
  const item = messageItem(message, as, deeds)
  const paused = !before || new Date(message.at) - new Date(before.at) > pauseMs
  return paused
    ? [h('p', { class: 'notice' }, h('time', { datetime: message.at }, when(message.at, now()))), item]
    : [item]
}

async function press(messageId, action, button) {
  button.classList.add('pressed')
  setTimeout(() => button.classList.remove('pressed'), 1500)
  await post('/sandbox/clicks', { as: readRoute().as, messageId, action })
}

/** Closes the menus of messages, except one the pointer or the focus went into. */
function shutMenus(target) {
  for (const button of byId('talk').querySelectorAll('.more > [aria-expanded="true"]')) {
    if (!button.parentElement.contains(target)) button.click()
  }
}

function toEnd() {
  const talk = byId('talk')
  talk.scrollTop = talk.scrollHeight
  atEnd = true
  byId('newer').hidden = true
}

/** Android turns a long press into `contextmenu`; iOS does not, so the finger is timed as well. */
function listenForLongPress(talk) {
  let timer
  const open = (target) => {
    const button = target.closest('.message')?.querySelector('.more > button')
    if (button?.getAttribute('aria-expanded') === 'false') button.click()
    return Boolean(button)
  }
  const forget = () => clearTimeout(timer)
  talk.addEventListener('contextmenu', (event) => {
    if (event.target.closest('.bubble, .card') && getSelection().isCollapsed && open(event.target))
      event.preventDefault()
  })
  talk.addEventListener(
    'touchstart',
    ({ target }) => {
      if (target.closest('.bubble')) timer = setTimeout(open, 500, target)
    },
    { passive: true },
  )
  for (const end of ['touchend', 'touchmove', 'touchcancel'])
    talk.addEventListener(end, forget, { passive: true })
}
