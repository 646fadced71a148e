import { h, icon } from './dom.js'
import { known, personOf } from './live.js'

/** A square with the first character of a name, coloured by role; the bot wears the shield. */
export function avatar(from, nick = '') {
  if (from === 'bot') return h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, icon('shield'))
  const person = personOf(from)
  return h(
    'span',
    { class: `avatar role-${roleNumber(person)}`, 'aria-hidden': 'true' },
    (person?.name ?? nick).slice(0, 1),
  )
}

export function groupAvatar() {
  return h('span', { class: 'avatar group', 'aria-hidden': 'true' }, icon('group'))
}

function roleNumber(person) {
  const titles = [...new Set(known.people.map(({ title }) => title))]
  return Math.max(0, titles.indexOf(person?.title)) % 6
}
