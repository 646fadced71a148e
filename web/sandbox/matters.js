import { byId, fill, h, icon } from './dom.js'
import { fetchMatters, known, now, personOf } from './live.js'
import { readRoute } from './route.js'
import { untilDue, when } from './time.js'

const colours = { blue: '蓝色', yellow: '黄色', red: '红色' }
const open = new Set()
let asked = 0

/** Fetches what the picked person may see; several changes at once make one request. */
export function refreshMatters() {
  asked += 1
  const mine = asked
  setTimeout(async () => {
    if (mine !== asked) return
    await fetchMatters(readRoute().as).catch(() => {}) // the lost connection is shown elsewhere
    if (mine === asked) renderMatters()
  }, 120)
}

export function renderMatters() {
  const person = personOf(readRoute().as)
  const count = known.matters.length
  const close = () => document.body.classList.remove('matters-open')
  fill(
    byId('matters'),
    h(
      'header',
      { class: 'matters-head' },
      h('h2', { class: 'pane-title' }, '事项', count > 0 && h('span', { class: 'count' }, String(count))),
      h(
        'button',
        { type: 'button', class: 'plain close-matters', 'aria-label': '关上事项', onclick: close },
        icon('close'),
      ),
    ),
    !person && h('p', { class: 'empty-note' }, '先选一个人，这里就是这个人能看到的事项。'),
    person &&
      count === 0 &&
      h(
        'p',
        { class: 'empty-note' },
        `${person.name}现在没有能看到的事项。居民@小助手说一件事并在私聊里确认后，经手的人会在这里看到。`,
      ),
    h('ul', { class: 'matter-list' }, known.matters.map(matterItem)),
  )
}

function matterItem(matter) {
  const { number, title, colour, state, urgency, place } = matter
  const remember = ({ currentTarget }) => (currentTarget.open ? open.add(number) : open.delete(number))
  return h(
    'li',
    {},
    h(
      'details',
      { class: 'matter', open: open.has(number), ontoggle: remember },
      h(
        'summary',
        { 'data-key': number },
        h('span', {
          class: `dot ${colour ?? 'none'}`,
          role: 'img',
          'aria-label': colours[colour] ?? '未定色',
        }),
        h(
          'span',
          { class: 'matter-words' },
          h(
            'span',
            { class: 'row-top' },
            h('strong', {}, title),
            isPressing(urgency) && h('span', { class: 'chip pressing' }, urgency),
            h('span', { class: 'chip' }, state),
          ),
          h('span', { class: 'row-more' }, [number, place].filter(Boolean).join(' · ')),
          due(matter),
        ),
      ),
      more(matter),
    ),
  )
}

const isPressing = (urgency) => urgency !== '' && urgency !== '常规'

function due({ dueAt }) {
  if (!dueAt) return undefined
  const late = new Date(dueAt) < now()
  return h(
    'span',
    { class: late ? 'row-more late' : 'row-more' },
    `${when(dueAt, now())} 前（${untilDue(dueAt, now())}）`,
  )
}

function more({ summary, lead, timeline, followUps }) {
  return h(
    'div',
    { class: 'matter-more' },
    summary && h('p', {}, summary),
    lead && h('p', { class: 'lead' }, `牵头：${lead}`),
    timeline.length > 0 && h('h3', {}, '经过'),
    timeline.length > 0 && h('ol', { class: 'timeline' }, timeline.map(step)),
    followUps.length > 0 && h('h3', {}, '回访'),
    followUps.length > 0 && h('ul', { class: 'follow-ups' }, followUps.map(visit)),
  )
}

function step({ at, text, by }) {
  return h(
    'li',
    {},
    h('time', { datetime: at }, when(at, now())),
    h('span', {}, text, by && h('span', { class: 'by' }, ` ${by}`)),
  )
}

function visit({ dueAt, state }) {
  return h('li', {}, h('time', { datetime: dueAt }, when(dueAt, now())), h('span', {}, state))
}
