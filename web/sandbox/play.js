import { h } from './dom.js'
import { now, post } from './live.js'

/** What the calendar owes falls on the half hour: nothing is jumped over. */
const half = 1800
const week = 7 * 24 * 3600
/** Slow enough to see messages come, quick enough for a week in a minute. */
const leastMs = 150

/** The button that lets a whole week go by, half an hour at a time; pressed again, or at a failure, it stops. */
export function playButton(onFailure) {
  let playing
  const button = h('button', { type: 'button', class: 'play', 'data-key': 'play' })
  const stop = () => {
    playing = undefined
    show(button, false)
  }
  button.addEventListener('click', async () => {
    if (playing) return stop()
    const mine = {}
    playing = mine
    show(button, true)
    await play(() => playing === mine).catch(onFailure)
    if (playing === mine) stop()
  })
  show(button, false)
  return button
}

function show(button, playing) {
  const words = h('span', { class: 'play-words' }, playing ? '停' : '一周')
  button.replaceChildren(playing ? '■' : '▶', words)
  button.setAttribute('aria-label', playing ? '停在现在' : '播放一周')
}

/** Each step waits until everything due by then was raised. */
async function play(goesOn) {
  let at = now().getTime() / 1000
  const end = at + week
  while (goesOn() && at < end) {
    const began = performance.now()
    const forwardSeconds = Math.min(half - (at % half), Math.max(end - at, 1))
    const answer = await post('/sandbox/clock', { forwardSeconds })
    at = new Date(answer.now).getTime() / 1000
    await new Promise((resolve) => setTimeout(resolve, leastMs - (performance.now() - began)))
  }
}
