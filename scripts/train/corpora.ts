import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom } from './random.ts'

export type Row = Record<string, unknown>

/** One source of text, of which everything is a report or nothing is. Parts: `train`, `dev` to choose by, `test` to quote. */
export interface Source {
  name: string
  report: boolean
  /** Per part and view the texts: a long text has several views (its title, its first sentence, a window of it). */
  views: Record<Part, Record<string, string[]>>
}

export type Part = 'train' | 'dev' | 'test'

/** Rows of one JSON-lines file; a missing file is named and left out. */
export function rowsOf(folder: string, path: string): Row[] {
  const file = join(folder, path)
  if (!existsSync(file)) {
    console.error(`${file} is missing; what rests on it is left out`)
    return []
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as Row)
}

export function sourcesOf(folder: string): Source[] {
  const load = (path: string) => rowsOf(folder, path)
  const random = randomFrom(7)
  const views = (name: string, report: boolean, rows: Row[], see: (row: Row) => Views): Source => ({
    name,
    report,
    views: parted(rows, see),
  })
  const board = (row: Row) => postViews(text(row.留言主题), text(row.留言详情), random)
  const taidi = taidiFiles.flatMap((file) => load(`taidi2020_c/${file}.jsonl`))
  const veiled = randomFrom(11)
  const sms = load('fbs_sms_2020/messages.jsonl').map(
    (row): Row => ({
      ...row,
      text: unveiled(text(row.text), veiled),
    }),
  )
  return [
    views('taidi', true, distinct(taidi, '留言主题'), board),
    views('dongguan', true, load('dongguan_sunshine_hotline/posts.jsonl'), (row) =>
      postViews(text(row.title), text(row.content), random),
    ),
    views('legal', true, load('legal_consult_questions/questions.jsonl'), (row) => ({
      whole: text(row.question),
    })),
    views('lawbench', true, load('lawbench_consult/task3_8_consultation.jsonl'), (row) => ({
      whole: text(row.question),
    })),
    views(
      'sodic',
      true,
      load('sodic2021_hidden_dangers/train.jsonl').filter((row) => row.label === '0'),
      (row) => ({ whole: text(row.content) }),
    ),
    views(
      'scams',
      true,
      sms.filter((row) => text(row.label).startsWith('FR:')),
      (row) => ({ whole: text(row.text) }),
    ),
    views(
      'adverts',
      false,
      sms.filter((row) => text(row.label).startsWith('AD:')),
      (row) => ({ whole: text(row.text) }),
    ),
    views('nus', false, load('nus_sms_zh/messages.jsonl'), (row) => ({ whole: text(row.text) })),
    views('lccc', false, load('lccc_toy/dialogues.jsonl'), (row) => ({
      whole: (row.turns as string[]) ?? [],
    })),
    views('weibo', false, load('weibo2018_sentiment/posts.jsonl'), (row) => ({
      whole: text(row.text),
      windows: window(text(row.text), random),
    })),
    views('waimai', false, load('waimai_10k/reviews.jsonl'), (row) => ({ whole: text(row.review) })),
    views('cold', false, load('cold_offensive/comments.jsonl'), (row) => ({ whole: text(row.text) })),
    views('rumour', false, load('weibo_rumor_ced/posts.jsonl'), (row) => ({
      whole: text(row.text),
      windows: window(text(row.text), random),
    })),
  ]
}

/** Texts of the labelled rows by their id (`source:key`): the label files hold ids alone, since the texts are not ours. */
export function textsById(folder: string): Map<string, string> {
  const veiled = randomFrom(11)
  const found = new Map<string, string>()
  const add = (file: string, idOf: (row: Row) => string, textOf: (row: Row) => string) => {
    for (const row of rowsOf(folder, file))
      found.set(idOf(row), textOf(row).replace(/\s+/g, ' ').slice(0, 170))
  }
  for (const file of taidiFiles) {
    add(
      `taidi2020_c/${file}.jsonl`,
      (row) => `taidi:${row.留言编号}`,
      (row) => `${row.留言主题} ${row.留言详情}`,
    )
  }
  add(
    'dongguan_sunshine_hotline/posts.jsonl',
    (row) => `dongguan:${row.number}`,
    (row) => `${row.title} ${row.content}`,
  )
  add(
    'legal_consult_questions/questions.jsonl',
    (row) => `legal:${digest(row.question)}`,
    (row) => text(row.question),
  )
  add(
    'sodic2021_hidden_dangers/train.jsonl',
    (row) => `sodic:${row.id}`,
    (row) => text(row.content),
  )
  add(
    'fbs_sms_2020/messages.jsonl',
    (row) => `fbs:${digest(row.text)}`,
    (row) => unveiled(text(row.text), veiled),
  )
  add(
    'lawbench_consult/task3_8_consultation.jsonl',
    (row) => `lawbench:${row.id}`,
    (row) => text(row.question),
  )
  return found
}

