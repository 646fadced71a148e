const format = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

function partsOf(at) {
  return Object.fromEntries(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
}

/** 11月22日 周日, and 15:40. */
export function dayAndTime(at) {
  const { month, day, weekday, hour, minute } = partsOf(at)
  return { day: `${month}月${day}日 ${weekday}`, time: `${hour}:${minute}` }
}

/** 15:40 on the day of `now`, else 11月22日 15:40. */
export function when(at, now) {
  const then = partsOf(at)
  const today = partsOf(now)
  const sameDay = then.year === today.year && then.month === today.month && then.day === today.day
  const time = `${then.hour}:${then.minute}`
  return sameDay ? time : `${then.month}月${then.day}日 ${time}`
}

/** 还剩2天3小时, 还剩40分钟, 超期5小时. */
export function untilDue(dueAt, now) {
  const minutes = Math.round((new Date(dueAt) - new Date(now)) / 60_000)
  return `${minutes < 0 ? '超期' : '还剩'}${span(Math.abs(minutes))}`
}

function span(minutes) {
  if (minutes < 60) return `${minutes}分钟`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours}小时`
  const rest = hours % 24
  return `${Math.floor(hours / 24)}天${rest > 0 ? `${rest}小时` : ''}`
}
