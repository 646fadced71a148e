import { avatar } from './avatar.js'
import { byId, fill, h } from './dom.js'
import { known } from './live.js'
import { go, readRoute } from './route.js'

/** The people of the sandbox by role; picking one makes this window that person. */
export function renderPeople() {
  const { as } = readRoute()
  const titles = [...new Set(known.people.map(({ title }) => title))]
  fill(
    byId('people'),
    h('h2', { class: 'pane-title' }, '扮演谁'),
    titles.map((title) => role(title, as)),
  )
}

function role(title, as) {
  const people = known.people.filter((person) => person.title === title)
  return h(
    'section',
    { class: 'role', 'aria-label': title },
    h('h3', { class: 'role-title' }, title),
    h(
      'ul',
      {},
      people.map((person) => h('li', {}, personButton(person, person.id === as))),
    ),
  )
}

function personButton({ id, name, about }, picked) {
  const pick = () => go({ as: id, chat: '', view: 'chats' })
  return h(
    'button',
    { type: 'button', class: 'row', 'data-key': id, 'aria-pressed': String(picked), onclick: pick },
    avatar(id),
    h(
      'span',
      { class: 'row-words' },
      h('span', { class: 'row-name' }, name),
      about && h('span', { class: 'row-more' }, about),
    ),
  )
}
