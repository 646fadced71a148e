import type { Entry } from '../../../matters/message.ts'
import type { LarkApi } from './api.ts'
import { type Occasion, unlessGone } from './calendar.ts'
import { shown } from './escape.ts'

/** Puts a task down for the colleagues it is theirs to do, changes it, or takes it away. Resolves with its id. */
export async function scheduleTask(api: LarkApi, entry: Entry, { uuid, known }: Occasion): Promise<string> {
  const path = known && `/task/v2/tasks/${encodeURIComponent(known)}`
  if (entry.cancelled) {
    if (path) await unlessGone(api.call('DELETE', path))
    return known ?? ''
  }
  const task = {
    summary: shown(entry.title),
    description: shown(entry.lines.join('\n')),
    // Milliseconds here, seconds in calendars.
    due: { timestamp: String(Date.parse(entry.endsAt)), is_all_day: false },
  }
  if (path) {
    await api.call('PATCH', path, { body: { task, update_fields: ['summary', 'description', 'due'] } })
    return known
  }
  const members = entry.people.map((id) => ({ id, type: 'user', role: 'assignee' }))
  const made = await api.call<{ task: { guid: string } }>('POST', '/task/v2/tasks', {
    query: { user_id_type: 'open_id' },
    body: { ...task, members, client_token: uuid },
  })
  return made.task.guid
}
