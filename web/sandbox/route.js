const asKey = 'fengqiao.sandbox.as'

/** Who I am, which chat is open, which screen is in front. The hash keeps two windows apart and survives a reload. */
export function readRoute() {
  const hash = new URLSearchParams(location.hash.slice(1))
  const as = hash.get('as') ?? remembered() ?? ''
  return { as, chat: hash.get('chat') ?? '', view: hash.get('view') ?? (as ? 'chats' : 'people') }
}

/** Writes into the address who this window is, so that another window may become somebody else. */
export function settleRoute() {
  history.replaceState(null, '', `#${hashOf(readRoute())}`)
}

/** Goes somewhere; the browser's back button leads back. */
export function go(change) {
  if (change.as) remember(change.as)
  history.pushState(null, '', `#${hashOf({ ...readRoute(), ...change })}`)
  moved()
}

let moved = () => {}

/** Tells when this window went somewhere, at once, and after the browser's own back and forward. */
export function onMove(listener) {
  moved = listener
  addEventListener('popstate', listener)
}

function hashOf({ as, chat, view }) {
  return new URLSearchParams({ as, ...(chat && { chat }), view }).toString()
}

function remembered() {
  try {
    return localStorage.getItem(asKey)
  } catch {
    return null // storage may be forbidden; the hash is enough
  }
}

function remember(as) {
  try {
    localStorage.setItem(asKey, as)
  } catch {}
}
