import type { Prompt } from '../../prompts/prompt.ts'

/**
 * What a model's words say, if they say what the prompt asks for; else what is wrong with them, in words that may be
 * sent back. Code fences, thinking and chatter around one JSON object are forgiven; nothing inside it is.
 */
export function readAnswer<A>(
  prompt: Pick<Prompt<unknown, A>, 'answer'>,
  words: string,
): { answer: A; problem?: undefined } | { answer?: undefined; problem: string } {
  const json = jsonIn(words)
  if (json === undefined) return { problem: '不是 JSON 对象' }
  const parsed = prompt.answer.safeParse(json)
  if (parsed.success) return { answer: parsed.data }
  const issues = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')} ${message}`)
  return { problem: issues.join('; ').slice(0, 300) }
}

function jsonIn(words: string): unknown {
  const said = words.slice(0, longest).replace(/<think>[\s\S]*?<\/think>/g, '')
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(said)?.[1]
  const braces = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1)
  for (const candidate of [said, fenced, braces]) {
    const value = objectIn(candidate ?? '')
    if (value) return value
  }
  return undefined
}

/** Far above what any answer takes. */
const longest = 20_000

function objectIn(candidate: string): object | undefined {
  try {
    const value: unknown = JSON.parse(candidate)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
