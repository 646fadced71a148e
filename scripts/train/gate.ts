import { type Experts, evidenceOf } from '../../handlers/gate/evidence.ts'
import { type Gate, likelihood } from '../../handlers/gate/model.ts'
import { type KeptMessage, threadEvidence, threadMs } from '../../handlers/gate/thread.ts'
import { bigramsOf } from '../../handlers/read/grams.ts'
import type { Log } from '../evaluate/logs.ts'
import type { Source } from './corpora.ts'
import type { Batch, Example } from './examples.ts'
import { type Lesson, school } from './expert.ts'
import { fitLogistic, type Rows } from './logistic.ts'

export interface Material {
  sources: readonly Source[]
  reports: readonly Batch<Example>[]
  chatter: readonly Batch<Example>[]
  logs: readonly Batch<Log>[]
}

/** How much the corpora, and our logs, count where people's own chat is learned. */
const worth = { boardInChat: 0.3, chatterInChat: 1, log: 10, weibo: 2 }
/** Real small talk and real posts, so that the chat expert is not at a loss before them. */
const alsoChat = new Set(['nus', 'lccc', 'weibo', 'waimai', 'taidi', 'dongguan', 'legal'])

/**
 * 1. Two experts on each half of the material judge the other half: nobody marks lines it has learned by heart.
 * 2. On those judgements the weights of all evidence are fitted, for texts alone and for texts in a thread.
 * 3. Experts learn from everything.
 */
export function trainGate(material: Material): Omit<Gate, 'listenFrom' | 'followFrom'> {
  const halves = [0, 1].map((half) => halfOf(material, half)) as [Material, Material]
  const alone: Rows = { numbers: [], right: [], weights: [] }
  const judges = halves.map(expertsOf) as [Experts, Experts]
  halves.forEach((half, index) => {
    addAlone(alone, half, judges[1 - index] as Experts)
  })
  const aloneWeights = fitLogistic(alone)
  let following: Float32Array | null = null
  // The first round hears what is right, the next ones what the last would have let through.
  for (let round = 0; round < 3; round++) {
    const rows: Rows = { numbers: [], right: [], weights: [] }
    for (const [index, half] of halves.entries()) {
      const experts = judges[1 - index] as Experts
      addCold(rows, half, experts)
      for (const log of half.logs.flatMap((batch) => batch.rows)) addThread(rows, log, experts, following)
    }
    following = fitLogistic(rows)
  }
  return {
    experts: expertsOf(material),
    alone: aloneWeights,
    following: following as unknown as Float32Array,
  }
}

/** Every other stretch of a source, every other batch of ours, every other log. */
function halfOf({ sources, reports, chatter, logs }: Material, half: number): Material {
  const mine = <T>(all: readonly T[]) => all.filter((_, index) => index % 2 === half)
  return {
    sources: sources.map((source) => ({
      ...source,
      views: {
        ...source.views,
        train: Object.fromEntries(
          Object.entries(source.views.train).map(([view, texts]) => [
            view,
            texts.filter((_, index) => Math.floor((20 * index) / texts.length) % 2 === half),
          ]),
        ),
      },
    })),
    reports: mine(reports),
    chatter: mine(chatter),
    logs: logs.map((batch) => ({ ...batch, rows: mine(batch.rows) })),
  }
}

function expertsOf({ sources, reports, chatter, logs }: Material): Experts {
  const corpora = sources.map((source) => lessonOf(source, source.name === 'weibo' ? worth.weibo : 1))
  const own = [
    ...reports.map((one) => batchLesson(one, true)),
    ...chatter.map((one) => batchLesson(one, false)),
  ]
  const said = logs.flatMap(({ rows }) => rows.flatMap((log) => log.messages))
  const inLogs = [true, false].map((report) => ({
    report,
    texts: said.filter(({ matter }) => (matter !== null) === report).map(({ text }) => text),
    worth: worth.log,
  }))
  const beside = sources
    .filter(({ name }) => alsoChat.has(name))
    .map((source) => lessonOf(source, source.report ? worth.boardInChat : worth.chatterInChat))
  return {
    board: school([...corpora, ...own], { bits: 20, epochs: 12, fromLessons: 1, seed: 1 }),
    chat: school([...own, ...inLogs, ...beside], { bits: 19, epochs: 6, fromLessons: 1, seed: 2 }),
  }
}

