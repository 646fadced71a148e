import { judge } from '../../handlers/gate/index.ts'
import { categorise } from '../../handlers/read/category.ts'
import { answer } from '../classify/answer.ts'
import { type Row, rowsOf, type Source } from '../train/corpora.ts'
import { examples, heldOut, logs } from '../train/examples.ts'
import { type Figure, percent } from './figures.ts'
import { measureLogs } from './logs.ts'

/** Lines, logs and their categories of hands that nothing was trained on. */
export function ownFigures(): Figure[] {
  const kept = [...heldOut.dev, ...heldOut.test]
  const reports = examples('reports').filter(({ name }) => kept.includes(name))
  const chatter = examples('chatter').filter(({ name }) => kept.includes(name))
  const lines = [
    ...reports.map(({ name, rows }) => ({
      name: `${name}: passed`,
      value: percent(rows, passes),
      of: rows.length,
    })),
    ...chatter.map(({ name, rows }) => ({
      name: `${name}: passed`,
      value: percent(rows, passes),
      of: rows.length,
      fewer: true as const,
    })),
    ...reports.flatMap(({ name, rows }) => {
      const said = rows.map(({ text, category }) => ({ category, said: categorise(text) }))
      const answered = said.filter((one) => one.said.category !== null)
      return [
        {
          name: `${name}: category answered`,
          value: percent(said, (one) => one.said.category !== null),
          of: rows.length,
        },
        {
          name: `${name}: … right of those`,
          value: percent(answered, (one) => one.said.category === one.category),
          of: answered.length,
        },
      ]
    }),
  ]
  const threads = logs()
    .filter(({ name }) => kept.includes(name))
    .flatMap(({ name, rows }): Figure[] => {
      const { heard, ofMatters, overheard, others, matters, ofAll } = measureLogs(rows)
      return [
        { name: `${name}: of a matter, heard`, value: (100 * heard) / ofMatters, of: ofMatters, least: 90 },
        { name: `${name}: others heard`, value: (100 * overheard) / others, of: others, most: 12 },
        { name: `${name}: matters heard of`, value: (100 * matters) / ofAll, of: ofAll, least: 99 },
      ]
    })
  return [...lines, ...threads]
}

/** The corpora's own parts that were not trained on. */
export function corporaFigures(folder: string, sources: readonly Source[]): Figure[] {
  const part = (names: string[], view: string) =>
    sources
      .filter(({ name }) => names.includes(name))
      .flatMap(({ views }) => [...(views.dev[view] ?? []), ...(views.test[view] ?? [])])
  const gate = (name: string, texts: string[], bar: Pick<Figure, 'least' | 'most' | 'fewer'>): Figure => ({
    name,
    value: percent(texts, (text) => judge(text).listen),
    of: texts.length,
    ...bar,
  })
  return [
    gate('board posts, first sentences: passed', part(['taidi', 'dongguan'], 'firsts'), { least: 98 }),
    gate('board posts, titles: passed', part(['taidi', 'dongguan'], 'titles'), { least: 96 }),
    gate('hazard notes: passed', part(['sodic'], 'whole'), {}),
    gate('legal questions: passed', part(['legal', 'lawbench'], 'whole'), {}),
    gate('NUS SMS: passed', part(['nus'], 'whole'), { most: 2 }),
    gate('LCCC small talk: passed', part(['lccc'], 'whole'), { most: 2 }),
    gate('Weibo posts: passed', part(['weibo'], 'whole'), { most: 1.5 }),
    gate('delivery reviews: passed', part(['waimai'], 'whole'), { most: 1 }),
    gate('insults: passed', part(['cold'], 'whole'), { fewer: true }),
    gate('rumours: passed', part(['rumour'], 'whole'), { fewer: true }),
    ...labelledFigures(rowsOf(folder, 'labelled_real/messages.jsonl')),
  ]
}

/** The 300 labelled rows, as `classify` answers them. */
function labelledFigures(rows: readonly Row[]): Figure[] {
  const sure = rows.filter(({ gate }) => gate === 'matter' || gate === 'none')
  const read = sure.map((row) => ({ row, said: answer(0, String(row.text)) }))
  const matters = read.filter(({ row }) => row.gate === 'matter')
  const answered = matters.filter(({ said }) => said.category !== null)
  const coloured = matters.filter(({ row, said }) => said.colour !== null && list(row.colours).length > 0)
  const placed = matters.filter(({ row }) => list(row.location).length > 0)
  return [
    {
      name: 'labelled_real: gate right',
      value: percent(read, ({ row, said }) => said.listen === (row.gate === 'matter')),
      of: read.length,
      least: 97,
    },
    {
      name: 'labelled_real: kind accepted, of all matters',
      value: percent(matters, ({ row, said }) => list(row.kinds).includes(String(said.kind))),
      of: matters.length,
      least: 85,
    },
    {
      name: 'labelled_real: category answered',
      value: percent(matters, ({ said }) => said.category !== null),
      of: matters.length,
      least: 85,
    },
    {
      name: 'labelled_real: category accepted, of the answered',
      value: percent(answered, ({ row, said }) => list(row.categories).includes(String(said.category))),
      of: answered.length,
      least: 75,
    },
    {
      name: 'labelled_real: colour accepted',
      value: percent(coloured, ({ row, said }) => list(row.colours).includes(String(said.colour))),
      of: coloured.length,
      least: 80,
    },
    {
      name: 'labelled_real: place found, of those that name one',
      value: percent(
        placed,
        ({ row, said }) => said.location !== null && list(row.location).includes(said.location),
      ),
      of: placed.length,
      least: 80,
    },
  ]
}

function passes({ text }: { text: string }): boolean {
  return judge(text).listen
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
