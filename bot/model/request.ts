import type { Prompt } from '../../prompts/prompt.ts'

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

/** The body of POST …/chat/completions, all of it. */
export interface ChatRequest {
  model: string
  messages: ChatMessage[]
  temperature: 0
  max_tokens: number
}

/**
 * The exact request for an input. Throws on an input that the prompt does not take. No `response_format`: many
 * compatible servers ignore it and some refuse it; what comes back is parsed tolerantly instead.
 */
export function requestOf<I>(prompt: Prompt<I, unknown>, input: I, model: string): ChatRequest {
  const { system, user } = prompt.render(prompt.input.parse(input))
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    temperature: 0,
    max_tokens: prompt.longestAnswer,
  }
}

/** The same conversation with an answer that was no use, and why. */
export function repairOf(asked: ChatRequest, answered: string, problem: string): ChatRequest {
  return {
    ...asked,
    messages: [
      ...asked.messages,
      { role: 'assistant', content: answered.slice(0, mostRepeated).toWellFormed() },
      {
        role: 'user',
        content: `上面的回答不合格式:${problem}。请只输出一个符合要求的 JSON 对象,不要任何别的文字。`,
      },
    ],
  }
}

/** A runaway answer is not paid for twice. */
const mostRepeated = 1500

/** More tokens than any usual tokenizer makes of it: one a character, and a little for each message. */
export function mostTokens({ messages, max_tokens }: ChatRequest): number {
  return messages.reduce((sum, { content }) => sum + content.length + 8, 0) + max_tokens
}