function lessonOf({ report, views }: Source, worthOf: number): Lesson {
  return { report, texts: Object.values(views.train).flat(), worth: worthOf }
}

function batchLesson({ rows }: Batch<Example>, report: boolean): Lesson {
  return { report, texts: rows.map(({ text }) => text), worth: 1 }
}

/** Heard alone: sources and batches, each of the same weight on its side; of logs what is none, and each matter's first words. */
function addAlone(rows: Rows, { sources, reports, chatter, logs }: Material, experts: Experts): void {
  const add = (texts: readonly string[], right: boolean, weight: number) => {
    for (const text of texts) {
      rows.numbers.push(evidenceOf(text, experts))
      rows.right.push(right)
      rows.weights.push(weight / texts.length)
    }
  }
  for (const { report, views } of sources) {
    const texts = Object.entries(views.train).flatMap(([view, all]) => (view === 'windows' ? [] : all))
    if (texts.length > 0) add(sample(texts, 1500), report, report ? 6 : 4)
  }
  for (const { rows: lines } of reports)
    add(
      lines.map(({ text }) => text),
      true,
      1,
    )
  for (const { rows: lines } of chatter)
    add(
      lines.map(({ text }) => text),
      false,
      1,
    )
  for (const { rows: all } of logs) {
    const said = all.flatMap(({ messages }) => messages)
    add(
      said.filter(({ matter }) => matter === null).map(({ text }) => text),
      false,
      2,
    )
    add(all.flatMap(firstWords), true, 2)
  }
}

function firstWords({ messages, matters }: Log): string[] {
  return Object.keys(matters).flatMap((letter) => {
    const first = messages.find(({ matter }) => matter === letter)
    return first ? [first.text] : []
  })
}

function sample<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(most, all.length) }, (_, index) => all[Math.floor(index * step)] as T)
}

/** One line or post said into a group where nothing was told yet. */
function addCold(rows: Rows, { sources, reports, chatter }: Material, experts: Experts): void {
  const add = (texts: readonly string[], right: boolean, weight: number) => {
    for (const text of texts) {
      const evidence = evidenceOf(text, experts)
      const said = { text, senderId: '', atMs: 0, quotesKept: false }
      rows.numbers.push(threadEvidence(evidence, said, { kept: [] }))
      rows.right.push(right)
      rows.weights.push(weight)
    }
  }
  for (const { rows: lines } of reports)
    add(
      lines.map(({ text }) => text),
      true,
      0.2,
    )
  for (const { rows: lines } of chatter)
    add(
      lines.map(({ text }) => text),
      false,
      0.2,
    )
  for (const { report, views } of sources) {
    const texts = Object.entries(views.train).flatMap(([view, all]) => (view === 'windows' ? [] : all))
    add(sample(texts, 300), report, 0.1)
  }
}

function addThread(rows: Rows, log: Log, experts: Experts, following: Float32Array | null): void {
  let kept: KeptMessage[] = []
  for (const { at, nick, text, matter } of log.messages) {
    const atMs = 1000 * at
    kept = kept.filter((one) => atMs - one.atMs <= threadMs)
    const evidence = evidenceOf(text, experts)
    const numbers = threadEvidence(evidence, { text, senderId: nick, atMs, quotesKept: false }, { kept })
    rows.numbers.push(numbers)
    rows.right.push(matter !== null)
    rows.weights.push(1)
    const score = following ? likelihood(numbers, following) : Number(matter !== null)
    if (score >= 0.5) kept.push({ atMs, senderId: nick, pairs: bigramsOf(text), score })
  }
}
