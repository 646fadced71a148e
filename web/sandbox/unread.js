import { known } from './live.js'

const readKey = 'fengqiao.sandbox.read'

/** How many messages of others came after the last one this person has seen in a chat. */
export function unread(as, chatId) {
  const messages = known.chats[chatId] ?? []
  const last = load()[as]?.[chatId]
  const seen = messages.findIndex(({ id }) => id === last)
  return messages.slice(seen + 1).filter(({ from }) => from !== as).length
}

export function markRead(as, chatId) {
  const last = known.chats[chatId]?.at(-1)
  if (!last) return
  const read = load()
  read[as] = { ...read[as], [chatId]: last.id }
  save(read)
}

// Kept by life of the chat service: after its restart nothing of what was read exists any more.
let inMemory = { life: '', read: {} }

function load() {
  try {
    inMemory = JSON.parse(localStorage.getItem(readKey)) ?? inMemory
  } catch {}
  return inMemory.life === known.life ? inMemory.read : {}
}

function save(read) {
  inMemory = { life: known.life, read }
  try {
    localStorage.setItem(readKey, JSON.stringify(inMemory))
  } catch {}
}
