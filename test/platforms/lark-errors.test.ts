import { describe, expect, it } from 'vitest'
import { larkError, refusalOf } from '../../bot/platforms/lark/errors.ts'
import { apiOf } from '../../bot/platforms/lark/limits.ts'
import { PermanentError, TemporaryError } from '../../matters/errors.ts'

const reset = { 'x-ogw-ratelimit-limit': '100', 'x-ogw-ratelimit-reset': '52' }
const says = (code: number, status = 400, headers = {}) => larkError({ code, status, headers }, 'POST /x')

describe('what Lark refuses for now', () => {
  it.each([
    ['the gateway, which names the seconds', 99991400, 429, reset, 52],
    ['an old API that says it with 400', 99991400, 400, reset, 52],
    ['the gateway without its header', 99991400, 429, {}, 5],
    ['a nonsensical header', 99991400, 429, { 'x-ogw-ratelimit-reset': '-3' }, 5],
    ['an endless header', 99991400, 429, { 'x-ogw-ratelimit-reset': '86400' }, 300],
    ['the five a second of a chat', 230020, 400, {}, 2],
    ['members changed side by side', 232019, 400, {}, 1],
    ['busy custom bots', 11232, 200, {}, 30],
    ['a token that is refused twice', 99991663, 400, {}, 5],
  ])('is tried again when it says: %s', (_, code, status, headers, seconds) => {
    expect(says(code, status, headers)).toMatchObject({ name: 'TemporaryError', retryAfterSeconds: seconds })
  })

  it.each([
    ['it is being sent already', 230049, 400],
    ['an error of the server', 0, 502],
    ['an error of the server with a code', 230001, 500],
    ['a code nobody knows', 1, 200],
  ])('is tried again, and may have been done, after: %s', (_, code, status) => {
    const error = says(code, status)
    expect(error).toBeInstanceOf(TemporaryError)
    expect((error as TemporaryError).retryAfterSeconds).toBeUndefined()
  })

  it('may have been done where the connection broke', () => {
    const error = larkError({ code: 0, broken: 'ECONNRESET' }, 'POST /x')
    expect(error).toMatchObject({ name: 'TemporaryError', message: 'Lark POST /x: ECONNRESET' })
  })
})

describe('what Lark refuses for good', () => {
  it.each([
    ['gone', [230002, 232009]],
    ['muted', [230018, 230035, 230027, 232033, 230013]],
    ['content', [230022, 230025, 230099, 230001]],
    ['numbers', [230028]],
    ['target', [230011, 230110, 230031, 230019]],
    ['refused', [230071, 99991672, 232011, 99992402]],
  ])('is given up as %s', (kind, codes) => {
    for (const code of codes) {
      expect(says(code)).toBeInstanceOf(PermanentError)
      expect(refusalOf(says(code))).toBe(kind)
      expect(refusalOf(says(code, 200))).toBe(kind)
    }
  })

  it('is given up when it is no code of ours but a plain 403 or 404', () => {
    expect(says(0, 404)).toBeInstanceOf(PermanentError)
  })
})

it('an error says which call, never whose', () => {
  expect(apiOf('POST', '/open-apis/im/v1/messages/om_dc13264520392913993dd051dba21dcf/reply')).toBe(
    'POST /open-apis/im/v1/messages/:id/reply',
  )
  expect(apiOf('GET', '/im/v1/chats/oc_5ad11d72b830411d72b836c20?x=ou_1')).toBe('GET /im/v1/chats/:id')
  expect(apiOf('POST', '/calendar/v4/calendars/feishu.cn_x%40group.calendar.feishu.cn/events')).toBe(
    'POST /calendar/v4/calendars/:id/events',
  )
  expect(apiOf('PATCH', '/task/v2/tasks/83912691-2e43-47fc-94a4-d512e03984fa')).toBe(
    'PATCH /task/v2/tasks/:id',
  )
  expect(apiOf('POST', '/im/v1/images')).toBe('POST /im/v1/images')
})
