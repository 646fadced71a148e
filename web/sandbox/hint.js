import { byId, fill, h, icon } from './dom.js'
import { known } from './live.js'
import { readRoute } from './route.js'

const hiddenKey = 'fengqiao.sandbox.hint'

const steps = [
  { text: '选一个居民', done: () => readRoute().as !== '' },
  { text: '在业主群里 @小助手 说一件事', done: () => inGroups().some(({ text }) => /@\S*助手/.test(text)) },
  { text: '到私聊里回“1”或点“确认”', done: () => isConfirmed() },
  { text: '换成民警，私聊发“/待办”', done: () => inDirects().some(({ text }) => /^[/／]待办/.test(text)) },
]

/** The first minute in four steps, ticked off as they are taken, until it is closed. */
export function renderHint() {
  const box = byId('hint')
  box.hidden = isClosed()
  if (box.hidden) return
  const next = steps.findIndex(({ done }) => !done())
  box.classList.toggle('finished', next < 0)
  fill(
    box,
    h('strong', { class: 'hint-title' }, next < 0 ? '第一分钟走完了' : '第一分钟'),
    h(
      'ol',
      {},
      steps.map((step, place) => item(step, place === next)),
    ),
    h(
      'button',
      { type: 'button', class: 'plain', 'aria-label': '收起提示', 'data-key': 'close', onclick: close },
      icon('close'),
    ),
  )
}

function item({ text, done }, isNext) {
  const state = done() ? 'done' : isNext ? 'next' : 'later'
  return h(
    'li',
    {
      class: state,
      'data-step': String(steps.findIndex((one) => one.text === text) + 1),
      'aria-current': isNext && 'step',
    },
    text,
    done() && h('span', { class: 'unseen' }, '（已完成）'),
  )
}

/** Something came after a card with buttons: it was answered, by a word or by a click. */
const isConfirmed = () =>
  known.people.some(({ id }) =>
    (known.chats[`dm-${id}`] ?? []).slice(0, -1).some(({ card }) => card?.actions?.length > 0),
  )

const own = (chatId) => (known.chats[chatId] ?? []).filter(({ from }) => from !== 'bot')
const inGroups = () => known.groups.flatMap(({ id }) => own(id))
const inDirects = () => known.people.flatMap(({ id }) => own(`dm-${id}`))

let closed = false

function isClosed() {
  try {
    return closed || localStorage.getItem(hiddenKey) === 'closed'
  } catch {
    return closed
  }
}

function close() {
  closed = true
  try {
    localStorage.setItem(hiddenKey, 'closed')
  } catch {}
  renderHint()
}
