import type { CategoryId } from '../../matters/taxonomy.ts'
import type { Desk } from '../desk.ts'
import { type NamedPlace, placesNamed } from '../place-named.ts'
import { readTimes } from '../read/time.ts'
import { categoriesMeant } from './category-meant.ts'
import { findNumbers } from './matter-number.ts'

/** What somebody looks for, taken apart; words that are none of it stand under `unknown` and nothing is looked for. */
export interface Looking {
  numbers: string[]
  places: NamedPlace[]
  /** Areas in which those places lie. */
  within: string[]
  /** Estate and building of each place. */
  buildings: { community: string; building: string | null; spot: string | null }[]
  categories: CategoryId[]
  from: Date | null
  to: Date | null
  door: boolean
  unknown: string[]
  /** In words that may be shown and kept. */
  asked: string
}

export function lookingFor(words: string[], desk: Desk): Looking {
  const { numbers, rest } = findNumbers(words)
  const places: NamedPlace[] = []
  const categories: CategoryId[] = []
  const unknown: string[] = []
  const asked = [...numbers]
  let span: { from: Date; to: Date } | null = null
  for (const word of rest) {
    const time = spanOf(word, desk.clock.now())
    const here = placesNamed(word, desk.registry.places)
    const kinds = categoriesMeant(word.replace(/^类别[=＝:：]/u, ''))
    if (time) {
      span = time
      asked.push(word)
    } else if (here.length > 0) {
      places.push(...here)
      asked.push(...here.map((one) => one.words))
    } else if (kinds.length > 0) {
      categories.push(...kinds.map((one) => one.id))
      asked.push(word)
    } else unknown.push(word)
  }
  return {
    numbers,
    places,
    within: [...new Set(places.flatMap((one) => one.areaIds))],
    buildings: places.map(({ community, building, spot }) => ({ community, building, spot })),
    categories,
    from: span?.from ?? null,
    to: span?.to ?? null,
    door: places.some((one) => one.door),
    unknown,
    asked: asked.join(' '),
  }
}

const dayMs = 24 * 3_600_000

/** 今天, 本周, 上个月, 11月, 最近30天; null where the word is more than a time. */
function spanOf(word: string, now: Date): { from: Date; to: Date } | null {
  const said = word.normalize('NFKC')
  const [, days] = /^(?:最近|近|过去)(\d{1,3})天$/u.exec(said) ?? []
  if (days) return { from: new Date(now.getTime() - Number(days) * dayMs), to: now }
  const [time, ...more] = readTimes(said, now, { prefer: 'past' })
  if (!time || more.length > 0 || time.text.length < said.length) return null
  const from = time.from ?? time.at
  const to = time.to ?? (from && new Date(Date.parse(from) + dayMs).toISOString())
  return from && to ? { from: new Date(from), to: new Date(to) } : null
}
