import { byId, fill, h, icon } from './dom.js'
import { post } from './live.js'
import { readRoute } from './route.js'
import { hideSuggestions, suggest, suggestionKey } from './suggestions.js'
import { wordsOf } from './words.js'

/** The tallest the text field grows, in pixels. */
const tallest = 132

/** What was begun in a chat and not sent, and what it quotes; by person and chat, in this window's memory only. */
const drafts = new Map()
let open = ''

export function startComposer(receive) {
  const field = byId('text')
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    send(receive)
  })
  field.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word. Safari ends the composition before this key: code 229.
    if (event.isComposing || event.keyCode === 229) return
    if (suggestionKey(event.key)) return event.preventDefault()
    if (event.key === 'Escape') return quoteMessage(undefined)
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send(receive)
  })
  field.addEventListener('input', () => {
    grow()
    suggest(field.value, field.selectionStart, readRoute())
  })
  field.addEventListener('blur', hideSuggestions)
  byId('call-bot').addEventListener('click', () => insert('@小助手 '))
  byId('voice').addEventListener('click', ({ currentTarget }) => {
    currentTarget.setAttribute('aria-pressed', String(!isVoice()))
    field.focus()
  })
}

/** Follows the open chat: puts its unfinished text and quote back. */
export function renderComposer() {
  const { as, chat } = readRoute()
  const key = `${as} ${chat}`
  if (key === open) return
  drafts.set(open, { text: byId('text').value, quotes: draft().quotes })
  open = key
  byId('text').value = draft().text
  byId('text').placeholder = chat.startsWith('dm-') ? '和小助手说……' : '说点什么……'
  byId('call-bot').hidden = chat.startsWith('dm-')
  fail(undefined)
  grow()
  hideSuggestions()
  renderQuote()
}

/** Sets or clears what the next message answers. */
export function quoteMessage(message) {
  drafts.set(open, { ...draft(), quotes: message })
  renderQuote()
  byId('text').focus()
}

/** Shows what went wrong, in Chinese; nothing clears it. */
export function fail(error) {
  const box = byId('failure')
  box.hidden = !error
  box.textContent = error?.message ?? ''
}

const draft = () => drafts.get(open) ?? { text: '', quotes: undefined }
const isVoice = () => byId('voice').getAttribute('aria-pressed') === 'true'

async function send(receive) {
  const field = byId('text')
  const { as, chat } = readRoute()
  const text = field.value
  const quotes = draft().quotes?.id
  if (text.trim() === '') return
  const sentFrom = open
  field.value = ''
  grow()
  hideSuggestions()
  try {
    receive(
      await post('/sandbox/messages', {
        as,
        chatId: chat,
        text,
        type: isVoice() ? 'voice_text' : 'text',
        quotes,
      }),
    )
    drafts.delete(sentFrom)
    fail(undefined)
    renderQuote()
  } catch (error) {
    if (open === sentFrom) field.value = text + field.value
    grow()
    fail(error)
  }
}

function insert(words) {
  const field = byId('text')
  field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
  field.focus()
  grow()
}

function renderQuote() {
  const { quotes } = draft()
  byId('quoting').hidden = !quotes
  if (!quotes) return
  fill(
    byId('quoting'),
    h('span', {}, `引用 ${quotes.nick}：${wordsOf(quotes)}`),
    h(
      'button',
      { type: 'button', class: 'plain', 'aria-label': '不引用了', onclick: () => quoteMessage(undefined) },
      icon('close'),
    ),
  )
}

function grow() {
  const field = byId('text')
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight + 2, tallest)}px`
}
