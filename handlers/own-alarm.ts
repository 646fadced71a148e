import { isEnded, matterById } from '../db/matters.ts'
import { ownReports } from '../db/reporters.ts'
import type { Write } from '../db/write.ts'
import type { Matter } from '../matters/matter.ts'
import type { Reading } from '../matters/reading.ts'
import type { CategoryId } from '../matters/taxonomy.ts'
import { learnMore } from './alarm-learns.ts'
import { whisper } from './desk.ts'
import { findDanger } from './gate/danger.ts'
import { stillListening } from './replies/emergency.ts'
import { tellsOf } from './story-continues.ts'
import { partOf, type Telling } from './telling.ts'

/** How long the words of who raised an alarm go on with it. */
const ownAlarmMs = 60 * 60_000

/**
 * Whoever raised an alarm and goes on telling the bot (3栋2单元502, 门快顶不住了) goes on with that alarm, however little
 * the words say by themselves: nobody in danger is asked what it is about. They are answered once, since a telephone that
 * keeps ringing may give them away. Null: there is no such alarm, or this is plainly something else.
 */
export async function goOnWithOwnAlarm(telling: Telling): Promise<Write | null> {
  const { message, readings, wish } = telling
  if (!['direct', 'mention'].includes(message.heard) || wish.kind || wish.category) return null
  const own = await ownAlarm(telling)
  if (!own || !readings.every((reading) => isOf(own.alarm, reading, message.text))) return null
  const [reading] = readings
  const part = reading?.category && readings.length === 1 ? reading : partOf(telling)
  const hurt = reading?.category === medical && own.alarm.category !== medical
  const learned = await learnMore(telling, own.alarm, part, hurt ? '又说:有人受伤或发病,可能要120。' : null)
  const silent = Boolean(part.facts?.noCall ?? own.alarm.facts.noCall)
  const heard = {
    ...whisper(message, stillListening(own.alarm.number, silent), 'safety', own.alarm.id),
    key: `still-listening:${own.reporterId}${silent ? ':silent' : ''}`,
  }
  return { changes: learned.changes, posts: [...learned.posts, heard] }
}

const medical: CategoryId = 'care.medical_emergency'

async function ownAlarm({ desk, message, asker }: Telling) {
  const since = Date.parse(message.at) - ownAlarmMs
  const own = await ownReports(desk.db, desk.seal, asker.identity)
  for (const { matter, reporterId } of own) {
    if (matter.openedAt.getTime() < since || matter.urgency !== 'emergency') continue
    // Where it was merged, the one it goes on in learns.
    const alarm = await matterById(desk.db, matter.id)
    if (alarm && !alarm.emergencyLiftedAt && !isEnded(alarm.state)) return { alarm, reporterId }
  }
  return null
}

/** Is this the danger that is known, or what came of it? A second one beside it is never folded into it. */
function isOf(alarm: Matter, reading: Reading, text: string): boolean {
  const { category, danger } = reading
  if (category === null || tellsOf(alarm, reading)) return true
  const fraud = alarm.category.startsWith('tip.fraud.')
  if (category === medical) return !fraud
  if (category.startsWith('tip.fraud.') && fraud) return true
  // One that no sign names, seen in the words as a whole, is the one that is known.
  return danger !== null && findDanger(text).danger === null
}
