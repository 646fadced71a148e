import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/** What could carry a resident's words or a way to reach them. Such fields never reach a log, wherever they stand. */
const secret = [
  'text',
  'words',
  'body',
  'card',
  'nick',
  'quotedText',
  'neighbours',
  'thread',
  'sender',
  'chat',
  'phone',
  'summary',
  'reading',
  'features',
  'url',
  'password',
]

/** A log of ids, kinds, counts and error classes; never of words. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = secret.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])
  const options = {
    level,
    base: undefined,
    redact: { paths, censor: '[withheld]' },
    serializers: { err: bareError },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** A database error's message and detail may quote the values of a row: only its class, code and place are told. */
export function bareError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const fromDatabase = 'severity' in error || error.constructor.name === 'DrizzleQueryError'
  const code = 'code' in error ? String(error.code) : undefined
  const cause =
    error.cause instanceof Error
      ? { type: error.cause.name, code: (error.cause as { code?: string }).code }
      : undefined
  return {
    type: error.name,
    code,
    message: fromDatabase ? '[withheld]' : error.message,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 8)
      .join('\n'),
    cause,
  }
}
