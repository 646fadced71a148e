import type { z } from 'zod'

/** One thing that is asked of a language model: what goes in, what is said, what may come back. */
export interface Prompt<Input, Answer> {
  name: string
  /** Grows with every change of the words: what was recorded with one version says nothing about another. */
  version: number
  input: z.ZodType<Input>
  /** Nothing but this ever gets past the model; ids are those of matters/taxonomy.json. */
  answer: z.ZodType<Answer>
  /** Tokens that the longest sensible answer takes. */
  longestAnswer: number
  render(input: Input): Rendered
  examples: { input: Input; answer: Answer }[]
}

export interface Rendered {
  /** The same for every question of a version, so that servers can keep it read. */
  system: string
  user: string
}

/** Whoever answers prompts: a server, recorded answers, nobody. */
export interface Model {
  /** Resolves null on anything that went wrong, and never rejects: whoever asks goes on without. */
  ask<Input, Answer>(prompt: Prompt<Input, Answer>, input: Input): Promise<Answer | null>
}
