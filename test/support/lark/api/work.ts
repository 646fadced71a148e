import { randomUUID } from 'node:crypto'
import { listOf, objectOf, textOf } from '../json.ts'
import { Refusal, refusals } from '../refusal.ts'
import type { Json } from '../types.ts'
import type { Handler } from './call.ts'

export const primaryCalendar: Handler = (_, { calendarId }) => ({
  data: {
    calendars: [{ calendar: { calendar_id: calendarId, type: 'primary', role: 'owner' }, user_id: '' }],
  },
})

/** The same idempotency_key makes one event. */
export const createEvent: Handler = ({ id, query, body }, { calendarId, events }) => {
  if (id !== calendarId && id !== 'primary') throw new Refusal(191001, 'invalid calendar_id', 404)
  if (!isTime(body.start_time) || !isTime(body.end_time)) throw refusals.badField('start_time, end_time')
  const key = query.idempotency_key
  const first = events.find((one) => key !== undefined && one.idempotency_key === key)
  if (first) return { data: { event: first } }
  const event: Json = {
    event_id: `${randomUUID()}_0`,
    organizer_calendar_id: calendarId,
    status: 'confirmed',
  }
  Object.assign(event, body, { attendees: [], ...(key && { idempotency_key: key }) })
  events.push(event)
  return { data: { event } }
}

export const addAttendees: Handler = ({ key, body }, { events, world }) => {
  const event = events.find((one) => one.event_id === key)
  if (!event) throw new Refusal(193001, 'event not found', 404)
  const asked = listOf(body.attendees).map(objectOf)
  const unknown = asked.find(
    (one) =>
      one.type === 'user' && ![...world.people.values()].some((person) => person.openId === one.user_id),
  )
  if (unknown) throw refusals.badField('attendees.user_id')
  const had = listOf(event.attendees).map(objectOf)
  event.attendees = [...had, ...asked.filter((one) => !had.some((x) => x.user_id === one.user_id))]
  return { data: { attendees: event.attendees } }
}

/** The same client_token makes one task. */
export const createTask: Handler = ({ body }, { tasks }) => {
  if (textOf(body.summary) === '') throw refusals.badField('summary')
  const first = tasks.find((one) => body.client_token !== undefined && one.client_token === body.client_token)
  if (first) return { data: { task: first } }
  const task: Json = { guid: randomUUID(), ...body, status: 'todo' }
  tasks.push(task)
  return { data: { task } }
}

const isTime = (value: unknown) => {
  const { timestamp, date } = objectOf(value)
  return /^\d{10}$/.test(textOf(timestamp)) || /^\d{4}-\d\d-\d\d$/.test(textOf(date))
}
