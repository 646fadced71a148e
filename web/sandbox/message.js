import { avatar } from './avatar.js'
import { h, icon } from './dom.js'
import { known, messageOf } from './live.js'
import { wordsOf } from './words.js'

/** One message as a list item. `deeds` are what may be done with it: `quote`, `recall`, `click`. */
export function messageItem(message, as, deeds) {
  const own = message.from === as
  if (message.recalled) return notice(message, `${own ? '您' : message.nick}撤回了一条消息`)
  if (message.type === 'joined') return notice(message, `${message.nick} 进群了`)
  const side = own ? 'own' : message.from === 'bot' ? 'other from-bot' : 'other'
  return h(
    'article',
    { class: `message ${side}`, 'data-id': message.id },
    avatar(message.from, message.nick),
    h(
      'div',
      { class: 'body' },
      h('p', { class: own ? 'nick unseen' : 'nick' }, own ? '我' : message.nick),
      h('div', { class: 'bubble-row' }, content(message, deeds), more(message, own, deeds)),
      message.quotes && quoted(message),
    ),
  )
}

function notice(message, words) {
  return h('p', { class: 'notice', 'data-id': message.id }, words)
}

function content(message, deeds) {
  const { card, type, text, mentions } = message
  if (card && isCard(card)) return cardBox(message, deeds)
  const words = card ? plainWords(card) : withMentions(text, mentions)
  return h(
    'div',
    { class: 'bubble' },
    type === 'voice_text' && h('span', { class: 'voice' }, icon('voice'), '语音转文字'),
    words,
  )
}

/** A plain card without title, fields or buttons is what a chat calls a message. */
const isCard = ({ tone, title, fields, actions, picture }) =>
  tone !== 'plain' ||
  Boolean(title) ||
  Boolean(fields?.length) ||
  Boolean(actions?.length) ||
  Boolean(picture)

function plainWords({ mention, lines }) {
  return [mention && h('span', { class: 'mention' }, `@${mention.nick} `), lines.join('\n')].filter(Boolean)
}

/** The text with the names it calls set off. */
function withMentions(text, mentions) {
  const names = [...known.bot.calls, ...mentions.map(({ nick }) => nick)]
  const called = names.sort((a, b) => b.length - a.length).map(escaped)
  return text
    .split(new RegExp(`(@(?:${called.join('|')}))`))
    .map((part, place) => (place % 2 === 1 ? h('span', { class: 'mention' }, part) : part))
}

const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function cardBox({ id, card }, deeds) {
  const { tone, title, lines, fields = [], actions = [], mention, picture } = card
  return h(
    'article',
    { class: `card tone-${tone}`, 'aria-label': title ?? '小助手的卡片' },
    title && h('h3', { class: 'card-title' }, title),
    h(
      'div',
      { class: 'card-body' },
      mention && h('p', { class: 'mention' }, `@${mention.nick}`),
      fields.length > 0 &&
        h(
          'dl',
          {},
          fields.map(({ name, value }) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
        ),
      lines.map((line) => h('p', {}, line)),
    ),
    picture && drawn(picture),
    actions.length > 0 &&
      h(
        'div',
        { class: 'actions' },
        actions.map(({ label }, place) => {
          const click = (event) => deeds.click(id, place, event.currentTarget)
          return h('button', { type: 'button', 'data-key': `${id}/${place}`, onclick: click }, label)
        }),
      ),
  )
}

/** As an image, in which no script runs and nothing is fetched. Its size is known before it is drawn: nothing jumps. */
function drawn({ svg, says }) {
  const [, width, height] = svg.match(/<svg[^>]*? width="(\d+)"[^>]*? height="(\d+)"/) ?? []
  const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  return h('img', { class: 'card-picture', src, alt: says, width, height })
}

function quoted({ chatId, quotes }) {
  const original = messageOf(chatId, quotes)
  return h(
    'blockquote',
    { class: 'quoted' },
    original ? `${original.nick}：${wordsOf(original)}` : '原消息已不在',
  )
}

/** The button that opens what may be done with a message. A long press or a right click does the same. */
function more(message, own, deeds) {
  const menu = h(
    'div',
    { class: 'menu', hidden: true },
    h('button', { type: 'button', onclick: () => deeds.quote(message) }, '引用'),
    own && h('button', { type: 'button', onclick: () => deeds.recall(message) }, '撤回'),
  )
  const toggle = () => {
    menu.hidden = !menu.hidden
    button.setAttribute('aria-expanded', String(!menu.hidden))
    if (menu.hidden) return
    menu.firstChild.focus()
    menu.scrollIntoView({ block: 'nearest' })
  }
  const shut = (event) => {
    if (menu.hidden || event.key !== 'Escape') return
    event.stopPropagation()
    toggle()
    button.focus()
  }
  const button = h(
    'button',
    {
      type: 'button',
      class: 'plain',
      'aria-label': '对这条消息……',
      'aria-expanded': 'false',
      onclick: toggle,
    },
    icon('more'),
  )
  const box = h('div', { class: 'more', onkeydown: shut }, button, menu)
  return box
}
