import { type Experts, evidenceOf } from '../../handlers/gate/evidence.ts'
import { type Gate, likelihood } from '../../handlers/gate/model.ts'
import { type KeptMessage, type Thread, threadEvidence, threadMs } from '../../handlers/gate/thread.ts'
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

/** How much the corpora, and our logs, count where people's own chat is learned; how much lines beside logs. */
const worth = { boardInChat: 0.3, chatterInChat: 1, log: 10, weibo: 2, lineInStory: 0.1 }
/** Real small talk and real posts, so that the chat expert is not at a loss before them. */
const alsoChat = new Set(['nus', 'lccc', 'weibo', 'waimai', 'taidi', 'dongguan', 'legal'])

/** Told so far aside that they read like talk: a gate that learns them hears talk. Dangers learn them. */
const asTalk = new Set(['reports/30-danger-indirect-3', 'reports/31-danger-indirect-4'])

const parts = [0, 1, 2]

/**
 * 1. Experts on two thirds of the material judge the third: nobody marks lines, or hands, it has learned by heart.
 * 2. On those judgements the weights of all evidence are fitted, for texts alone and for texts in a thread.
 * 3. Experts learn from everything.
 */
export function trainGate(all: Material): Omit<Gate, 'listenFrom' | 'followFrom'> {
  const material = { ...all, reports: all.reports.filter(({ name }) => !asTalk.has(name)) }
  const thirds = parts.map((part) => partOf(material, (index) => index % parts.length === part))
  const judges = parts.map((part) => expertsOf(partOf(material, (index) => index % parts.length !== part)))
  const alone: Rows = { numbers: [], right: [], weights: [] }
  thirds.forEach((third, index) => {
    addAlone(alone, third, judges[index] as Experts)
  })
  const aloneWeights = fitLogistic(alone)
  let following: Float32Array | null = null
  // The first round hears what is right, the next ones what the last would have let through.
  for (let round = 0; round < 3; round++) {
    const rows: Rows = { numbers: [], right: [], weights: [] }
    for (const [index, third] of thirds.entries()) {
      const experts = judges[index] as Experts
      addCold(rows, third, experts)
      for (const log of third.logs.flatMap((batch) => batch.rows))
        addThread(rows, log, { experts, alone: aloneWeights, following })
    }
    following = fitLogistic(rows)
  }
  return {
    experts: expertsOf(material),
    alone: aloneWeights,
    following: following as unknown as Float32Array,
  }
}

/** Stretches of each source, and whole batches of ours. */
function partOf({ sources, reports, chatter, logs }: Material, isIn: (index: number) => boolean): Material {
  const mine = <T>(all: readonly T[]) => all.filter((_, index) => isIn(index))
  return {
    sources: sources.map((source) => ({
      ...source,
      views: {
        ...source.views,
        train: Object.fromEntries(
          Object.entries(source.views.train).map(([view, texts]) => [
            view,
            texts.filter((_, index) => isIn(Math.floor((21 * index) / texts.length))),
          ]),
        ),
      },
    })),
    reports: mine(reports),
    chatter: mine(chatter),
    logs: mine(logs),
  }
}

function expertsOf({ sources, reports, chatter, logs }: Material): Experts {
  const corpora = sources.map((source) => lessonOf(source, source.name === 'weibo' ? worth.weibo : 1))
  const own = [
    ...reports.map((one) => batchLesson(one, true)),
    ...chatter.map((one) => batchLesson(one, false)),
  ]
  const inLogs = logLessons([logs.flatMap(({ rows }) => rows)], worth.log)
  const inStories = logLessons(
    logs.map(({ rows }) => rows),
    1,
  )
  const beside = sources
    .filter(({ name }) => alsoChat.has(name))
    .map((source) => lessonOf(source, source.report ? worth.boardInChat : worth.chatterInChat))
  return {
    board: school([...corpora, ...own], { bits: 20, epochs: 12, fromLessons: 1, seed: 1 }),
    chat: school([...own, ...inLogs, ...beside], { bits: 19, epochs: 6, fromLessons: 1, seed: 2 }),
    story: school([...inStories, ...own.map((lesson) => ({ ...lesson, worth: worth.lineInStory }))], {
      bits: 19,
      epochs: 8,
      fromLessons: 1,
      seed: 3,
    }),
  }
}

/** What belongs to a matter and what does not, for each hand. */
function logLessons(hands: readonly (readonly Log[])[], worthOf: number): Lesson[] {
  return hands.flatMap((rows) => {
    const said = rows.flatMap((log) => log.messages)
    return [true, false].map((report) => ({
      report,
      texts: said.filter(({ matter }) => (matter !== null) === report).map(({ text }) => text),
      worth: worthOf,
    }))
  })
}

function lessonOf({ report, views }: Source, worthOf: number): Lesson {
  return { report, texts: Object.values(views.train).flat(), worth: worthOf }
}

function batchLesson({ rows }: Batch<Example>, report: boolean): Lesson {
  return { report, texts: rows.map(({ text }) => text), worth: 1 }
}

/** How much a third of a source counts beside a batch of ours. */
const inAlone = { report: 6, chatter: 3 }
/** Those from which reports are the hardest to tell. */
const hardAlone: Record<string, number> = { weibo: 7, nus: 16, lccc: 8 }

/** Heard alone: sources and batches, each of the same weight on its side; of logs what is none, and each matter's first words. */
function addAlone(rows: Rows, { sources, reports, chatter, logs }: Material, experts: Experts): void {
  const add = (texts: readonly string[], right: boolean, weight: number) => {
    for (const text of texts) {
      rows.numbers.push(evidenceOf(text, experts))
      rows.right.push(right)
      rows.weights.push(weight / texts.length)
    }
  }
  for (const { name, report, views } of sources) {
    const texts = Object.entries(views.train).flatMap(([view, all]) => (view === 'windows' ? [] : all))
    if (texts.length > 0)
      add(sample(texts, 1500), report, report ? inAlone.report : (hardAlone[name] ?? inAlone.chatter))
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
      rows.numbers.push(threadEvidence(evidence, said, { kept: [], recent: [] }, experts))
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

const recentMs = 10 * 60_000

/** A log as the ear hears it: what was let through before, and what was said at all. */
function addThread(
  rows: Rows,
  log: Log,
  { experts, alone, following }: { experts: Experts; alone: Float32Array; following: Float32Array | null },
): void {
  let kept: KeptMessage[] = []
  let recent: Thread['recent'] = []
  for (const { at, nick, text, matter } of log.messages) {
    const atMs = 1000 * at
    kept = kept.filter((one) => atMs - one.atMs <= threadMs)
    recent = recent.filter((one) => atMs - one.atMs <= recentMs)
    const evidence = evidenceOf(text, experts)
    const said = { text, senderId: nick, atMs, quotesKept: false }
    const numbers = threadEvidence(evidence, said, { kept, recent }, experts)
    rows.numbers.push(numbers)
    rows.right.push(matter !== null)
    rows.weights.push(1)
    const heard = following ? likelihood(numbers, following) >= 0.5 : matter !== null
    if (heard) kept.push({ atMs, senderId: nick, pairs: bigramsOf(text), score: likelihood(evidence, alone) })
    recent = [...recent, { text, senderId: nick, atMs, kept: heard }]
  }
}
