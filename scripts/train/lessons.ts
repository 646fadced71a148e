import { readFileSync } from 'node:fs'
import type { Lesson } from '../../db/corrections.ts'
import { type CategoryId, categories } from '../../matters/taxonomy.ts'
import type { Labelled } from './category.ts'
import { rowsOf, textsById } from './corpora.ts'
import type { Material } from './gate.ts'

interface Label {
  /** `source:key` of a row of the corpora. */
  id: string
  category: CategoryId | null
  also: CategoryId[]
}

/**
 * Batches of dangers told aside, of talk that only sounds like one, and of forwarded texts: gate and dangers learn them.
 * Categories are named no better for them, and more talk makes the class of no matter swallow the rare ones.
 */
const ofDanger = /^(?:reports\/(?:29|3\d)|chatter\/(?:2[7-9]|3\d)|logs\/1[3-9])/

/** What categories are learned from: our own lines and logs, and labelled rows of the corpora. */
export function categoryLessons(all: Material, folder: string): Labelled[] {
  const some = <T extends { name: string }>(batches: readonly T[]) =>
    batches.filter(({ name }) => !ofDanger.test(name))
  const material = {
    ...all,
    reports: some(all.reports),
    chatter: some(all.chatter),
    logs: some(all.logs),
  }
  return [...ownLines(material), ...inLogs(material), ...labelledRows(folder), ...smallTalk(material)]
}

function ownLines({ reports, chatter }: Material): Labelled[] {
  return [...reports, ...chatter].flatMap(({ name, rows }) =>
    rows
      .filter(({ category }) => category === null || categories.has(category as CategoryId))
      .map(({ text, category }) => ({
        text,
        category: category as CategoryId | null,
        weight: 1,
        hand: name,
      })),
  )
}

/** What people put right: the numbers of its pieces with the right category, or none. */
export function correctedLessons(corrections: readonly Lesson[]): Labelled[] {
  return corrections
    .filter(
      ({ kind, right }) =>
        kind === 'not_report' || (kind === 'category' && categories.has(right as CategoryId)),
    )
    .map(({ kind, features, right }, at) => ({
      text: '',
      category: kind === 'not_report' ? null : (right as CategoryId),
      weight: 1,
      hand: `corrections ${at % 8}`,
      buckets: Uint32Array.from(features),
    }))
}

/** A matter's first words name it; what stands between names none. */
function inLogs({ logs }: Material): Labelled[] {
  return logs.flatMap(({ name, rows }) =>
    rows.flatMap(({ messages, matters }) => {
      const met = new Set<string>()
      return messages.flatMap(({ text, matter }): Labelled[] => {
        if (matter === null) return [{ text, category: null, weight: 1, hand: name }]
        const category = matters[matter]?.category as CategoryId
        if (!categories.has(category)) return []
        const first = !met.has(matter)
        met.add(matter)
        return [{ text, category, weight: first ? 1 : 0.3, hand: name }]
      })
    }),
  )
}

function labelledRows(folder: string): Labelled[] {
  const texts = textsById(folder)
  const file = new URL('../../prompts/examples/labels.jsonl', import.meta.url)
  const labels = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const measured = new Set(rowsOf(folder, 'labelled_real/messages.jsonl').map(({ ref }) => ref))
  return labels.flatMap((line): Labelled[] => {
    const { id, category, also } = JSON.parse(line) as Label
    const text = texts.get(id)
    const [source = '', ref] = id.split(':')
    if (!text || measured.has(ref)) return []
    // Neighbouring rows may be of one author: stretches stay together.
    const hand = `${source} ${Number.parseInt(id.slice(-2), 36) % 8}`
    const others = also.map((other) => ({ text, category: other, weight: 0.5, hand }))
    return [{ text, category, weight: also.length > 0 ? 2 : 2.5, hand }, ...others]
  })
}

const talk = new Set(['nus', 'lccc', 'weibo', 'waimai', 'adverts'])

function smallTalk({ sources }: Material): Labelled[] {
  return sources
    .filter(({ name }) => talk.has(name))
    .flatMap(({ name, views }) => {
      const texts = Object.values(views.train).flat()
      const step = Math.max(1, Math.floor(texts.length / 1000))
      return texts
        .filter((_, index) => index % step === 0)
        .map((text) => ({ text, category: null, weight: 0.3, hand: name }))
    })
}
