import { byId, fill, h } from './dom.js'
import { now, post } from './live.js'
import { playButton } from './play.js'
import { dayAndTime } from './time.js'

const steps = [
  { label: '+10分钟', seconds: 600 },
  { label: '+1小时', seconds: 3600 },
  { label: '+1天', seconds: 86_400 },
  { label: '+7天', seconds: 7 * 86_400 },
]

/** The sandbox's time and the buttons that push it ahead. */
export function startClock(onFailure) {
  fill(
    byId('forward'),
    steps.map(({ label, seconds }) => {
      const forward = (event) => push(event.currentTarget, seconds, onFailure)
      return h('button', { type: 'button', 'aria-label': `沙箱时间${label}`, onclick: forward }, label)
    }),
    playButton(onFailure),
  )
  setInterval(renderClock, 1000)
}

export function renderClock() {
  const { day, time } = dayAndTime(now())
  const shown = byId('now')
  if (shown.dataset.shown === day + time) return
  shown.dataset.shown = day + time
  shown.dateTime = now().toISOString()
  fill(shown, h('span', {}, day), ' ', h('span', { class: 'clock-time' }, time))
}

async function push(button, forwardSeconds, onFailure) {
  button.disabled = true
  await post('/sandbox/clock', { forwardSeconds }).catch(onFailure)
  button.disabled = false
  button.focus()
}
