import { ZodError } from 'zod'

/**
 * What is not built as documented: the fields, or the class of what went wrong over it; never words. Null: it failed for
 * another reason, and may do better the next time.
 */
export function misbuilt(error: unknown): string[] | null {
  if (error instanceof ZodError) return error.issues.map(({ path }) => path.join('.'))
  return error instanceof TypeError || error instanceof RangeError ? [error.name] : null
}
