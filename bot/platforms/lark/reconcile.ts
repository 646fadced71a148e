import type { Group } from '../../../db/registry.ts'
import { commit, together } from '../../../db/write.ts'
import { tellAway } from '../../../handlers/away.ts'
import type { Desk } from '../../../handlers/desk.ts'
import { PermanentError } from '../../../matters/errors.ts'
import type { Incoming } from '../../../matters/message.ts'
import type { Logger } from '../../log.ts'
import type { LarkApi } from './api.ts'
import { oldestMs } from './envelope.ts'
import { hearMessage, type SaidEvent } from './hear-message.ts'
import { asEvent, historyOf, tellsOfBot } from './history.ts'
import type { Known } from './known.ts'
import { misbuilt } from './misbuilt.ts'
import type { Gap } from './presence.ts'
import type { MessageItem } from './quotes.ts'

/** A silent connection is found out only at the next ping, two minutes later: so much before the gap is read again. */
const overlapMs = 3 * 60_000
/** Groups read side by side; the API takes 50 calls a second of all kinds. */
const sideBySide = 4

export interface ReconcileOptions {
  api: LarkApi
  desk: Desk
  known: Known
  botName: () => string
  /** Whether the app was granted what all members say; without it history is closed too. */
  hearsAll: () => boolean
  hear: (message: Incoming) => Promise<void>
  log: Logger
}

/**
 * Reads what was said while nobody listened: only in groups that were announced and read in passing all the time, and
 * through the same ear and inbox, which know what was heard already. All other groups are told once that the bot was
 * away; not a word of theirs is looked at. Rejects where the platform or the database is away; then again from the start.
 */
export async function reconcile(options: ReconcileOptions, gap: Gap): Promise<void> {
  const { desk, hearsAll, log } = options
  const groups = desk.registry
    .groups()
    .filter((group) => group.platform === 'lark' && !group.leftAt && isAnnounced(group, gap))
  const readable = groups.filter((group) => group.mode !== 'mention' && hearsAll())
  const unread = new Set(groups.filter((group) => !readable.includes(group)))
  const lanes = Array.from({ length: sideBySide }, async (_, lane) => {
    for (let n = lane; n < readable.length; n += sideBySide) {
      const group = readable[n] as Group
      if (!(await readGroup(options, group, gap))) unread.add(group)
    }
  })
  await Promise.all(lanes)
  // What lies further back than is read was not heard in any group.
  const tooLong = gap.to.getTime() - gap.from.getTime() > oldestMs
  const told = tooLong ? groups : [...unread]
  await commit(desk.db, together(...told.map((group) => tellAway(group, gap))))
  log.info({ read: groups.length - unread.size, told: told.length }, 'came back to Lark after a gap')
}

/** Since before the gap: a change of mode takes the announcement back until the new notice stands. */
function isAnnounced(group: Group, gap: Gap): boolean {
  return group.announcedAt !== null && group.announcedAt <= gap.from
}

/** False: this group's history is closed to us, or longer than is read. */
async function readGroup(options: ReconcileOptions, group: Group, gap: Gap): Promise<boolean> {
  const { api, known, botName, hear, log } = options
  const since = Math.max(
    gap.from.getTime() - overlapMs,
    gap.to.getTime() - oldestMs,
    group.announcedAt?.getTime() ?? 0,
  )
  const missed: MessageItem[] = []
  let whole = true
  const onCut = () => {
    whole = false
    log.warn({ groupId: group.id }, 'more was said in a group than is read again; it is told so')
  }
  try {
    const span = { from: new Date(since), to: gap.to, onCut }
    for await (const page of historyOf(api, group.externalId, span)) {
      // Asked in whole seconds: a little comes of before, even of how the bot was taken in.
      const said = page.filter((item) => Number(item.create_time) >= since)
      // Put out and taken in again meanwhile: in between it was none of our business.
      if (said.some((item) => tellsOfBot(item, botName()))) return false
      missed.push(...said)
    }
  } catch (err) {
    if (!(err instanceof PermanentError)) throw err
    log.warn({ err, groupId: group.id }, 'the history of a group is closed')
    return false
  }
  for (const item of missed) {
    const event = asEvent(item, group.externalId)
    const said = event ? await read(event, known, log) : []
    for (const one of said) await hear({ ...one, late: true })
  }
  return whole
}

/** One that nothing can be made of keeps no other from being heard. */
async function read(event: SaidEvent, known: Known, log: Logger): Promise<Incoming[]> {
  try {
    return await hearMessage(event, known)
  } catch (error) {
    const fields = misbuilt(error)
    if (!fields) throw error
    log.error({ fields }, 'a message of the history was not built as documented')
    return []
  }
}
