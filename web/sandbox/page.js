import { chatsOf, renderChats } from './chats.js'
import { renderClock, startClock } from './clock.js'
import { fail, quoteMessage, renderComposer, startComposer } from './composer.js'
import { addMessage, changeMessage, renderConversation, startConversation } from './conversation.js'
import { byId } from './dom.js'
import { renderHint } from './hint.js'
import { connect, known, personOf, receive } from './live.js'
import { refreshMatters, renderMatters } from './matters.js'
import { renderPeople } from './people.js'
import { go, onMove, readRoute, settleRoute } from './route.js'
import { renderTabs } from './tabs.js'
import { markRead } from './unread.js'
import { wordsOf } from './words.js'

/** What the window does when something happens in the sandbox. */
const told = {
  opened() {
    byId('lost').hidden = true
    renderAll()
    refreshMatters()
  },
  message(message) {
    const { as, chat } = readRoute()
    if (message.chatId === chat) addMessage(message)
    if (isInFront()) markRead(as, chat)
    renderLists()
    announce(message, as)
  },
  changed(message) {
    if (message.chatId === readRoute().chat) changeMessage(message)
    renderLists()
  },
  clock() {
    renderClock()
    renderChats()
    refreshMatters()
  },
  matters: refreshMatters,
  lost() {
    byId('lost').hidden = false
  },
}

settleRoute()
startClock(fail)
startConversation({ quoteMessage, fail })
startComposer((message) => receive(message, told))
byId('skip').addEventListener('click', () => byId('text').focus())
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape' || !document.body.classList.contains('matters-open')) return
  document.body.classList.remove('matters-open')
  document.querySelector('.show-matters')?.focus()
})
document.addEventListener('visibilitychange', seeOpenChat)
onMove(follow)
connect(told)

function renderAll() {
  const { as, chat } = readRoute()
  if (as !== '' && !personOf(as)) return go({ as: '', chat: '', view: 'people' })
  if (chat !== '' && !chatsOf(as).some(({ id }) => id === chat)) return go({ chat: '', view: 'chats' })
  if (isInFront()) markRead(as, chat)
  document.body.dataset.view = readRoute().view
  renderPeople()
  renderConversation()
  renderComposer()
  renderClock()
  renderMatters()
  renderLists()
}

function renderLists() {
  const { as } = readRoute()
  renderChats()
  renderTabs()
  renderHint()
  document.title = personOf(as) ? `${personOf(as).name} · 枫桥沙箱` : '枫桥沙箱'
}

let before = readRoute()

/** After going somewhere: draw it, and put the focus where the next key belongs. */
function follow() {
  const { as, chat, view } = readRoute()
  const cameFrom = before
  before = { as, chat, view }
  if (known.life === '') return // the first state will draw it
  document.body.classList.remove('matters-open')
  renderAll()
  if (as !== cameFrom.as) {
    known.matters = []
    renderMatters()
    refreshMatters()
  }
  if (isPhone()) byId(view === 'chat' ? 'conversation' : view)?.focus({ preventScroll: true })
  else if (chat !== '' && chat !== cameFrom.chat) byId('text').focus()
}

function seeOpenChat() {
  if (!isInFront()) return
  const { as, chat } = readRoute()
  markRead(as, chat)
  renderLists()
}

const isPhone = () => matchMedia('(max-width: 759px)').matches
const isInFront = () => {
  const { as, chat, view } = readRoute()
  return as !== '' && chat !== '' && !document.hidden && (!isPhone() || view === 'chat')
}

/** Tells a screen reader what others say in this person's chats. */
function announce(message, as) {
  const where = chatsOf(as).find(({ id }) => id === message.chatId)
  if (where && message.from !== as)
    byId('announce').textContent = `${where.name}，${message.nick}：${wordsOf(message)}`
}
