import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { judge } from '../handlers/gate/index.ts'
import { read } from '../handlers/read/index.ts'

type Row = Record<string, unknown>

const usage =
  'usage: npm run -s evaluate -- --data FOLDER (the folder that holds labelled_real/ and the others)'
const sampleSize = 1500

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

/** Measures gate and reader on the development corpora and prints one table; the corpora stay where they are. */
function main(): void {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (!values.data) throw new Error(usage)
  const folder = resolve(values.data)
  if (!existsSync(join(folder, 'labelled_real'))) {
    throw new Error(`${folder} holds no labelled_real/messages.jsonl; ${usage}`)
  }
  const load = (path: string) => rowsOf(join(folder, path))
  labelled(load('labelled_real/messages.jsonl'))
  for (const [name, texts] of chatter(load)) line(`false alarms ${name}`, share(texts, passes), texts.length)
  for (const [name, texts] of boards(load)) line(`passed ${name}`, share(texts, passes), texts.length)
  speed(load('nus_sms_zh/messages.jsonl').map((row) => string(row.text)))
}

function labelled(rows: Row[]): void {
  const sure = rows.filter((row) => row.gate === 'matter' || row.gate === 'none')
  const matters = sure.filter((row) => row.gate === 'matter')
  line(
    'labelled_real gate right',
    share(sure, (row) => passes(string(row.text)) === (row.gate === 'matter')),
    sure.length,
  )
  line(
    'labelled_real matters passed',
    share(matters, (row) => passes(string(row.text))),
    matters.length,
  )
  const readings = matters.map((row) => ({ row, reading: readAlone(string(row.text)) }))
  line(
    'labelled_real kind accepted',
    share(readings, ({ row, reading }) => allows(row.kinds, reading?.kind)),
    readings.length,
  )
  const answered = readings.filter(({ reading }) => reading?.category)
  line('labelled_real category answered', answered.length / readings.length, readings.length)
  line(
    '… accepted of the answered',
    share(answered, ({ row, reading }) => allows(row.categories, reading?.category)),
    answered.length,
  )
  const coloured = answered.filter(({ row }) => list(row.colours).length > 0)
  line(
    '… colour accepted',
    share(coloured, ({ row, reading }) => allows(row.colours, reading?.colour)),
    coloured.length,
  )
}

/** Sources in which nothing should pass. */
function chatter(load: (path: string) => Row[]): [string, string[]][] {
  return [
    ['nus_sms_zh', sample(load('nus_sms_zh/messages.jsonl').map((row) => string(row.text)))],
    ['lccc_toy', sample(load('lccc_toy/dialogues.jsonl').flatMap((row) => list(row.turns)))],
    ['weibo2018', sample(load('weibo2018_sentiment/posts.jsonl').map((row) => string(row.text)))],
    ['waimai_10k', sample(load('waimai_10k/reviews.jsonl').map((row) => string(row.review)))],
    ['cold_offensive', sample(load('cold_offensive/comments.jsonl').map((row) => string(row.text)))],
  ]
}

/** Sources in which everything should pass; a first sentence may be a mere greeting, so 100 % is not the aim. */
function boards(load: (path: string) => Row[]): [string, string[]][] {
  const posts = load('dongguan_sunshine_hotline/posts.jsonl')
  const messages = load('taidi2020_c/annex2_raw_labelled.jsonl')
  const notes = load('sodic2021_hidden_dangers/train.jsonl').filter((row) => Number(row.label) === 0)
  return [
    ['dongguan titles', sample(posts.map((row) => string(row.title)))],
    ['dongguan first sentences', sample(posts.map((row) => firstSentence(string(row.content))))],
    ['taidi titles', sample(messages.map((row) => string(row.留言主题)))],
    ['taidi first sentences', sample(messages.map((row) => firstSentence(string(row.留言详情))))],
    ['sodic hazard notes', sample(notes.map((row) => string(row.content)))],
  ]
}

function speed(texts: string[]): void {
  const from = performance.now()
  for (const text of texts) judge(text)
  console.log(
    `${'gate, µs a message'.padEnd(36)}${((1000 * (performance.now() - from)) / texts.length).toFixed(1)}`,
  )
}

function passes(text: string): boolean {
  return judge(text).listen
}

function readAlone(text: string) {
  const at = new Date()
  return read({
    text,
    nick: '',
    at,
    heard: 'passive',
    type: 'text',
    neighbours: [],
    chatName: '',
    role: 'resident',
  })[0]
}

function allows(allowed: unknown, said: string | null | undefined): boolean {
  return typeof said === 'string' && list(allowed).includes(said)
}

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? Number.NaN : all.filter(holds).length / all.length
}

/** Evenly spread, the same at every run. */
function sample(texts: string[]): string[] {
  const said = texts.filter((text) => text.trim().length > 1)
  const step = Math.max(1, Math.floor(said.length / sampleSize))
  return said.filter((_, index) => index % step === 0).slice(0, sampleSize)
}

function firstSentence(body: string): string {
  return body.split(/[。！!？?\n]/).find((sentence) => sentence.trim().length > 5) ?? ''
}

function rowsOf(path: string): Row[] {
  if (!existsSync(path)) {
    console.error(`${path} is missing; its figures are left out`)
    return []
  }
  const rows = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  return rows.map((row) => JSON.parse(row))
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function line(name: string, value: number, of: number): void {
  console.log(`${name.padEnd(36)}${(100 * value).toFixed(1).padStart(5)} %  of ${of}`)
}
