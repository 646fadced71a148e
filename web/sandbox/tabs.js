import { chatsOf } from './chats.js'
import { byId, fill, h, icon } from './dom.js'
import { personOf } from './live.js'
import { go, readRoute } from './route.js'
import { unread } from './unread.js'

const tabs = [
  { view: 'people', label: '换人' },
  { view: 'chats', label: '聊天' },
  { view: 'matters', label: '事项' },
]

/** The phone's way between the screens. */
export function renderTabs() {
  const { as, view: current } = readRoute()
  const waiting = personOf(as) ? chatsOf(as).reduce((sum, { id }) => sum + unread(as, id), 0) : 0
  fill(
    byId('tabs'),
    tabs.map(({ view, label }) => {
      const leave = () => go(view === 'chats' ? { chat: '', view } : { view })
      const here = view === current || (view === 'chats' && current === 'chat')
      const count = view === 'chats' && waiting > 0
      return h(
        'button',
        { type: 'button', 'aria-current': here && 'page', 'data-key': view, onclick: leave },
        icon(view),
        label,
        count &&
          h(
            'span',
            { class: 'badge', 'aria-label': `${waiting}条未读` },
            waiting > 99 ? '99+' : String(waiting),
          ),
      )
    }),
  )
}
