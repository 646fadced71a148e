import { byId, fill, h } from './dom.js'
import { known } from './live.js'

const shown = 8

let offers = []
let picked = -1

/** Offers commands behind a first “/” and people behind an “@”. Nothing is picked until an arrow key says so. */
export function suggest(text, caret, { as, chat }) {
  const before = text.slice(0, caret)
  const command = /^[/／](\S*)$/.exec(before)
  const person = /@([^\s@]*)$/.exec(before)
  offers = command ? commands(command[1]) : person ? people(person[1], as, chat) : []
  picked = -1
  render()
}

export function hideSuggestions() {
  offers = []
  picked = -1
  render()
}

/** Answers a key in the text field; true when the key was meant for the list. */
export function suggestionKey(key) {
  if (offers.length === 0) return false
  if (key === 'Escape') hideSuggestions()
  else if (key === 'ArrowDown') move(1)
  else if (key === 'ArrowUp') move(-1)
  else if (key === 'Enter' && picked >= 0) choose(offers[picked])
  else return false
  return true
}

function commands(start) {
  return known.commands
    .filter(({ name }) => name.startsWith(start) && name !== start)
    .slice(0, shown)
    .map(({ name, help }) => ({ label: `/${name}`, help, typed: start.length + 1, text: `/${name} ` }))
}

function people(start, as, chat) {
  const members = known.groups.find(({ id }) => id === chat)?.members
  const named = (members ?? known.people.map(({ id, name }) => ({ id, nick: name }))).filter(
    ({ id }) => id !== as,
  )
  const names = [...(members ? ['小助手'] : []), ...named.map(({ nick }) => nick)]
  return names
    .filter((name) => name.includes(start) && name !== start)
    .slice(0, shown)
    .map((name) => ({ label: `@${name}`, typed: start.length + 1, text: `@${name} ` }))
}

function move(by) {
  picked = (picked + by + offers.length) % offers.length
  render()
}

function choose({ typed, text }) {
  const field = byId('text')
  field.setRangeText(text, field.selectionStart - typed, field.selectionStart, 'end')
  field.focus()
  hideSuggestions()
  field.dispatchEvent(new Event('input'))
}

function render() {
  const list = byId('suggestions')
  list.hidden = offers.length === 0
  fill(
    list,
    offers.map((offer, place) => {
      const take = (event) => {
        event.preventDefault() // keeps the focus, and with it the caret, in the text field
        choose(offer)
      }
      const props = {
        id: `offer-${place}`,
        role: 'option',
        'aria-selected': String(place === picked),
        onpointerdown: take,
      }
      return h('div', props, h('strong', {}, offer.label), offer.help && h('span', {}, offer.help))
    }),
  )
  if (picked >= 0) list.children[picked].scrollIntoView({ block: 'nearest' })
  const field = byId('text')
  if (picked >= 0) field.setAttribute('aria-activedescendant', `offer-${picked}`)
  else field.removeAttribute('aria-activedescendant')
}