function digest(value: unknown): string {
  return createHash('sha256').update(text(value)).digest('hex').slice(0, 10)
}

const taidiFiles = [
  'annex2_raw_labelled',
  'annex3_messages',
  'annex4_messages_with_replies',
  'test_messages_unlabelled',
]

/** What of a row is looked at, by the name of the view. */
type Views = Record<string, string | string[]>

/** Whole stretches of neighbouring rows go together, since neighbours may share an author; of ten, one is dev and one test. */
function parted(rows: Row[], see: (row: Row) => Views): Source['views'] {
  const parts: Source['views'] = { train: {}, dev: {}, test: {} }
  const stretch = Math.max(1, Math.ceil(rows.length / 200))
  rows.forEach((row, index) => {
    const turn = Math.floor(index / stretch) % 10
    const part = parts[turn === 4 ? 'dev' : turn === 9 ? 'test' : 'train']
    for (const [view, seen] of Object.entries(see(row))) {
      const texts = [seen].flat().map((one) => one.trim())
      part[view] ??= []
      part[view].push(...texts.filter((one) => one.length > 1))
    }
  })
  return parts
}

function distinct(rows: Row[], key: string): Row[] {
  const seen = new Set<unknown>()
  return rows.filter((row) => !seen.has(row[key]) && seen.add(row[key]))
}

/** A post as a board has it and as a chat would: its title, its first sentence, a stretch out of its middle. */
function postViews(title: string, body: string, random: () => number): Views {
  const named = (view: string) => withPlaces(view, random)
  return { titles: named(title), firsts: named(firstSentence(body)), windows: named(window(body, random)) }
}

export function firstSentence(body: string): string {
  return body.split(/[。！!？?\n]/).find((sentence) => sentence.trim().length > 5) ?? ''
}

/** 8–60 letters from the beginning of some clause on. */
function window(body: string, random: () => number): string {
  const starts = [...body.matchAll(/[，。！？；,!?;\s]+/g)].map((mark) => mark.index + mark[0].length)
  const from = starts[Math.floor(random() * starts.length)] ?? 0
  return body.slice(from, from + 8 + Math.floor(random() * 52))
}

/** The organiser's codes (A市, B3区, 西地省) give a text away; names as varied as China's take their place. */
export function withPlaces(text: string, random: () => number): string {
  const names = new Map<string, string>()
  return text.replace(/[A-Z]\d*(?=市|区|县)|西地(?=省)/g, (code) => {
    const known = names.get(code)
    if (known) return known
    const name = pick(firstHalves, random) + (random() < 0.8 ? pick(secondHalves, random) : '')
    names.set(code, name)
    return name
  })
}

/** What the researchers put for places and numbers (PLACE, URL) gives their messages away; the like takes its place. */
export function unveiled(text: string, random: () => number): string {
  return text.replace(veils, (veil) => {
    if (veil === 'URL') return ' http://t.cn/a '
    if (veil === 'NAME') return ''
    if (veil === 'PLACE') return pick(cities, random)
    return veil === 'DIGIT' ? String(Math.floor(10 ** (4 * random()))) : '13800138000'
  })
}

/** Not made up like those above, which stand in reports alone. */
const cities =
  '北京 上海 广州 深圳 杭州 南京 苏州 成都 重庆 武汉 长沙 郑州 西安 济南 青岛 沈阳 大连 福州 厦门 昆明 合肥 南昌'.split(
    ' ',
  )

const veils = /URL|PLACE|NAME|DIGIT|CELLPHONE?|PHONE|HOTLINE|WECHAT|QQ|BANK/g

const firstHalves = [
  ...'安宝长常成春大德东凤福高古广海汉合河恒红湖华惠吉江金锦静兰乐临龙明南宁平青清庆泉荣三山上石顺泰天铁通万文武西新兴秀阳永玉云镇中竹紫',
]
const secondHalves = [...'州阳山江河城林水川溪宁安平原口昌泉门海陵湖田丰远浦桥源和沙岭港塘庄顺台']

function pick(all: readonly string[], random: () => number): string {
  return all[Math.floor(random() * all.length)] ?? ''
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
