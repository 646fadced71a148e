import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readAnswer } from '../../bot/model/answer.ts'
import type { Model } from '../../prompts/prompt.ts'

const line = z.object({
  /** Of the dialogue. */
  id: z.string(),
  /** Number of the message whose draft was asked about. */
  n: z.number().int(),
  /** As parsed, or the model's raw words. */
  answer: z.union([z.string(), z.looseObject({})]),
})

export type Recorded = z.infer<typeof line>

/** Reads recorded answers. Throws one error that names every bad line, and why. */
export function readAnswers(file: string): Recorded[] {
  const wrong: string[] = []
  const recorded = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      if (text.trim() === '') return []
      const parsed = line.safeParse(json(text))
      if (parsed.success) return [parsed.data]
      wrong.push(
        `${file}:${index + 1}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
      )
      return []
    })
  if (wrong.length > 0)
    throw new Error(
      `${wrong.join('\n')}\nNothing was played. A line is {"id": dialogue, "n": message, "answer": {…}}.`,
    )
  return recorded
}

/**
 * A model that says what was recorded for the message that is being played, as often as it is asked, and nothing
 * else. What the prompt's schema refuses is refused here too.
 */
export function recordedModel(recorded: Recorded[], playing: () => { id: string; n: number }): Model {
  return {
    async ask(prompt) {
      const { id, n } = playing()
      const found = recorded.find((one) => one.id === id && one.n === n)
      if (!found) return null
      const words = typeof found.answer === 'string' ? found.answer : JSON.stringify(found.answer)
      return readAnswer(prompt, words).answer ?? null
    },
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
