/** The lines of a stream. Cuts at \n only: node's readline also cuts at U+2028, which JSON may carry inside a string. */
export async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<string> {
  input.setEncoding('utf8')
  let rest = ''
  for await (const chunk of input) {
    const pieces = (rest + chunk).split('\n')
    rest = pieces.pop() ?? ''
    yield* pieces.map(withoutMark)
  }
  if (rest) yield withoutMark(rest)
}

function withoutMark(line: string): string {
  return line.startsWith('\ufeff') ? line.slice(1) : line
}

/**
 * Answers every line of stdin with one line of stdout, in order and as soon as it is read. A line that `parse` finds
 * wrong is named on stderr with the remedy and skipped, and the exit code is 1. A reader that has seen enough (| head)
 * closes the pipe; that is its right and no error of ours.
 */
export async function answerLines<T>(
  parse: (line: string) => T | string,
  answer: (asked: T) => unknown,
  remedy: string,
): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  let number = 0
  for await (const line of linesOf(process.stdin)) {
    number++
    if (line.trim() === '') continue
    const asked = parse(line)
    if (typeof asked === 'string') {
      process.exitCode = 1
      console.error(`line ${number}: ${asked}; ${remedy}. Skipped.`)
      continue
    }
    if (!process.stdout.write(`${JSON.stringify(answer(asked))}\n`)) await drained()
  }
}

/** One JSON object a line, or what is wrong with it. */
export function objectIn(line: string): Record<string, unknown> | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not an object'
  return value as Record<string, unknown>
}

/** The line's id and text, or what is wrong with them. */
export function idAndText(value: Record<string, unknown>): { id: string | number; text: string } | string {
  const { id, text } = value
  if (typeof id !== 'string' && typeof id !== 'number') return '"id" is missing or neither string nor number'
  if (typeof text !== 'string') return '"text" is missing or not a string'
  return { id, text }
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve))
}
