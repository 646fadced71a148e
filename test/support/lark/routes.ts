import * as app from './api/app.ts'
import type { Handler } from './api/call.ts'
import * as change from './api/change.ts'
import * as chats from './api/chats.ts'
import * as files from './api/files.ts'
import * as history from './api/history.ts'
import * as send from './api/send.ts'
import { buzz } from './api/urgent.ts'
import * as work from './api/work.ts'

const messages = '/open-apis/im/v1/messages'
const calendars = '/open-apis/calendar/v4/calendars'

const table: [method: string, path: string, handler: Handler][] = [
  ['GET', '/open-apis/bot/v3/info', app.botInfo],
  ['GET', '/open-apis/application/v6/scopes', app.scopes],
  ['GET', '/open-apis/contact/v3/users/:id', app.contact],
  ['POST', messages, send.create],
  ['POST', `${messages}/:id/reply`, send.reply],
  ['PATCH', `${messages}/:id`, change.patch],
  ['PUT', `${messages}/:id`, change.edit],
  ['DELETE', `${messages}/:id`, change.recall],
  ['GET', `${messages}/:id`, history.get],
  ['GET', messages, history.list],
  ['GET', `${messages}/:id/resources/:key`, files.resource],
  ['PATCH', `${messages}/:id/urgent_app`, buzz('app')],
  ['PATCH', `${messages}/:id/urgent_sms`, buzz('sms')],
  ['PATCH', `${messages}/:id/urgent_phone`, buzz('phone')],
  ['POST', '/open-apis/im/v1/images', files.upload],
  ['GET', '/open-apis/im/v1/images/:id', files.download],
  ['GET', '/open-apis/im/v1/chats', chats.list],
  ['GET', '/open-apis/im/v1/chats/:id', chats.get],
  ['GET', '/open-apis/im/v1/chats/:id/members', chats.members],
  ['POST', `${calendars}/primary`, work.primaryCalendar],
  ['POST', `${calendars}/:id/events`, work.createEvent],
  ['POST', `${calendars}/:id/events/:key/attendees`, work.addAttendees],
  ['POST', '/open-apis/task/v2/tasks', work.createTask],
]

const routes = table.map(([method, path, handler]) => ({
  ...{ method, handler, name: `${method} ${path}` },
  shape: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}))

/** The handler of a request, its name with `:id` in place of ids, and the ids. */
export function findRoute(method: string, path: string) {
  for (const route of routes) {
    const found = route.method === method ? route.shape.exec(path) : null
    if (found) {
      const id = decodeURIComponent(found.groups?.id ?? '')
      return { ...route, id, key: decodeURIComponent(found.groups?.key ?? '') }
    }
  }
  return undefined
}
