import { text } from 'node:stream/consumers'
import { readConfig } from '../bot/config.ts'
import { type ChatRequest, requestOf } from '../bot/model/request.ts'
import { read } from '../handlers/read/index.ts'
import { deidentify } from '../handlers/refine/deidentify.ts'
import { questionOf } from '../handlers/refine/question.ts'
import type { Reading } from '../matters/reading.ts'
import { categories } from '../matters/taxonomy.ts'
import { openFields } from '../prompts/extract.ts'
import { type PromptName, prompts } from '../prompts/index.ts'

const usage = `usage: npm run -s render-prompt -- ${Object.keys(prompts).join('|')} [--text] < TEXT
  extract          the text of one report
  same-matter      two texts with an empty line between them
  meeting-summary  notes; lines like "A hazard.fire_lane 3号楼:占用消防通道" before them are the items
--text prints the messages as text, to be pasted; without it one line of JSON for POST …/chat/completions.`

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Prints the request that would be made of a text, masked as the bot masks it. Nothing is sent. */
async function main(): Promise<void> {
  const args = process.argv.slice(2)
  const [name, ...more] = args.filter((arg) => arg !== '--text')
  const said = name && name in prompts && more.length === 0 ? (await text(process.stdin)).trim() : ''
  if (said === '') throw new Error(usage)
  const request = renderers[name as PromptName](said, readConfig().LLM_MODEL ?? 'MODEL')
  console.log(args.includes('--text') ? plain(request) : JSON.stringify(request))
}

const renderers: Record<PromptName, (said: string, model: string) => ChatRequest> = {
  extract(said, model) {
    const reading = readingOf(said)
    const words = deidentify(said, [])
    const question = questionOf(reading, words)
    if (!question)
      console.error('The rules leave nothing open here: the bot would not ask. Shown as if all were open.')
    const whole = { text: words.slice(-1500), known: codesOf(reading), open: [...openFields] }
    return requestOf(prompts.extract, question ?? whole, model)
  },
  'same-matter'(said, model) {
    const [one, other, ...more] = said.split(/\n\s*\n/)
    if (!one || !other || more.length > 0) throw new Error(usage)
    const told = (words: string) => ({
      text: deidentify(words, []).slice(0, 800),
      category: readingOf(words).category,
    })
    return requestOf(prompts['same-matter'], { one: told(one), other: told(other) }, model)
  },
  'meeting-summary'(said, model) {
    const lines = said.split('\n')
    const items = lines.flatMap((line) => itemOf(line) ?? [])
    const notes = lines.filter((line) => !itemOf(line)).join('\n')
    const masked = items.map((item) => ({ ...item, summary: deidentify(item.summary, []).slice(0, 120) }))
    const input = { meeting: 'study' as const, items: masked, notes: deidentify(notes, []).slice(0, 4000) }
    return requestOf(prompts['meeting-summary'], input, model)
  },
}

function readingOf(said: string): Reading {
  const at = new Date()
  const how = {
    nick: '',
    at,
    heard: 'direct',
    type: 'text',
    neighbours: [],
    chatName: '',
    role: 'resident',
  } as const
  const [reading] = read({ text: said, ...how, neighbours: [] })
  return reading ?? nothingRead
}

/** What the rules make of words they make nothing of. */
const nothingRead: Reading = {
  ...{ kind: null, category: null, score: 0, choices: [], colour: null, rules: [], urgency: 'normal' },
  ...{ danger: null, guard: null, place: null, time: null, amount: null },
  ...{ parties: [], facts: {}, signals: {}, summary: '' },
}

function codesOf({ category, choices, parties }: Reading) {
  return { category, choices: choices.slice(0, 4), roles: parties.map(({ role }) => role) }
}

function itemOf(line: string): { ref: string; category: string; summary: string } | null {
  const [, ref, category, summary] = /^([A-Z]) (\S+) (.+)$/.exec(line.trim()) ?? []
  return ref && category && summary && categories.has(category) ? { ref, category, summary } : null
}

function plain({ messages }: ChatRequest): string {
  return messages.map(({ role, content }) => `=== ${role} ===\n${content}`).join('\n\n')
}
