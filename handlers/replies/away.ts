import type { Card } from '../../matters/message.ts'
import { localDate, localTime } from '../../matters/working-time.ts'
import { emergencyLine, plain } from './refusals.ts'

/** After an outage, to a group whose words could not be read afterwards. */
export function awayCard({ from, to }: { from: Date; to: Date }): Card {
  const [, month, day] = localDate(from).split('-').map(Number)
  const sameDay = localDate(from) === localDate(to)
  const began = sameDay ? localTime(from) : `${month}月${day}日${localTime(from)}`
  return plain(
    `${began}到${localTime(to)}我不在线,这段时间的话可能没有收到。`,
    '@过我、没有得到答复的,请再说一次。',
    `${emergencyLine}。`,
  )
}
