import { extract } from './extract.ts'
import { meetingSummary } from './meeting-summary.ts'
import { sameMatter } from './same-matter.ts'

/** Everything that is ever said to a language model. */
export const prompts = {
  extract,
  'same-matter': sameMatter,
  'meeting-summary': meetingSummary,
} as const
export type PromptName = keyof typeof prompts
