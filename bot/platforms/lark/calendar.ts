import { PermanentError } from '../../../matters/errors.ts'
import type { Entry } from '../../../matters/message.ts'
import type { Platform } from '../platform.ts'
import type { LarkApi } from './api.ts'
import { shown } from './escape.ts'
import { scheduleTask } from './task.ts'

/** The outbox row that tells of it, and what stands there already. */
export interface Occasion {
  uuid: string
  known: string | null
}

/**
 * Meetings in the bot's own calendar, with the colleagues as attendees, and tasks. Only people of the tenant can be
 * named, so residents never are. Tried twice it makes one: `uuid` is the `idempotency_key` of an event (Lark wants 32 to
 * 128 characters) and the `client_token` of a task.
 */
export function createSchedule(api: LarkApi): NonNullable<Platform['schedule']> {
  let calendar: Promise<string> | undefined
  const ownCalendar = () => {
    calendar ??= primaryCalendar(api).catch((error) => {
      calendar = undefined
      throw error
    })
    return calendar
  }
  return async (entry, { uuid, known }) => {
    if (entry.kind === 'task') return { entryId: await scheduleTask(api, entry, { uuid, known }) }
    const events = `/calendar/v4/calendars/${encodeURIComponent(await ownCalendar())}/events`
    return { entryId: await scheduleEvent(api, events, entry, { uuid, known }) }
  }
}

async function primaryCalendar(api: LarkApi): Promise<string> {
  const { calendars } = await api.call<{ calendars?: { calendar?: { calendar_id?: string } }[] }>(
    'POST',
    '/calendar/v4/calendars/primary',
  )
  const id = calendars?.[0]?.calendar?.calendar_id
  if (!id) throw new PermanentError('Lark gave the bot no calendar')
  return id
}

async function scheduleEvent(
  api: LarkApi,
  events: string,
  entry: Entry,
  { uuid, known }: Occasion,
): Promise<string> {
  const path = known && `${events}/${encodeURIComponent(known)}`
  if (entry.cancelled) {
    if (path) await unlessGone(api.call('DELETE', path, { query: { need_notification: 'true' } }))
    return known ?? ''
  }
  const body = eventBody(entry)
  if (path) await api.call('PATCH', path, { body })
  const id = known ?? (await createEvent(api, events, body, uuid))
  await invite(api, `${events}/${encodeURIComponent(id)}/attendees`, entry.people)
  return id
}

async function createEvent(api: LarkApi, events: string, body: object, uuid: string): Promise<string> {
  const query = { idempotency_key: uuid, user_id_type: 'open_id' }
  const { event } = await api.call<{ event: { event_id: string } }>('POST', events, { query, body })
  return event.event_id
}

function eventBody({ title, lines, startsAt, endsAt }: Entry): object {
  return {
    summary: shown(title),
    description: shown(lines.join('\n')),
    start_time: time(startsAt),
    end_time: time(endsAt),
    // Who meets whom about what is nobody else's business; attendees see it all the same.
    visibility: 'private',
    attendee_ability: 'can_see_others',
  }
}

/** Whoever is invited already stays so. */
async function invite(api: LarkApi, path: string, people: string[]): Promise<void> {
  if (people.length === 0) return
  const attendees = people.map((id) => ({ type: 'user', user_id: id }))
  const body = { attendees, need_notification: true }
  await api.call('POST', path, { query: { user_id_type: 'open_id' }, body })
}

/** Seconds, as a string. */
function time(at: string): object {
  return { timestamp: String(Math.floor(Date.parse(at) / 1000)), timezone: 'Asia/Shanghai' }
}

/** What somebody has deleted by hand is gone as well. */
export async function unlessGone(deleting: Promise<unknown>): Promise<void> {
  await deleting.catch((error) => {
    if (!(error instanceof PermanentError)) throw error
  })
}
