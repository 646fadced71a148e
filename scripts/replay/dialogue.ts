import { readFileSync } from 'node:fs'
import { z } from 'zod'

const message = z.object({
  n: z.number().int(),
  t: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'is not an ISO time'),
  from: z.object({ uid: z.string().min(1), nick: z.string().optional(), role: z.string().optional() }),
  text: z.string().default(''),
  type: z.string().default('text'),
  mentions: z.array(z.string()).default([]),
  quote: z.number().int().optional(),
  recalls: z.number().int().optional(),
  group: z.string().optional(),
})

const history = z.object({
  id: z.string(),
  category: z.string(),
  status: z.string().default('concluded'),
  location: z.unknown().optional(),
  colour: z.string().nullish(),
  concluded: z.string().nullish(),
})

const expectedItem = z.looseObject({
  ref: z.string(),
  kind: z.string(),
  category: z.string(),
  colour: z.string().nullable().default(null),
  urgency: z.string().default('normal'),
  location: z.looseObject({ building: z.unknown().optional(), unit: z.unknown().optional() }).nullish(),
  parties: z.array(z.looseObject({ role: z.string() })).default([]),
  merged_with: z.string().nullish(),
  linked_with: z.array(z.string()).default([]),
})

const dialogue = z.object({
  id: z.string(),
  group: z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    mode: z.enum(['mention', 'assisted', 'work', 'dm']),
    platform: z.string().optional(),
    jurisdiction: z.string().optional(),
  }),
  context: z.looseObject({ history: z.array(history).default([]) }).default({ history: [] }),
  messages: z.array(message).min(1),
  expected: z.object({ items: z.array(expectedItem).default([]) }).optional(),
})

export type Dialogue = z.infer<typeof dialogue>
export type ExpectedItem = z.infer<typeof expectedItem>

/** One item of a replay's output (section D4 of the commands' specification). */
export interface Item {
  ref: string
  kind: string | null
  category: string | null
  colour: string | null
  urgency: string
  privacy: string | null
  location: Record<string, unknown>
  parties: { role: string; who: string }[]
  occurred: Record<string, unknown> | null
  messages: number[]
  rules: string[]
  merged_with: string | null
  linked_with: string[]
  route: { lead: string; co: string[] } | null
  state: string
}

export interface Played {
  id: string
  items: Item[]
  ignored: number[]
  group: string[]
  dm: { to: string; text: string }[]
  violations: string[]
}

/** Reads a file of dialogues. Throws one error that names every bad line, and why. */
export function readDialogues(file: string): Dialogue[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`cannot read ${file}: give a readable file of dialogues, one JSON object a line`, {
      cause,
    })
  }
  const wrong: string[] = []
  const read: Dialogue[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = parse(line)
    if ('problem' in parsed) wrong.push(`${file}:${index + 1}: ${parsed.problem}`)
    else read.push(parsed.dialogue)
  }
  if (wrong.length > 0)
    throw new Error(`${wrong.join('\n')}\nNothing was played. Mend these lines (form: commands.md, D4).`)
  return read
}

function parse(line: string): { dialogue: Dialogue } | { problem: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return { problem: `no JSON (${error instanceof Error ? error.message : error})` }
  }
  const parsed = dialogue.safeParse(json)
  if (parsed.success) return { dialogue: parsed.data }
  return {
    problem: parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '),
  }
}
