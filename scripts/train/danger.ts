import { type DangerModel, dangerEvidence, dangerOf } from '../../handlers/gate/danger-model.ts'
import type { Expert } from '../../handlers/gate/expert.ts'
import type { CategoryId } from '../../matters/taxonomy.ts'
import type { Log } from '../evaluate/logs.ts'
import type { Trained } from './category.ts'
import type { Batch, Example } from './examples.ts'
import { type Lesson, school } from './expert.ts'
import type { Material } from './gate.ts'
import { fitLogistic, type Rows } from './logistic.ts'

/**
 * Believed from here on, set on the dev log: with it, and with what `danger-learned.ts` asks of the sort, one message in
 * fifty there is a false alarm.
 */
const from = 0.6
/** Messages weighed together at most. */
const mostTogether = 5

/**
 * 1. Experts of each half of the lessons, and category models that are strangers to a log, judge that log as it was told.
 * 2. On that the weights of the evidence are fitted and the threshold is set; the expert then learns from everything.
 */
export function trainDanger(material: Material, { strangerTo }: Trained): DangerModel {
  const lessons = lessonsOf(material)
  const half = (which: number) => learn(lessons.filter((_, index) => index % 2 === which))
  const experts = [half(0), half(1)] as const
  const halfOf = new Map(lessons.map(({ hand }, index) => [hand, index % 2]))
  const rows: Rows = { numbers: [], right: [], weights: [] }
  for (const { name, rows: logs } of material.logs) {
    const models = { expert: experts[1 - (halfOf.get(name) ?? 0)] as Expert, category: strangerTo(name) }
    for (const log of logs) {
      for (const { text, together, danger } of told(log)) {
        rows.numbers.push(dangerEvidence(text, together, models))
        rows.right.push(danger)
        rows.weights.push(1)
      }
    }
  }
  for (const batch of [...material.reports, ...material.chatter]) {
    const { name } = batch
    const models = { expert: experts[1 - (halfOf.get(name) ?? 0)] as Expert, category: strangerTo(name) }
    for (const { text, category } of sideOf(batch)) {
      rows.numbers.push(dangerEvidence(text, text, models))
      rows.right.push(isDanger(category))
      rows.weights.push(0.3)
    }
  }
  const weights = fitLogistic(rows)
  return { expert: learn(lessons), weights, from }
}

function learn(lessons: readonly Lesson[]): Expert {
  return school(lessons, { bits: 18, epochs: 8, fromLessons: 1, seed: 5 })
}

function isDanger(category: string | null | undefined): boolean {
  return dangerOf[category as CategoryId] !== undefined
}

/** In a batch of dangers what is none of these sorts (drowning, a wall that falls) is no example of calm either. */
function sideOf({ name, rows }: Batch<Example>): Example[] {
  return name.startsWith('reports/') && name.includes('danger')
    ? rows.filter(({ category }) => isDanger(category))
    : rows
}

/** `report` stands for danger here; what one hand wrote of either side stays together. */
function lessonsOf({ sources, reports, chatter, logs }: Material): (Lesson & { hand: string })[] {
  const split = (hand: string, rows: { text: string; danger: boolean }[], worth: number) =>
    [true, false].map((report) => ({
      hand,
      report,
      texts: rows.filter(({ danger }) => danger === report).map(({ text }) => text),
      worth,
    }))
  const lines = [...reports, ...chatter].flatMap((batch) =>
    split(
      batch.name,
      sideOf(batch).map(({ text, category }) => ({ text, danger: isDanger(category) })),
      1,
    ),
  )
  const said = logs.flatMap(({ name, rows }) => split(name, rows.flatMap(stretchesOf), 2))
  const talk = sources
    .filter(({ report }) => !report)
    .map(({ name, views }) => ({
      hand: name,
      report: false,
      texts: Object.values(views.train).flat().slice(0, 3000),
      worth: 0.5,
    }))
  return [...lines, ...said, ...talk].filter(({ texts }) => texts.length > 0)
}

/** A danger is told by several in turn: what was said of it so far, as a whole; and the same of what is none. */
function stretchesOf({ messages, matters }: Log): { text: string; danger: boolean }[] {
  const told = new Map<string | null, string[]>()
  return messages.flatMap(({ text, matter }) => {
    const before = told.get(matter) ?? []
    const whole = [...before, text].slice(-mostTogether)
    told.set(matter, whole)
    const about = matter === null ? undefined : matters[matter]
    const danger = about?.urgency === 'emergency'
    if (danger && !isDanger(about?.category)) return []
    const joined = { text: whole.join('\n'), danger }
    // What only goes on with a danger ("在五楼") tells of none by itself.
    return danger && before.length > 0 ? [joined] : [joined, { text, danger }]
  })
}

const togetherSeconds = 600

/** Each message with the words of any matter that were let through before it. */
function told({ messages, matters }: Log): { text: string; together: string; danger: boolean }[] {
  const kept: { at: number; text: string }[] = []
  return messages.flatMap(({ at, text, matter }) => {
    const before = kept.filter((one) => at - one.at <= togetherSeconds).slice(1 - mostTogether)
    if (matter !== null) kept.push({ at, text })
    const about = matter === null ? undefined : matters[matter]
    const danger = about?.urgency === 'emergency'
    if (danger && !isDanger(about?.category)) return []
    return [{ text, together: [...before.map((one) => one.text), text].join('\n'), danger }]
  })
}
