import { commit, nothing, type Write } from '../../db/write.ts'
import { handle } from '../../handlers/index.ts'
import { openMatter } from '../../handlers/open-matter.ts'
import type { HeardMessage } from '../../matters/message.ts'
import { plainReading } from '../../matters/plain-reading.ts'
import type { Reading } from '../../matters/reading.ts'
import type { CategoryId } from '../../matters/taxonomy.ts'
import { isWorkingDay, localDate } from '../../matters/working-time.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

const categories: readonly [CategoryId, ...CategoryId[]] = [
  'dispute.neighbor.noise',
  'dispute.neighbor.water_leak',
  'dispute.marriage_family',
  'hazard.falling_object',
  'hazard.road_facility',
]

/** What a day brings: things happen, and colleagues deal with them, or do not. */
export async function liveADay(world: World, random: Random): Promise<void> {
  if (random.often(0.5)) await happens(world, random)
  if (!isWorkingDay(localDate(world.at))) return
  await dealWith(world, random)
  await visit(world, random)
}

async function happens(world: World, random: Random): Promise<void> {
  const { desk } = world.processes[0]
  const story = {
    reading: readingOf(random.oneOf(categories), String(random.between(1, 9))),
    group: undefined,
    reporter: null,
    features: null,
    foundBy: 'grid',
    source: 'grid',
    areaId: 'anhe-2',
  }
  await commit(world.store.db, { ...nothing, ...(await openMatter(desk, story)), posts: [] })
}

/** Open matters go one step on: taken, talked over in a session, resolved, closed; some are left lying. */
async function dealWith(world: World, random: Random): Promise<void> {
  const open = await world.store.sql<{ number: string; state: string; colour: string | null }[]>`
    select number, state, colour from matters
    where state in ('new', 'studied', 'assigned', 'handling', 'resolved') order by id limit 16`
  for (const { number, state, colour } of open) {
    if (random.often(0.25)) continue
    if (state === 'handling' && colour === 'yellow' && random.often(0.2))
      await says(world, 'zhou', `/会诊 ${number} 明天下午3点`)
    else if (state === 'handling') await says(world, 'zhou', `/化解 ${number} 双方谈好了`)
    else if (state === 'resolved') await says(world, 'zhou', `/办结 ${number} 四项都妥`)
    else await says(world, 'zhou', `/接单 ${number}`)
  }
}

/** Visits that were brought up are made, put off once, found in vain, or forgotten. */
async function visit(world: World, random: Random): Promise<void> {
  const raised = await world.store.sql<{ number: string }[]>`
    select distinct number from follow_ups join matters on matters.id = matter_id
    where follow_ups.state = 'open' and raised_at is not null order by number limit 10`
  for (const { number } of raised) {
    const chance = random.next()
    if (chance < 0.45) await says(world, 'zhou', `/回访 ${number} 已解决 5 隐患=无`)
    else if (chance < 0.6) await says(world, 'zhou', `/回访 ${number} 改期 下周三`)
    else if (chance < 0.65) await says(world, 'zhou', `/回访 ${number} 没联系上`)
    else if (chance < 0.7) await says(world, 'zhou', `/回访 ${number} 没解决 2`)
  }
}

let said = 0

/** A colleague types a command in private; what follows is committed as it would be. */
export async function says(world: World, as: string, text: string): Promise<Write> {
  said += 1
  const message: HeardMessage = {
    platform: 'sandbox',
    messageId: `said-${said}`,
    chat: { id: as, kind: 'direct' },
    sender: { id: as, nick: as },
    type: 'text',
    text,
    mentionsBot: false,
    mentions: [],
    at: world.at.toISOString(),
    heard: 'command',
    score: 1,
    neighbours: [],
  }
  const write = await handle(message, world.processes[0].desk)
  await commit(world.store.db, write)
  return write
}

function readingOf(category: CategoryId, building: string): Reading {
  const place = {
    text: '',
    community: '安和花园三期',
    phase: null,
    building,
    unit: null,
    floor: null,
    room: null,
    poi: null,
    precision: 'building' as const,
    certainty: 'stated' as const,
  }
  return plainReading(category, place)
}
