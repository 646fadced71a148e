/** What goes with a call: `form` is sent as multipart, `body` as JSON. */
export interface LarkCall {
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  form?: FormData
}

/**
 * One call of the open platform by its path behind /open-apis, token and limits included. Resolves with `data` of the answer (with the whole answer
 * where it has no `data`, as bot/v3/info); rejects with TemporaryError or PermanentError.
 */
export interface LarkApi {
  call<T>(method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, options?: LarkCall): Promise<T>
}
