/** What this window knows. `skew` is how far the sandbox's time is from this machine's, in milliseconds. */
export const known = {
  life: '',
  bot: { name: '', calls: [] },
  people: [],
  groups: [],
  chats: {},
  commands: [],
  matters: [],
  skew: 0,
}

export const now = () => new Date(Date.now() + known.skew)
export const personOf = (id) => known.people.find((person) => person.id === id)
export const messageOf = (chatId, id) => known.chats[chatId]?.find((message) => message.id === id)

const reopenMs = 2000

/**
 * Keeps the window in step with the sandbox: `opened` after every (re)connection with a fresh state, then each change.
 * The stream says hello first and the state is fetched afterwards, so nothing falls in between.
 */
export function connect(told) {
  const stream = new EventSource('/sandbox/stream')
  stream.addEventListener('hello', () => fetchState(told))
  stream.addEventListener('message', ({ data }) => receive(JSON.parse(data), told))
  stream.addEventListener('recalled', ({ data }) => receive(JSON.parse(data), told))
  stream.addEventListener('changed', ({ data }) => receive(JSON.parse(data), told))
  stream.addEventListener('clock', ({ data }) => {
    setClock(JSON.parse(data).now)
    told.clock()
  })
  stream.addEventListener('matters', () => told.matters())
  stream.addEventListener('error', () => {
    told.lost()
    if (stream.readyState !== EventSource.CLOSED) return
    setTimeout(() => connect(told), reopenMs)
  })
}

async function fetchState(told) {
  try {
    const state = await get('/sandbox/state')
    Object.assign(known, state)
    setClock(state.clock.now)
    told.opened()
  } catch {
    told.lost()
    setTimeout(() => fetchState(told), reopenMs)
  }
}

/** Takes in a new or changed message; the same one may come twice, by the stream and as the answer to sending it. */
export function receive(message, told) {
  known.chats[message.chatId] ??= []
  const messages = known.chats[message.chatId]
  const place = messages.findIndex(({ id }) => id === message.id)
  if (place >= 0) {
    const before = messages[place]
    const changed = before.recalled !== message.recalled || before.edition !== message.edition
    messages[place] = message
    if (changed) told.changed(message)
    return
  }
  messages.push(message)
  if (message.type === 'joined') fetchState(told)
  told.message(message)
}

export async function fetchMatters(as) {
  known.matters = as ? (await get(`/sandbox/matters?as=${encodeURIComponent(as)}`)).matters : []
}

/** Sends something; rejects with an Error whose message is Chinese and may be shown. */
export async function post(path, body) {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => {
    throw new Error('连不上沙箱，没有发出去。')
  })
  if (answer.status === 204) return undefined
  const result = await answer.json().catch(() => ({ message: '沙箱的回答看不懂。' }))
  if (!answer.ok) throw new Error(result.message)
  return result
}

async function get(path) {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer.json()
}

function setClock(at) {
  known.skew = new Date(at).getTime() - Date.now()
}
