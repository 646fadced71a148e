import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** One measured number, in per cent unless its name says otherwise. */
export interface Figure {
  name: string
  value: number
  /** How many it was measured on. */
  of: number
  /** What the product asks for; more is better unless `most` or `fewer` is given. */
  least?: number
  most?: number
  /** Nothing is asked, and less is better. */
  fewer?: true
}

/** The figures that were saved last, by name. */
export function savedFigures(file: URL): Map<string, number> {
  if (!existsSync(file)) return new Map()
  return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>))
}

export function saveFigures(file: URL, figures: readonly Figure[]): void {
  const rounded = figures.map(({ name, value }) => [name, Number(value.toFixed(2))])
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(rounded), null, 2)}\n`)
}

/** One line a figure: its name, what it is, what it was, what is asked for. */
export function table(figures: readonly Figure[], before: ReadonlyMap<string, number>): string {
  const head = row('measure', 'now', 'before', 'asked', 'of', '')
  const rows = figures.map((figure) => {
    const was = before.get(figure.name)
    return row(
      figure.name,
      figure.value.toFixed(1),
      was === undefined ? '–' : was.toFixed(1),
      asked(figure),
      String(figure.of),
      meets(figure) ? '' : '✗',
    )
  })
  return [head, ...rows].join('\n')
}

function row(name: string, now: string, was: string, bar: string, of: string, mark: string): string {
  return `${name.padEnd(52)}${now.padStart(7)}${was.padStart(8)}${bar.padStart(9)}${of.padStart(8)}  ${mark}`.trimEnd()
}

function asked({ least, most }: Figure): string {
  if (least !== undefined) return `≥ ${least}`
  return most === undefined ? '' : `≤ ${most}`
}

export function meets({ value, least, most }: Figure): boolean {
  return (least === undefined || value >= least) && (most === undefined || value <= most)
}

/** The figures that got worse than they were: those that no longer meet what is asked, or that fell by more than chance moves them. */
export function worse(figures: readonly Figure[], before: ReadonlyMap<string, number>): Figure[] {
  return figures.filter((figure) => {
    const was = before.get(figure.name)
    if (was === undefined) return false
    if (meets({ ...figure, value: was }) && !meets(figure)) return true
    const fewer = figure.most !== undefined || figure.fewer
    return (fewer ? figure.value - was : was - figure.value) > noise(was, figure.of)
  })
}

/** Two standard errors of a share of so many; of very many still half a point. */
function noise(percent: number, of: number): number {
  const share = Math.min(Math.max(percent / 100, 0), 1)
  return Math.max(0.5, 200 * Math.sqrt((share * (1 - share)) / of))
}

/** Per cent of all for which it holds. */
export function percent<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? Number.NaN : (100 * all.filter(holds).length) / all.length
}
