import type { Matter } from '../../matters/matter.ts'
import type { HeardMessage } from '../../matters/message.ts'
import type { Desk } from '../desk.ts'

/** What is known while the words behind a verb are taken apart. */
export interface Taking {
  desk: Desk
  message: HeardMessage
  /** Of a verb about a matter. */
  matter: Matter | null
  /** Of a verb about no matter: the area in which a person has to hold the right. */
  areaId?: string
  now: Date
  /** It stands behind the argument's own name: 类别=漏水. */
  named?: true
}

/** What an argument took, and the words it left to the others; or why what stands there cannot be meant. */
export type Taken<T> = { value: T; rest: string[] } | { problem: string }

/** One argument of a verb: found wherever it stands among the words. */
export interface Argument<T = unknown> {
  /** As the help shows it: 理由. */
  label: string
  /** For the table of verbs: text, person, departments, colour, days, date, score, choice, matter. */
  type: string
  optional: boolean
  /** Taken only where it is named (搭档=@小李), never found among the other words. */
  onlyNamed?: true
  /** What to type, for the answer to who left it out. */
  example: string
  /** Null: it does not stand there. */
  take(words: string[], taking: Taking): Taken<T> | null
}

export type Arguments = Record<string, Argument>
export type Values<A extends Arguments> = {
  [K in keyof A]: A[K] extends Argument<infer T> ? T : never
}

/** The same argument, but it may be left out: then its value is undefined. */
export function optional<T>(argument: Argument<T>): Argument<T | undefined> {
  return { ...argument, optional: true }
}

/** The same argument, for those who name it: 搭档=@小李. Its value is undefined where it is left out. */
export function named<T>(argument: Argument<T>): Argument<T | undefined> {
  return { ...argument, optional: true, onlyNamed: true }
}

/** `编号 红/黄/蓝 理由 [限期]`, as the help shows it. */
export function argsLine(first: string, args: Arguments): string {
  const rest = Object.values(args).map((one) => {
    const label = one.onlyNamed ? `${one.label}=…` : one.label
    return one.optional ? `[${label}]` : label
  })
  return [first, ...rest].filter(Boolean).join(' ')
}

/**
 * Takes the words apart, each argument in its turn, free text last. Order among the words does not matter; `理由=…` names
 * an argument outright. Answers what is missing or cannot be meant, in words for the person who typed it.
 */
export function takeArguments<A extends Arguments>(
  args: A,
  words: string[],
  taking: Taking,
): { values: Values<A> } | { missing: Argument } | { problem: string } {
  let left = words
  const values: Record<string, unknown> = {}
  const inTurn = Object.entries(args).sort(([, a], [, b]) => turn(a) - turn(b))
  for (const [name, argument] of inTurn) {
    const named = left.findIndex((word) => new RegExp(`^${argument.label}[=＝:：]`, 'u').test(word))
    if (named >= 0) {
      // What stands behind the sign is meant for this one, whatever else it may look like.
      const own = (left[named] ?? '').slice(argument.label.length + 1)
      const after = argument.type === 'text' ? left.slice(named + 1) : []
      const found = argument.take([own, ...after].filter(Boolean), { ...taking, named: true })
      if (found && 'problem' in found) return found
      if (!found) return { missing: argument }
      values[name] = found.value
      left = argument.type === 'text' ? left.slice(0, named) : left.filter((_, index) => index !== named)
      continue
    }
    const found = argument.onlyNamed ? null : argument.take(left, taking)
    if (found && 'problem' in found) return found
    if (!found && !argument.optional) return { missing: argument }
    values[name] = found?.value
    if (found) left = found.rest
  }
  return { values: values as Values<A> }
}

/** What is named stands aside first, free text takes what is left. */
function turn(argument: Argument): number {
  if (argument.onlyNamed) return argument.type === 'text' ? 1 : 0
  return argument.type === 'text' ? 3 : 2
}
