import type { State } from '../state.ts'
import type { Json } from '../types.ts'

/** One request as a handler sees it. */
export interface ApiCall {
  /** What stands for `:id` and `:key` in the path. */
  id: string
  key: string
  query: Record<string, string>
  body: Json
  /** The parts of a multipart body. */
  parts: Map<string, Buffer>
}

/** `data` goes into the usual wrapper; `top` stands beside the code; `bytes` is a download. */
export type Answer = { data: Json } | { top: Json } | { bytes: Buffer }

export type Handler = (call: ApiCall, state: State) => Answer
