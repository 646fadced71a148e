/** Every scope the fake knows; by default the app has them all. */
export const allScopes = [
  'im:message',
  'im:message:send_as_bot',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:message.group_at_msg:readonly',
  'im:message.group_msg',
  'im:message.urgent',
  'im:message.urgent:sms',
  'im:message.urgent:phone',
  'im:message:recall',
  'im:message:update',
  'im:resource',
  'im:chat',
  'im:chat:readonly',
  'im:chat.members:read',
  'im:chat.access_event.bot_p2p_chat:read',
  'contact:user.base:readonly',
  'calendar:calendar',
  'calendar:calendar.event:create',
  'task:task:write',
] as const

const send = ['im:message', 'im:message:send_as_bot']
const read = ['im:message', 'im:message:readonly', 'im:message.group_msg']
const chats = ['im:chat', 'im:chat:readonly']
const calendar = ['calendar:calendar', 'calendar:calendar.event:create']

/** One of these is needed; an API that is not named needs none. */
export const scopesOf: Record<string, readonly string[]> = {
  'POST /open-apis/im/v1/messages': send,
  'POST /open-apis/im/v1/messages/:id/reply': send,
  'PATCH /open-apis/im/v1/messages/:id': [...send, 'im:message:update'],
  'PUT /open-apis/im/v1/messages/:id': [...send, 'im:message:update'],
  'DELETE /open-apis/im/v1/messages/:id': [...send, 'im:message:recall'],
  'GET /open-apis/im/v1/messages/:id': read,
  'GET /open-apis/im/v1/messages': read,
  'GET /open-apis/im/v1/messages/:id/resources/:key': read,
  'POST /open-apis/im/v1/images': ['im:resource'],
  'GET /open-apis/im/v1/images/:id': ['im:resource'],
  'GET /open-apis/im/v1/chats': chats,
  'GET /open-apis/im/v1/chats/:id': chats,
  'GET /open-apis/im/v1/chats/:id/members': [...chats, 'im:chat.members:read'],
  'PATCH /open-apis/im/v1/messages/:id/urgent_app': ['im:message.urgent'],
  'PATCH /open-apis/im/v1/messages/:id/urgent_sms': ['im:message.urgent:sms'],
  'PATCH /open-apis/im/v1/messages/:id/urgent_phone': ['im:message.urgent:phone'],
  'GET /open-apis/contact/v3/users/:id': ['contact:user.base:readonly'],
  'POST /open-apis/calendar/v4/calendars/primary': calendar,
  'POST /open-apis/calendar/v4/calendars/:id/events': calendar,
  'POST /open-apis/calendar/v4/calendars/:id/events/:key/attendees': calendar,
  'POST /open-apis/task/v2/tasks': ['task:task:write'],
}
